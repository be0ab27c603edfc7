import { beforeEach, expect, it, vi } from 'vitest';
import type { Off, WhenCallback } from '../../src/types.js';
import { createRandom } from '../random.js';

let when: (condition: string, callback: WhenCallback) => Off;
let change: (update?: Record<string, boolean>) => void;

beforeEach(async () => {
	vi.resetModules();
	const { register } = await import('../../src/callbacks.js');
	const { decide } = await import('../../src/consent.js');
	const { pump, refresh, reviewAll } = await import('../../src/schedule.js');
	when = (condition, callback) => {
		const off = register(condition, callback);
		pump();
		return off;
	};
	change = (update) => {
		decide(update);
		reviewAll();
		refresh();
	};
});

/** Lets the queue run: until the last in it, which is this. */
const settle = async () => {
	let off: Off | undefined;
	await new Promise<void>((resolve) => {
		off = when('necessary', resolve);
	});
	off!();
};

it('runs once, at once when the condition holds', () => {
	const callback = vi.fn();
	when('necessary', callback);
	expect(callback).toHaveBeenCalledTimes(1);
});

it('cleans up and arms again what withdraws its own consent', async () => {
	const log: string[] = [];
	when('a', () => {
		log.push('run');
		change({ a: false });
		return () => log.push('cleanup');
	});
	change({ a: true });
	await settle();
	expect(log).toEqual(['run', 'cleanup']);
});

it('behaves as the model does, in random sequences of when, off, grant, deny and reset', async () => {
	const random = createRandom(7);
	const model: { name: string; condition: string; isOn: boolean; isActive: boolean }[] = [];
	const offs: Off[] = [];
	const actual: string[] = [];
	const expected: string[] = [];
	let state: Record<string, boolean> = {};
	/** Cleanups first, then what may run, both in the order of registration. */
	const step = () => {
		for (const isRun of [false, true]) {
			for (const entry of model) {
				if (entry.isActive !== isRun && (entry.isOn && !!state[entry.condition]) === isRun) {
					entry.isActive = isRun;
					expected.push(`${entry.name} ${isRun ? 'runs' : 'is cleaned up after'}`);
				}
			}
		}
	};
	for (let round = 0; round < 400; round++) {
		const condition = random(2) ? 'a' : 'b';
		const action = random(20);
		const name = `${round}`;
		const index = random(offs.length || 1);
		if (action < 5) {
			model.push({ name, condition, isOn: true, isActive: false });
			const callback = () => {
				actual.push(`${name} runs`);
				return () => actual.push(`${name} is cleaned up after`);
			};
			offs.push(when(condition, callback));
		} else if (action < 8 && model[index]) {
			model[index].isOn = false;
			offs[index]!();
		} else if (action < 19) {
			state[condition] = action < 14;
			change({ [condition]: action < 14 });
		} else {
			state = {};
			change();
		}
		step();
		await settle();
		expect(actual, `after round ${round}`).toEqual(expected);
	}
	expect(actual.length).toBeGreaterThan(200);
}, 60_000);
