import { beforeEach, describe, expect, it } from 'vitest';
import { traces } from '../../src/plugins/traces.js';
import type { ConsentChange, Options, Taggate } from '../../src/types.js';

const NAMES = ['_ga', '_ga_X', '_g', 'x_ga', 'a', 'ab', 'a.b', 'a*', 'A'];

const setCookie = (cookie: string) => Object.assign(document, { cookie });
/** Not those that are empty: happy-dom lets an erased cookie live until the millisecond is over. */
const cookieNames = () => document.cookie.split('; ').flatMap((cookie) => (/=./.test(cookie) ? cookie.split('=')[0]! : []));

/** A tag with these names is activated, and its condition stops holding. */
function withdraw(patterns?: string, options: Options = {}) {
	let isHolding = true;
	traces({
		options,
		has: () => isHolding,
	} as unknown as Taggate);
	const tag = document.body.appendChild(document.createElement('img'));
	tag.dataset.category = 'a';
	if (patterns !== undefined) tag.dataset.cookies = patterns;
	tag.dispatchEvent(new CustomEvent('consent:activate', { bubbles: true }));
	tag.remove();
	isHolding = false;
	const detail: ConsentChange = { state: { a: false }, granted: [], denied: ['a'] };
	document.dispatchEvent(new CustomEvent('consent:change', { detail }));
}

beforeEach(() => {
	for (const name of NAMES) {
		setCookie(`${name}=1=2;path=/`);
		localStorage.setItem(name, '');
		sessionStorage.setItem(name, '');
	}
});

describe('a list of names', () => {
	it.each([
		['_ga', ['_ga']],
		['_ga*', ['_ga', '_ga_X']],
		['_ga* a', ['_ga', '_ga_X', 'a']],
		[' a,\n_g ', ['a', '_g']],
		['a.b', ['a.b']],
		['a.*', ['a.b']],
		['a*', ['a', 'ab', 'a.b', 'a*']],
		['a**', ['a*']],
		['*a', []],
		['*', NAMES],
		['', []],
		[undefined, []],
	] as [string | undefined, string[]][])('"%s" erases %j', (patterns, erased) => {
		withdraw(patterns);
		const rest = NAMES.filter((name) => !erased.includes(name)).sort();
		for (const names of [cookieNames(), Object.keys(localStorage), Object.keys(sessionStorage)])
			expect([...names].sort()).toEqual(rest);
	});
});

it('erases the cookies of every folder of the page', () => {
	history.replaceState(null, '', '/one/two/three');
	for (const path of ['/', '/one', '/one/', '/one/two', '/one/two/three']) setCookie(`deep${path.length}=1;path=${path}`);
	expect(cookieNames().filter((name) => name.startsWith('deep'))).toHaveLength(5);
	withdraw('deep*');
	expect(cookieNames()).toEqual(expect.not.arrayContaining([expect.stringMatching('deep')]));
	history.replaceState(null, '', '/');
});

it.each([
	[{}, 'taggate'],
	[{ key: 'choice' }, 'choice'],
])('never erases the decision itself: options %j', (options, key) => {
	for (const name of ['taggate', 'choice']) localStorage.setItem(name, '1');
	withdraw('*', options);
	expect(Object.keys(localStorage)).toEqual([key]);
	localStorage.clear();
});
