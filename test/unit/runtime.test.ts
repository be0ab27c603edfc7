import { expect, it, vi } from 'vitest';
import type { Off, Taggate } from '../../src/types.js';
import { createRandom } from '../random.js';

interface Entry {
	name: string;
	condition: string;
	isOn: boolean;
	isActive: boolean;
}

it('behaves as the model does, in random sequences of push, when, off, grant, deny, reset and reload', async () => {
	const random = createRandom(11);
	const actual: string[] = [];
	const expected: string[] = [];
	let model: Entry[] = [];
	let offs: Off[] = [];
	let state: Record<string, boolean> = {};
	let isDecided = false;
	let taggate: Taggate;

	/** Cleanups first, then what may run, both in the order of registration. */
	const step = () => {
		for (const isRun of [false, true])
			for (const entry of model)
				if (entry.isActive !== isRun && (entry.isOn && !!state[entry.condition]) === isRun) {
					entry.isActive = isRun;
					expected.push(`${entry.name} ${isRun ? 'runs' : 'is cleaned up after'}`);
				}
	};
	const register = (name: string, condition: string) => {
		const index = model.push({ name, condition, isOn: true, isActive: false }) - 1;
		return (gate: Taggate) => {
			offs[index] = gate.when(condition, () => {
				actual.push(`${name} runs`);
				return () => actual.push(`${name} is cleaned up after`);
			});
		};
	};
	/** Another page: callbacks are gone, what was decided is not. Two were pushed before the runtime came. */
	const reload = async (round: number) => {
		vi.resetModules();
		model = [];
		offs = [];
		window.taggate = [register(`${round} first`, 'a'), register(`${round} second`, 'b')];
		const { install } = await import('../../src/runtime.js');
		taggate = install({ store: 'local' });
	};

	localStorage.clear();
	await reload(-1);
	for (let round = 0; round < 300; round++) {
		const condition = random(2) ? 'a' : 'b';
		const action = random(24);
		const index = random(offs.length || 1);
		if (action < 5) register(`${round}`, condition)(taggate!);
		else if (action < 9) (window.taggate as Taggate).push(register(`${round}`, condition));
		else if (action < 12 && model[index]) {
			model[index].isOn = false;
			offs[index]!();
		} else if (action < 22) {
			state[condition] = action < 17;
			isDecided = true;
			taggate![action < 17 ? 'grant' : 'deny'](condition);
		} else if (action < 23) {
			state = {};
			isDecided = false;
			taggate!.reset();
		} else await reload(round);
		step();
		await new Promise<void>((resolve) => taggate!.when('necessary', resolve));
		expect([actual, taggate!.state, taggate!.has('decided')], `after round ${round}`).toEqual([expected, state, isDecided]);
	}
	expect(actual.length).toBeGreaterThan(200);
}, 60_000);
