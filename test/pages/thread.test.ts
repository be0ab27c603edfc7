import { expect, it } from 'vitest';
import { entries, evaluate, gated, itFull, loaded, open, tab, until } from './fixture.js';

it('paints after the click that grants, before the first tag runs', async () => {
	await open(
		`<button id="accept" onclick="requestAnimationFrame(() => log('frame')); taggate.grant('statistical'); log('click')">Accept</button>${gated('', `log('tag')`)}`,
	);
	await loaded();
	await tab.click('#accept');
	await until('entries.length === 3');
	expect(await entries()).toEqual(['click', 'frame', 'tag']);
});

itFull('paints after the click that mounts and loads much, before the first tag runs', async () => {
	const many = (count: number, make: (index: number) => string) =>
		Array.from({ length: count }, (_, index) => make(index)).join('');
	await open(
		`<body><template data-category="!statistical"><button id="accept" data-consent-grant="statistical">Accept</button></template>
		<iframe data-category="statistical" data-src="/empty"></iframe>
		${many(5, (index) => `<template data-category="statistical"><p class="mounted"></p><script>log('template ${index}')</script></template>`)}
		${many(20, (index) => gated('', `log('tag ${index}')`))}
		<script>addEventListener('click', () => requestAnimationFrame(() => log('frame with ' + document.querySelectorAll('.mounted').length)))</script>`,
	);
	await loaded();
	await tab.click('#accept');
	await until('entries.length === 26');
	expect(await entries()).toEqual([
		'frame with 5',
		...Array.from({ length: 5 }, (_, index) => `template ${index}`),
		...Array.from({ length: 20 }, (_, index) => `tag ${index}`),
	]);
});

it('yields between tags, and looks at consent again', async () => {
	const busy = `{ const end = performance.now() + 20; while (performance.now() < end); }`;
	await open(
		Array.from({ length: 6 }, (_, index) =>
			gated('', `${busy} log('tag ${index}'); if (!${index}) setTimeout(() => { log('page'); taggate.deny('statistical') })`),
		).join(''),
	);
	await loaded();
	await evaluate(`taggate.grant('statistical')`);
	await until('entries.includes("page")');
	const log = await entries();
	expect(log.indexOf('page')).toBeLessThan(6);
	expect(log.at(-1)).toBe('page');
	expect(await evaluate('taggate.has("statistical")')).toBe(false);
});
