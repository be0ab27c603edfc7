import { expect, it, vi } from 'vitest';
import { start } from '../../src/gate/index.js';
import type { Off } from '../../src/types.js';
import { createRandom } from '../random.js';

const gate = start();
/** Lets the queue run: until the last in it, which is this. */
const settle = () => new Promise<void>((resolve) => gate.when('necessary', resolve));

it('runs a callback once without a cleanup, and each time with one', async () => {
	const [once, again, cleanup] = [vi.fn(), vi.fn(() => cleanup), vi.fn()] as const;
	gate.when('c', once as never);
	gate.when('c', again as never);
	for (let round = 0; round < 3; round++) {
		gate.grant('c');
		await settle();
		gate.deny('c');
	}
	expect([once, again, cleanup].map((mock) => mock.mock.calls.length)).toEqual([1, 3, 3]);
});

it('cleans up and arms again what withdraws its own consent', async () => {
	const log: string[] = [];
	const off = gate.when('d', () => {
		log.push('run');
		gate.deny('d');
		return () => log.push('cleanup');
	});
	gate.grant('d');
	await settle();
	expect(log).toEqual(['run', 'cleanup']);
	off();
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
	gate.reset();
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
			offs.push(gate.when(condition, callback));
		} else if (action < 8 && model[index]) {
			model[index].isOn = false;
			offs[index]!();
		} else if (action < 19) {
			state[condition] = action < 14;
			gate.update({ [condition]: action < 14 });
		} else {
			state = {};
			gate.reset();
		}
		step();
		await settle();
		expect(actual, `after round ${round}`).toEqual(expected);
	}
	expect(actual.length).toBeGreaterThan(200);
}, 60_000);
