import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { TestServer } from '../server.js';
import { median } from './median.js';
import { FLOOR, GATES, ORDINARY, PRODUCTS, type Product, TAGGATE, TAGGATE_BEHIND } from './products.js';
import { type Content, readMetric, settle, startMetrics, type Visits } from './visit.js';

/** What was measured, or why there is no number. */
export type Value = number | string;

export interface Case {
	name: string;
	/** How the README and its picture name it; what has none is not shown there. */
	title?: string;
	unit: 'ms' | 'bytes';
	products: Product[];
	/** How often each product is measured; the median counts. */
	rounds: number;
	measure(product: Product): Promise<Value>;
	/** What taggate should not exceed: times or milliseconds more than the ordinary page, or so many of the unit. */
	target?: { factor: number } | { more: number } | { limit: number };
}

const ROUNDS = 5;
/** Its target is a smaller difference than that between two runs. */
const CHURN_ROUNDS = 7;

const number = (count: number) => Array.from({ length: count }, (_, index) => index);

/** The time since `start`, in the page, until the last tag had run. */
async function readEnd(page: Page, names: string[]): Promise<Value> {
	const { ran, time } = (await page.evaluate('finished.then(() => ({ ran, time: window.end - window.start }))')) as {
		ran: string[];
		time: number;
	};
	if (ran.length < names.length) return `${ran.length} of ${names.length} ran`;
	return `${ran}` === `${names}` ? time : 'out of order';
}

/** Whoever runs a tag too soon is not fast. */
const EARLY = 'ran before consent';
const hasRun = (page: Page) => page.evaluate('ran.length > 0') as Promise<boolean>;

/**
 * For an ordinary page this is what the grant is for a gated one: from here on the browser may download. The first tag comes
 * later, when the preload scanner has long been at work.
 */
const START = `<script>window.start = performance.getEntriesByType('navigation')[0].responseStart</script>`;

export function createCases({ visit, revisit }: Visits, server: TestServer): Case[] {
	/** Runs tags after a grant on a page that has loaded; on an ordinary one, as it is parsed. */
	const runAll = (content: Content, names: string[]) =>
		visit<Value>({ ...content, body: START + content.body, count: names.length }, async ({ page }) => {
			await settle(page);
			if (content.product !== ORDINARY) {
				if (await hasRun(page)) return EARLY;
				await page.evaluate(`{ start = performance.now(); ${content.product.grant} }`);
			}
			return readEnd(page, names);
		});

	const externals = number(10).flatMap((index) => [`external${index}`, `inline${index}`]);
	const writeExternals = ({ inline, external }: Product) =>
		number(10)
			.map(
				(index) =>
					`${external(`${server.thirdParty}/script.js?delay=100&amp;name=external${index}`)}<p>text</p>${inline(`log('inline${index}')`)}`,
			)
			.join('');
	const inlines = number(1000).map(String);

	/** A page with a button that grants tags of 15 ms each. */
	const click = (product: Product, look: string, more = '') =>
		visit<Value>(
			{
				product,
				// The first listener, so that what it schedules comes before what any product schedules.
				body: `<button style="position:fixed;inset:0 auto auto 0;z-index:2147483647" onclick="${product.grant}">Yes</button><script>addEventListener('click', (event) => { ${look} }, true)</script>
					${
						product === ORDINARY
							? ''
							: number(20)
									.map(() => product.inline('work(15); log(0)'))
									.join('') + more
					}`,
				count: 20,
			},
			async ({ page }) => {
				await settle(page);
				if (await hasRun(page)) return EARLY;
				await page.click('button');
				return (await page.evaluate('measured')) as Value;
			},
		);

	const mounted = `<iframe data-category="analytics" data-src="${server.thirdParty}/empty"></iframe>${number(5)
		.map(
			(index) =>
				`<template data-category="!analytics"><p>${index}</p></template><template data-category="analytics"><section>${'<p>text</p>'.repeat(20)}<script>work(1)</script></section></template>`,
		)
		.join('')}`;

	/** Milliseconds of script in a page with `count` tags that stay held, on a processor a sixth as fast. */
	const startUp = (product: Product, count: number) =>
		visit<Value>(
			{ product, body: writeHeld(product, count), count },
			async (visited) => ((await hasRun(visited.page)) ? EARLY : readMetric(visited, 'ScriptDuration')),
			async (visited) => {
				await startMetrics(visited);
				await visited.devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
			},
		);

	/** Milliseconds of the main thread for a page that is as busy as a single-page application. */
	const churn = (product: Product, attributes: string) =>
		visit<Value>(
			{ product, body: `<main ${attributes}></main>${writeHeld(product, 20)}`, count: 0 },
			async (visited) => {
				await settle(visited.page);
				if (await hasRun(visited.page)) return EARLY;
				const times: number[] = [];
				for (let round = 0; round < 4; round++) {
					const before = await readMetric(visited, 'TaskDuration');
					await visited.page.evaluate(CHURN);
					times.push((await readMetric(visited, 'TaskDuration')) - before);
				}
				// The first one compiles.
				return median(times.slice(1));
			},
			startMetrics,
		);

	return [
		{
			name: 'ten 100 ms externals, inline between, in order',
			title: 'Ten external tags of 100 ms, inline ones between',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) => runAll({ product, body: writeExternals(product), count: 0 }, externals),
			target: { factor: 1.1 },
		},
		{
			name: 'ten 100 ms externals, consent stored',
			title: 'The same, for a returning visitor',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) =>
				revisit({ product, body: START + writeExternals(product), count: externals.length }, ({ page }) =>
					readEnd(page, externals),
				),
			target: { factor: 1.1 },
		},
		{
			name: '1,000 inline tags',
			title: '1,000 inline tags',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) =>
				runAll({ product, body: inlines.map((name) => product.inline(`log('${name}')`)).join(''), count: 0 }, inlines),
			target: { factor: 2 },
		},
		{
			name: 'click that grants 20 tags of 15 ms: next paint',
			title: 'The click that grants 20 tags of 15 ms: next paint',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) => click(product, PAINT),
			target: { limit: 32 },
		},
		{
			name: 'click that also mounts a frame and 5 templates: next paint',
			unit: 'ms',
			products: [ORDINARY, TAGGATE],
			rounds: ROUNDS,
			measure: (product) => click(product, PAINT, mounted),
			target: { limit: 32 },
		},
		{
			name: 'click that grants 20 tags of 15 ms: longest task',
			title: 'The same: longest task',
			unit: 'ms',
			products: GATES,
			rounds: ROUNDS,
			measure: (product) => click(product, METER),
			target: { limit: 50 },
		},
		{
			name: '20,000 nodes appended in 2,000 batches: CPU',
			title: 'A page that appends 20,000 nodes: CPU',
			unit: 'ms',
			products: [...PRODUCTS, FLOOR],
			rounds: CHURN_ROUNDS,
			measure: (product) => churn(product, ''),
			target: { factor: 1.05 },
		},
		{
			name: '20,000 nodes appended to what is not shown: CPU',
			unit: 'ms',
			products: [ORDINARY, TAGGATE, FLOOR],
			rounds: CHURN_ROUNDS,
			measure: (product) => churn(product, 'hidden'),
		},
		{
			name: 'returning visitor, page streams 1 s: first tag',
			title: 'A page that streams for 1 s, consent stored: first tag',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) =>
				revisit(
					{
						product,
						body: [`${product.inline('log(0)')}<p>text</p>`, ...number(10).flatMap(() => [100, '<p>text</p>'])],
						count: 1,
					},
					async ({ page }) => (await page.evaluate('finished.then(() => window.end)')) as number,
				),
			target: { more: 25 },
		},
		...[200, 400, 800].flatMap((count): Case[] => [
			{
				name: `start-up with ${count} held tags, CPU / 6: script`,
				...(count === 200 && { title: 'Start with 200 held tags, CPU at a sixth: script' }),
				unit: 'ms',
				products: count === 200 ? [...PRODUCTS, FLOOR] : [ORDINARY, TAGGATE, FLOOR],
				rounds: ROUNDS,
				measure: (product) => startUp(product, count),
				...(count === 200 && { target: { more: 10 } }),
			},
			{
				name: `start-up with ${count} held tags before the runtime, CPU / 6: script`,
				unit: 'ms',
				products: [ORDINARY, TAGGATE],
				rounds: ROUNDS,
				measure: (product) => startUp(product === TAGGATE ? TAGGATE_BEHIND : product, count),
				...(count === 200 && { target: { more: 10 } }),
			},
		]),
		...(['minified', 'gzip', 'brotli'] as const).map(
			(form): Case => ({
				name: form,
				...(form === 'minified' && { title: 'Size, minified' }),
				unit: 'bytes',
				products: GATES,
				rounds: 1,
				measure: async ({ file }) => COMPRESS[form](file!).length,
				...(form !== 'brotli' && { target: { limit: form === 'gzip' ? 2300 : 5000 } }),
			}),
		),
	];
}

/** Tags that stay held. An ordinary page has none: here inert ones, that nobody looks at. */
const writeHeld = (product: Product, count: number) =>
	number(count)
		.map((index) =>
			product === ORDINARY
				? `<p>text</p><script type="text/plain">log(${index})</script>`
				: `<p>text</p>${product.inline(`log(${index})`)}`,
		)
		.join('');

const COMPRESS = {
	minified: (file: Buffer) => file,
	gzip: (file: Buffer) => gzipSync(file, { level: 9 }),
	brotli: (file: Buffer) => brotliCompressSync(file),
};

/** The time until what the click did is on the screen. */
const PAINT = 'window.measured = nextFrame().then(() => performance.now() - event.timeStamp)';

/** The longest time between two messages to itself: what a task of anybody's takes, at least. The browser's own `longtask` tells none under 50 ms. */
const METER = `window.measured = (async () => {
	let last = event.timeStamp;
	let longest = 0;
	let isOver = false;
	finished.then(() => { isOver = true });
	while (!isOver) {
		await nextTask();
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
	}
	return longest;
})()`;

/**
 * A task for each batch, so that observers are called for each. Old nodes go, as in an application: laying out all 20,000
 * again in each frame, of which a busy machine has more, would cost more than all the rest and hide the difference.
 */
const CHURN = `(async () => {
	const main = document.querySelector('main');
	for (let batches = 0; batches < 2000; batches++) {
		if (batches % 20 === 0) main.textContent = '';
		const batch = document.createDocumentFragment();
		for (let index = 0; index < 10; index++) batch.append(document.createElement('p'));
		main.append(batch);
		await nextTask();
	}
})()`;
