/** What a tag has put off to the end of its own task runs before the next tag, as on an ordinary page: that page is the oracle. */
import { describe, expect, it } from 'vitest';
import { entries, gated, loaded, open, openAndGrant, script, until } from './fixture.js';

type Tag = (attributes: string, text?: string) => string;
const held: Tag = (attributes, text) => gated(attributes, text);
const ordinary: Tag = (attributes, text = '') => `<script ${attributes}>${text}</script>\n`;
const GRANT = `<script>dispatchEvent(new CustomEvent('consent:update', { detail: { statistical: true } }))</script>`;

const PROMISE = `Promise.resolve().then(() => { window.cfg = 1; log('promise') }); log('first');`;
const read = (name: string) => `log('${name} ' + typeof window.cfg)`;

const PAGES: [string, (tag: Tag) => string][] = [
	['a promise, inline before inline', (tag) => tag('', PROMISE) + tag('', read('next')) + tag('', read('last'))],
	[
		'a chain of promises',
		(tag) =>
			tag('', `(async () => { for (let i = 0; i < 5; i++) { await 0; log(i) } window.cfg = 1 })()`) + tag('', read('next')),
	],
	[
		'queueMicrotask within a microtask',
		(tag) =>
			tag('', `queueMicrotask(() => { log('one'); queueMicrotask(() => { window.cfg = 1; log('two') }) })`) +
			tag('', read('next')),
	],
	[
		'a mutation observer',
		(tag) =>
			tag(
				'',
				`new MutationObserver(() => { window.cfg = 1; log('observed') }).observe(document.documentElement, { attributes: true, attributeFilter: ['title'] });
					document.documentElement.title = 'changed'; log('first')`,
			) + tag('', read('next')),
	],
	['what comes before a throw', (tag) => tag('', `${PROMISE} throw new Error('alone')`) + tag('', read('next'))],
	['a promise, inline before external', (tag) => tag('', PROMISE) + tag(`src="${script('x', { body: read('external') })}"`)],
	[
		'a promise, external before inline',
		(tag) => tag(`src="${script('x', { body: PROMISE, delay: 40 })}"`) + tag('', read('next')),
	],
	[
		'a promise, external before external',
		(tag) => tag(`src="${script('x', { body: PROMISE, delay: 40 })}"`) + tag(`src="${script('y', { body: read('external') })}"`),
	],
	[
		'a promise, deferred before deferred',
		(tag) =>
			tag(`defer src="${script('x', { body: PROMISE, delay: 40 })}"`) +
			tag(`defer src="${script('y', { body: read('deferred') })}"`),
	],
	[
		'a promise, inline before inline, both behind a slow external',
		(tag) => tag(`src="${script('slow', { delay: 80 })}"`) + tag('', PROMISE) + tag('', read('next')),
	],
	[
		'promises of ten inline tags',
		(tag) => Array.from({ length: 10 }, (_, i) => tag('', `log(${i}); Promise.resolve().then(() => log('after ${i}'))`)).join(''),
	],
	[
		'a promise, in a script that a script before it inserted',
		(tag) =>
			tag(
				'',
				`document.head.append(Object.assign(document.createElement('script'), { text: "Promise.resolve().then(() => log('inserted'))" })); log('first')`,
			) + tag('', `log('next')`),
	],
];

describe.each(PAGES)('%s', (_, page) => {
	/** What happens where the tags are ordinary ones. */
	async function ask() {
		await open(`<body>${page(ordinary)}`, { hasRuntime: false });
		await loaded();
		const log = await entries();
		expect(log.length).toBeGreaterThan(1);
		return log;
	}

	it('runs before the next tag when a visitor grants', async () => {
		const log = await ask();
		await openAndGrant(`<body>${page(held)}`);
		await until(`entries.length >= ${log.length}`);
		expect(await entries()).toEqual(log);
	});

	it('runs before the next tag while the page of a returning visitor streams in', async () => {
		const log = await ask();
		await open(`<body>${GRANT}${page(held)}`);
		await until(`entries.length >= ${log.length}`);
		expect(await entries()).toEqual(log);
	});
});

it.each(['vbscript', 'json'])('runs a tag whose data-type is empty, whatever its language: %s', async (language) => {
	const rest = (tag: Tag, type: string) =>
		tag(`${type}="" language="${language}"`, `log('ran')`) +
		tag(`language="${language}"`, `log('never')`) +
		tag('', `log('last')`);
	await open(rest(ordinary, 'type'), { hasRuntime: false });
	await loaded();
	expect(await entries()).toEqual(['ran', 'last']);
	await openAndGrant(rest(held, 'data-type'));
	await until('entries.includes("last")');
	expect(await entries()).toEqual(['ran', 'last']);
});
