/** What the click that grants does to the main thread. */
import type { TestServer } from '../../server.js';
import { type Case, count, EARLY, FRAME, hasRun, ROUNDS, type Value } from '../case.js';
import { FULL, GATES, ORDINARY, PRODUCTS, type Product } from '../products.js';
import { settle, type Visits } from '../visit.js';

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

export function createClickCases({ visit }: Visits, server: TestServer): Case[] {
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
							: count(20)
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

	const mounted = `<iframe data-category="analytics" data-src="${server.thirdParty}/empty"></iframe>${count(5)
		.map(
			(index) =>
				`<template data-category="!analytics"><p>${index}</p></template><template data-category="analytics"><section>${'<p>text</p>'.repeat(20)}<script>work(1)</script></section></template>`,
		)
		.join('')}`;

	return [
		{
			name: 'click that grants 20 tags of 15 ms: next paint',
			title: 'The click that grants 20 tags of 15 ms: next paint',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) => click(product, PAINT),
			target: { more: FRAME },
		},
		{
			name: 'click that also mounts a frame and 5 templates: next paint',
			unit: 'ms',
			// The gate alone has scripts only.
			products: [ORDINARY, FULL],
			rounds: ROUNDS,
			measure: (product) => click(product, PAINT, mounted),
			target: { more: FRAME },
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
	];
}
