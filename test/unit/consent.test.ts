import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../random.js';

let consent: typeof import('../../src/consent.js');
beforeEach(async () => {
	vi.resetModules();
	consent = await import('../../src/consent.js');
});

describe('the state', () => {
	it('begins with nothing granted but what always holds', () => {
		expect(consent.grantedNames()).toEqual(['necessary']);
		expect([
			consent.holds('necessary'),
			consent.holds('decided'),
			consent.holds('statistical'),
			consent.holds('!statistical'),
		]).toEqual([true, false, false, true]);
	});

	it('merges updates, and tells what changed', () => {
		expect(consent.decide({ a: true, b: false })).toEqual({ state: { a: true, b: false }, granted: ['a'], denied: ['b'] });
		expect(consent.decide({ b: true })).toEqual({ state: { a: true, b: true }, granted: ['b'], denied: [] });
		expect(consent.grantedNames()).toEqual(['necessary', 'a', 'b']);
	});

	it('tells nothing when nothing changed, but that a decision was made', () => {
		expect(consent.decide({})).toEqual({ state: {}, granted: [], denied: [] });
		expect(consent.decide({})).toBeUndefined();
		consent.decide({ a: true });
		expect(consent.decide({ a: true })).toBeUndefined();
	});

	it('forgets', () => {
		expect(consent.decide()).toBeUndefined();
		consent.decide({ a: true });
		expect(consent.decide()).toEqual({ state: {}, granted: [], denied: ['a'] });
		expect([consent.holds('a'), consent.holds('decided')]).toEqual([false, false]);
	});

	it('lets nobody change the built-in names', () => {
		consent.decide({ necessary: false, decided: false, a: true });
		expect([consent.holds('necessary decided a'), { ...consent.state }]).toEqual([true, { a: true }]);
	});

	it('takes even the names of Object.prototype for names, and only when they are granted', () => {
		expect(consent.holds('__proto__ | constructor | toString')).toBe(false);
		consent.decide(JSON.parse('{"__proto__": true, "constructor": false}'));
		expect([consent.holds('__proto__'), consent.holds('constructor'), consent.holds('toString')]).toEqual([true, false, false]);
	});

	it('is frozen, and a copy', () => {
		consent.decide({ a: true });
		const before = consent.state;
		consent.decide({ a: false });
		expect([Object.isFrozen(before), { ...before }]).toEqual([true, { a: true }]);
	});
});

describe('an update', () => {
	it('is nothing that throws when it is read', () => {
		const fail = () => {
			throw new Error('trap');
		};
		expect(consent.isUpdate(new Proxy({}, { ownKeys: fail }))).toBe(false);
		expect(consent.isUpdate(Object.defineProperty({}, 'name', { enumerable: true, get: fail }))).toBe(false);
	});

	it.each([
		null,
		undefined,
		true,
		'a',
		42,
		[],
		['a'],
		new Map([['a', true]]),
		new Date(),
		() => {},
		{ a: 1 },
		{ a: 'true' },
		{ a: null },
		{ a: undefined },
		{ 'a b': true },
		{ '': true },
		{ '!a': true },
		{ a: true, b: [] },
		{ a: new Boolean(true) },
	])('%j is none', (detail) => expect(consent.isUpdate(detail)).toBe(false));
	it.each([{}, { a: true }, { a: true, b: false }, Object.create(null), JSON.parse('{"__proto__": true}')])(
		'%j is one',
		(detail) => expect(consent.isUpdate(detail)).toBe(true),
	);
});

it('never throws, and grants nothing that was not spelled true, in 20,000 random updates and conditions', () => {
	const random = createRandom(20261123);
	const names = ['a', 'b', 'necessary', 'decided', '__proto__', 'constructor', 'x y', '!a', '', 'é'];
	const values = [true, true, false, 1, 0, 'true', null, undefined, {}, [], Number.NaN];
	const pieces = [...names, ' ', ',', '|', '!', '\n', '\0', '$'];
	for (let round = 0; round < 20_000; round++) {
		const entries = Array.from({ length: random(4) }, () => [names[random(names.length)], values[random(values.length)]]);
		const detail = Object.fromEntries(entries) as never;
		const before = { ...consent.state };
		if (consent.isUpdate(detail)) {
			consent.decide(detail);
			for (const [name, value] of Object.entries(consent.state))
				expect(value === true).toBe((Object.hasOwn(detail, name) ? detail[name] : before[name]) === true);
		} else expect({ ...consent.state }).toEqual(before);
		const condition = Array.from({ length: random(6) }, () => pieces[random(pieces.length)]).join('');
		const holds = consent.holds(condition);
		// The rule, told another way: every group is made of names, and in one of them all are as asked.
		const groups = condition.split('|').map((group) => group.trim().split(/\s*,\s*|\s+/));
		const isWellFormed = groups.flat().every((term) => /^!?[A-Za-z0-9_\-./:]+$/.test(term));
		const isGranted = (name: string) =>
			name === 'necessary' ||
			(name === 'decided' ? consent.isDecided : Object.entries(consent.state).some(([key, value]) => key === name && value));
		expect(holds).toBe(
			isWellFormed
				? groups.some((group) => group.every((term) => (term[0] === '!' ? !isGranted(term.slice(1)) : isGranted(term))))
				: undefined,
		);
		if (round % 50 === 0) consent.decide();
	}
});
