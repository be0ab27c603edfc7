import { afterEach, expect, it } from 'vitest';
import { readDecision } from '../../../src/inspector/decision.js';
import type { Taggate } from '../../../src/types.js';

/** What of the API the decision is read from. */
const fake = (state: Record<string, boolean>, ...fixed: string[]) =>
	({ state, has: (name: string) => state[name] ?? fixed.includes(name) }) as unknown as Taggate;
const setCookie = (cookie: string) => Object.assign(document, { cookie });
const keep = (state: object, rest = {}) => JSON.stringify({ time: 1e12, state, ...rest });

afterEach(() => {
	localStorage.clear();
	setCookie('site=;max-age=0');
	document.body.innerHTML = '';
	document.documentElement.removeAttribute('data-consent');
});

it('is not there without the runtime', () => {
	expect(readDecision(undefined, [])).toBeUndefined();
});

it('is found by what it says, under any key, in a cookie', () => {
	setCookie(`site=${encodeURIComponent(keep({ a: true }, { version: 2 }))}`);
	localStorage.setItem('other', keep({ a: false }));
	expect(readDecision(fake({ a: true }, 'decided'), [])?.kept).toEqual({ place: 'cookie', key: 'site', time: 1e12, version: 2 });
});

it('is found in localStorage, beside what is no decision', () => {
	for (const [key, text] of [
		['_a', '{'],
		['_b', 'null'],
		['_c', '{"state":{"a":true}}'],
		['_d', '{"time":1}'],
		['taggate', keep({ a: true })],
	])
		localStorage.setItem(key!, text!);
	expect(readDecision(fake({ a: true }, 'decided'), [])?.kept).toEqual({ place: 'localStorage', key: 'taggate', time: 1e12 });
});

it('is not looked for before it is made', () => {
	localStorage.setItem('taggate', keep({}));
	expect(readDecision(fake({}), [])).toMatchObject({ isDecided: false, kept: undefined });
});

it('names everything that the page speaks of, once, but what nobody chooses', () => {
	document.documentElement.dataset.consent = 'necessary essential a';
	document.body.innerHTML = `<button data-consent-grant="b c"></button><button data-consent-deny="c, d"></button>
		<form data-consent-form><input type="checkbox" name="e"><input type="checkbox"></form><input type="checkbox" name="none">`;
	expect(readDecision(fake({ a: true, b: false }, 'essential', 'necessary'), ['!decided', 'f | !g'])?.choices).toEqual([
		{ name: 'a', isGranted: true, state: 'granted' },
		{ name: 'b', isGranted: false, state: 'denied' },
		{ name: 'essential', isGranted: true, state: 'always' },
		...['c', 'd', 'e', 'f', 'g'].map((name) => ({ name, isGranted: false, state: 'not asked' })),
	]);
});
