import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../src/bridges/inbound.js';
import { parseMap } from '../../src/bridges/map.js';
import type { Off, Taggate } from '../../src/types.js';
import { describeBridge, FORGET, MANAGERS, type World } from './hosted.js';

const load = async (name: string): Promise<Bridge> => {
	const module = await import(`../../src/bridges/${name}.ts`);
	return module[name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())];
};

const own = new Set(Object.getOwnPropertyNames(globalThis));
const faults: string[] = [];
let off: Off | undefined;
let state: Record<string, boolean> = {};
let isDecided = false;
let changes = 0;

/** A runtime that only remembers. */
const runtime = {
	update(update: Record<string, boolean>) {
		const isNews = !isDecided || Object.keys(update).some((name) => state[name] !== update[name]);
		state = { ...state, ...update };
		isDecided = true;
		if (isNews) changes++;
	},
	reset() {
		if (isDecided) changes++;
		state = {};
		isDecided = false;
	},
} as Taggate;

const settle = () => vi.advanceTimersByTimeAsync(100);
// As a classic script: what it declares is global.
// biome-ignore lint/security/noGlobalEval: it stands for a script tag.
const run: (source: string) => void = eval;

function leave() {
	off?.();
	off = undefined;
	for (const name of Object.getOwnPropertyNames(globalThis))
		if (!own.has(name)) delete (globalThis as Record<string, unknown>)[name];
	state = {};
	isDecided = false;
	changes = 0;
	faults.length = 0;
}

const forget = () => run(FORGET);

const world: World = {
	async visit(manager, parts, { map, isReturning } = {}) {
		leave();
		if (!isReturning) forget();
		const bridge = await load(manager.bridge);
		for (const part of parts) {
			if (part === 'bridge') off = bridge(runtime, { map: parseMap(map) });
			else if (part === 'manager') run(manager.source);
			else if (part !== 'runtime') run(part);
		}
		document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }));
		dispatchEvent(new Event('load'));
		await settle();
	},
	async act(source) {
		run(source);
		await settle();
	},
	look: async () => ({
		granted: Object.keys(state)
			.filter((name) => state[name])
			.sort(),
		isDecided,
		changes,
		faults: [...faults],
	}),
};

const note = (error: Error) => void faults.push(`${error}`);
beforeEach(() => {
	vi.useFakeTimers();
	process.on('unhandledRejection', note);
});
afterEach(() => {
	leave();
	forget();
	vi.useRealTimers();
	process.off('unhandledRejection', note);
});

describe.each(MANAGERS)('$name', (manager) => {
	describeBridge(manager, world, [
		['bridge', 'manager'],
		['manager', 'bridge'],
	]);

	it('says nothing after it was ended', async () => {
		await world.visit(manager, ['bridge', 'manager']);
		await world.act('visitor.accept()');
		off!();
		await world.act('visitor.withdraw()');
		expect(await world.look()).toEqual({ granted: manager.ours, isDecided: true, changes: 1, faults: [] });
	});
});
