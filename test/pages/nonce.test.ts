/** How injected markup gets hold of a nonce, or of a runtime that knows none, under `strict-dynamic`. */
import { describe, expect, it } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	itFull,
	loaded,
	open,
	openAndGrant,
	type PageOptions,
	requests,
	runtime,
	script,
	thirdParty,
	until,
} from './fixture.js';

const NONCE = 'r4nd0m';
const nonce = `nonce="${NONCE}"`;
const STRICT: PageOptions = {
	nonce: NONCE,
	headers: { 'content-security-policy': `script-src 'nonce-${NONCE}' 'strict-dynamic'; object-src 'none'; base-uri 'none'` },
};
const EVIL = script('evil');
const evil = () => requests.filter((request) => request.includes('evil'));
const LAST = gated(nonce, `log('last')`, '', 'functional');

/** What an attacker writes in front of markup of the page's own that carries the nonce, and that markup up to its `>`. */
const STOLEN: [how: string, attributes: string][] = [
	['a quote that only the name of an attribute shows', `src="${EVIL}" x x='</p><script data-a='1' ${nonce}`],
	['a double quote that only the name of an attribute shows', `src="${EVIL}" x x="</p><script data-a="1" ${nonce}`],
	['a quote behind a name', `src="${EVIL}" x x='</p><p>It's <b ${nonce}`],
	['a script in a value', `src="${EVIL}" x='</p><script data-a='1' ${nonce}`],
	['a style in a value', `src="${EVIL}" x='</p><STYLE data-a='1' ${nonce}`],
	['a script in a name', `src="${EVIL}" <script ${nonce}`],
	['a style in a name', `src="${EVIL}" <style ${nonce}`],
	['another tag in a name', `src="${EVIL}" </p><link ${nonce}`],
];

describe.each(STOLEN)('a nonce stolen by %s', (_, attributes) => {
	it('runs no held script', async () => {
		await open(`<body><script type=text/plain data-category=necessary ${attributes}></script>${LAST}`, STRICT);
		await loaded();
		await consent({ functional: true });
		await until('entries.length');
		expect([await entries(), await faults(), evil()]).toEqual([['last'], ['wrong nonce'], []]);
	});

	itFull.each([
		['held', 'type=text/plain data-category=necessary'],
		['plain', ''],
	])('runs no %s script of a template that has the nonce', async (kind, mark) => {
		await open(
			`<body><template data-category=functional ${nonce}><p>words<script ${mark} ${attributes}></script></template>${LAST}`,
			STRICT,
		);
		await loaded();
		await consent({ functional: true });
		await until('entries.length');
		expect([await entries(), await faults()]).toEqual([['last'], ['wrong nonce']]);
		// Firefox itself fetches ahead what is plain, in a template too.
		if (kind === 'held') expect(evil()).toEqual([]);
	});
});

it.each([
	['quotes in values', `data-a='"' data-b="'"`],
	['a comparison in a value', `data-a="1 < 2"`],
	['no value', 'data-a'],
	['every harmless character in a name', '@click.once=x :key_1-a=y'],
])('runs a script of its own with %s', async (_, attributes) => {
	await openAndGrant(gated(`${attributes} ${nonce}`, `log('own')`), STRICT);
	await until('entries.length');
	expect([await entries(), await faults()]).toEqual([['own'], []]);
});

/** Whether anything ran that a page of these parts held, once all of it had its time. */
async function watchOver(rest: string, options: PageOptions) {
	await open(`<body>${rest}`, options);
	await loaded();
	await evaluate(`dispatchEvent(new CustomEvent('consent:update', { detail: { functional: true } }))`);
	await evaluate(`fetch('${thirdParty}/sheet.css').then(() => log('over'))`);
	await until(`entries.includes('over')`);
}

it.each([
	['open', 'necessary'],
	['closed', 'necessary'],
	['open', 'functional'],
	['closed', '!marketing'],
])('holds everything and says so when it stands in a declared shadow root that is %s', async (mode, category) => {
	await watchOver(
		`<div><template shadowrootmode="${mode}"><script ${nonce}>${runtime}</script></template></div>
		${gated('', `log('injected')`, '', category)}${gated(`src="${EVIL}"`, '', '', category)}`,
		{ ...STRICT, hasRuntime: false, before: `console.error = (...parts) => log('error');` },
	);
	expect([await entries(), evil(), await evaluate('typeof window.taggate?.has')]).toEqual([['error', 'over'], [], 'undefined']);
});

const external = `src="${EVIL}"`;
describe.each(['necessary', 'functional'])('a template without the nonce, gated by %s', (category) => {
	const template = (content: string) => `<template data-category="${category}">${content}</template>`;

	/** What the first parse reads as text of a style, and a second as markup behind it. */
	const mutate = (content: string) =>
		`<form><math><mtext></form><form><mglyph><style></math>${content}</style></mglyph></form></mtext></math></form>`;

	it('runs no handler that a second parse makes alive', async () => {
		await watchOver(template(mutate(`<img src onerror="log('injected')">`)) + LAST, STRICT);
		await until('entries.includes("last")');
		expect(await evaluate(`document.querySelectorAll('[onerror]').length`)).toBe(0);
		// The policy would block it too, and tell.
		expect((await faults()).filter((fault) => fault.startsWith('policy:'))).toEqual([]);
	});

	it.each([
		[
			'in a declared shadow root that is open',
			`<div><template shadowrootmode="open"><script ${external}></script></template></div>`,
		],
		['in one that is closed', `<div><template shadowrootmode="closed"><script ${external}></script></template></div>`],
		['inline in one that is closed', `<div><template shadowrootmode="closed"><script>log('evil')</script></template></div>`],
		[
			'in one within another',
			`<div><template shadowrootmode="open"><b><template shadowrootmode="closed"><script ${external}></script></template></b></template></div>`,
		],
		[
			'of any kind in one that is closed and goes with a clone',
			`<div><template shadowrootmode="closed" shadowrootclonable><script async ${external}></script><script type="module" ${external}></script><script type="module">log('evil')</script><script type="module" async>log('evil')</script><svg><script>log('evil')</script></svg></template></div>`,
		],
		['that a second parse makes alive', mutate(`<script ${external}></script>`)],
		['of SVG', `<svg><script href="${EVIL}"></script></svg>`],
		['of SVG, inline', `<svg><script>log('evil')</script></svg>`],
		['of SVG in MathML', `<math><annotation-xml><svg><script>log('evil')</script></svg></annotation-xml></math>`],
		['of a template in it', `<template data-category="necessary"><svg><script href="${EVIL}"></script></svg></template>`],
	])('runs no script %s', async (_, content) => {
		await watchOver(template(content) + LAST, STRICT);
		await until('entries.includes("last")');
		expect([(await entries()).toSorted(), evil()]).toEqual([['last', 'over'], []]);
	});
});

itFull.each([
	['of SVG', `<svg><script href="${EVIL}"></script></svg>`],
	['of SVG, inline', `<svg><script>log('evil')</script></svg>`],
	['in a declared shadow root', `<div><template shadowrootmode="closed"><script ${external}></script></template></div>`],
])('a template with the nonce, and a tag with it that writes, bring no script %s', async (_, injected) => {
	await watchOver(
		`<template data-category="functional" ${nonce}>${injected}</template>
		${gated(nonce, `document.write(${JSON.stringify(injected).replaceAll('</', '<\\/')})`, '', 'functional')}${LAST}`,
		STRICT,
	);
	await until('entries.includes("last")');
	expect([(await entries()).toSorted(), evil()]).toEqual([['last', 'over'], []]);
});
