import { beforeEach, describe, expect, it, vi } from 'vitest';
import { start } from '../../src/gate/index.js';
import type { ConsentChange, ConsentState } from '../../src/types.js';
import { createRandom } from '../random.js';

// happy-dom has none.
vi.stubGlobal('reportError', () => {});

const gate = start();
let changes: ConsentChange[] = [];
let reasons: string[] = [];
addEventListener('consent:change', (event) => changes.push((event as CustomEvent<ConsentChange>).detail), true);
addEventListener('consent:error', (event) => reasons.push((event as CustomEvent<{ reason: string }>).detail.reason), true);
beforeEach(() => {
	gate.reset();
	changes = [];
	reasons = [];
});

const granted = () => document.documentElement.getAttribute('data-consent');
const last = () => changes.at(-1);

describe('the state', () => {
	it('begins with nothing granted but what always holds', () => {
		expect([granted(), { ...gate.state }]).toEqual(['necessary', {}]);
		expect(['necessary', 'decided', 'statistical', '!statistical'].map(gate.has)).toEqual([true, false, false, true]);
	});

	it('merges updates, and tells what changed', () => {
		gate.update({ a: true, b: false });
		expect(last()).toEqual({ state: { a: true, b: false }, granted: ['a'], denied: ['b'] });
		gate.update({ b: true });
		expect(last()).toEqual({ state: { a: true, b: true }, granted: ['b'], denied: [] });
		expect(granted()).toBe('necessary a b');
	});

	it('tells nothing when nothing changed', () => {
		gate.update({ a: true });
		gate.update({ a: true });
		gate.grant('a');
		expect(changes).toEqual([{ state: { a: true }, granted: ['a'], denied: [] }]);
	});

	it('forgets', () => {
		gate.reset();
		expect(changes).toEqual([]);
		gate.grant('a');
		gate.reset();
		expect(last()).toEqual({ state: {}, granted: [], denied: ['a'] });
		expect(['a', 'decided'].map(gate.has)).toEqual([false, false]);
	});

	it('lets nobody change the built-in names', () => {
		gate.update({ necessary: false, decided: false, a: true });
		expect([gate.has('necessary decided a'), { ...gate.state }]).toEqual([true, { a: true }]);
	});

	it('takes even the names of Object.prototype for names, and only when they are granted', () => {
		expect(gate.has('__proto__ | constructor | toString')).toBe(false);
		gate.update(JSON.parse('{"__proto__": true, "constructor": false}'));
		expect(['__proto__', 'constructor', 'toString'].map(gate.has)).toEqual([true, false, false]);
	});

	it('is frozen, and a copy', () => {
		gate.grant('a');
		const before: ConsentState = gate.state;
		gate.deny('a');
		expect([Object.isFrozen(before), { ...before }]).toEqual([true, { a: true }]);
	});
});

describe('an update', () => {
	const fail = () => {
		throw new Error('trap');
	};
	it.each([
		['null', null],
		['undefined', undefined],
		['a boolean', true],
		['text', 'a'],
		['a number', 42],
		['an empty list', []],
		['a list', ['a']],
		['a map', new Map([['a', true]])],
		['a date', new Date()],
		['a function', () => {}],
		['a number in it', { a: 1 }],
		['text in it', { a: 'true' }],
		['null in it', { a: null }],
		['undefined in it', { a: undefined }],
		['undefined beside a boolean', { a: undefined, b: true }],
		['a function beside a boolean', { a: () => true, b: true }],
		['two names in one', { 'a b': true }],
		['an empty name', { '': true }],
		['a mark in a name', { '!a': true }],
		['a quote in a name', { 'a":true,"b': true }],
		['a list in it', { a: true, b: [] }],
		['a record in it', { a: { b: true } }],
		['a boxed boolean', { a: new Boolean(true) }],
		[
			'itself',
			Object.assign({ a: true } as Record<string, unknown>, {
				get b() {
					return this;
				},
			}),
		],
		['a proxy that throws', new Proxy({}, { ownKeys: fail })],
		['a getter that throws', Object.defineProperty({}, 'name', { enumerable: true, get: fail })],
	])('is not %s: the state stays, and the reason is told', (_, detail) => {
		gate.grant('kept');
		gate.update(detail as never);
		expect([{ ...gate.state }, reasons.includes('malformed update')]).toEqual([{ kept: true }, true]);
	});

	it.each([
		{ a: true },
		{ a: true, b: false },
		Object.assign(Object.create(null), { a: true }),
		JSON.parse('{"__proto__": true}'),
	])('is %j', (detail) => {
		gate.update(detail);
		expect([Object.entries(gate.state), reasons]).toEqual([Object.entries(detail), []]);
	});
});

it('never throws, and grants nothing that was not spelled true, in 5,000 random updates and conditions', () => {
	const random = createRandom(20261123);
	const names = ['a', 'b', 'necessary', 'decided', '__proto__', 'constructor', 'x y', '!a', '', 'é'];
	const values = [true, true, false, 1, 0, 'true', null, undefined, {}, [], Number.NaN];
	const pieces = [...names, ' ', ',', '|', '!', '?', '\n', '\0', '$'];
	vi.spyOn(console, 'error').mockImplementation(() => {});
	for (let round = 0; round < 5_000; round++) {
		const entries = Array.from({ length: random(4) }, () => [names[random(names.length)], values[random(values.length)]]);
		const detail = Object.fromEntries(entries) as never;
		const before = { ...gate.state };
		const count = reasons.length;
		gate.update(detail);
		for (const [name, value] of Object.entries(gate.state))
			expect(value === true).toBe(
				(Object.hasOwn(detail, name) && reasons.length === count ? detail[name] : before[name]) === true,
			);
		const condition = Array.from({ length: random(6) }, () => pieces[random(pieces.length)]).join('');
		// The rule, told another way: every group is made of names, and in one of them all are as asked.
		const groups = condition.split('|').map((group) => group.trim().split(/\s*,\s*|\s+/));
		const isWellFormed = groups.flat().every((term) => /^[!?]?[A-Za-z0-9_\-./:]+$/.test(term));
		const isDecided = gate.has('decided');
		const stands = (name: string) => Object.entries(gate.state).find(([key]) => key === name)?.[1];
		const isGranted = (name: string) => name === 'necessary' || (name === 'decided' ? isDecided : !!stands(name));
		const isAsked = (term: string) => {
			if (term[0] === '!') return !isGranted(term.slice(1));
			if (term[0] === '?') return term !== '?necessary' && !(isDecided && stands(term.slice(1)) !== undefined);
			return isGranted(term);
		};
		if (!condition.includes('?decided'))
			expect(gate.has(condition), condition).toBe(isWellFormed && groups.some((group) => group.every(isAsked)));
		if (round % 50 === 0) gate.reset();
	}
}, 60_000);
