/** How long it takes until all tags have run. */
import type { Page } from 'playwright-core';
import type { TestServer } from '../../server.js';
import { type Case, count, EARLY, FRAME, hasRun, ROUNDS, type Value } from '../case.js';
import { ORDINARY, PRODUCTS, type Product } from '../products.js';
import { type Content, settle, type Visits } from '../visit.js';

/** The time since `start`, in the page, until the last tag had run. */
async function readEnd(page: Page, names: string[]): Promise<Value> {
	const { ran, time } = (await page.evaluate('finished.then(() => ({ ran, time: window.end - window.start }))')) as {
		ran: string[];
		time: number;
	};
	if (ran.length < names.length) return `${ran.length} of ${names.length} ran`;
	return `${ran}` === `${names}` ? time : 'out of order';
}

/**
 * For an ordinary page this is what the grant is for a gated one: from here on the browser may download. The first tag comes
 * later, when the preload scanner has long been at work.
 */
const START = `<script>window.start = performance.getEntriesByType('navigation')[0].responseStart</script>`;

export function createRunCases({ visit, revisit }: Visits, server: TestServer): Case[] {
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

	const externals = count(10).flatMap((index) => [`external${index}`, `inline${index}`]);
	const writeExternals = ({ inline, external }: Product) =>
		count(10)
			.map(
				(index) =>
					`${external(`${server.thirdParty}/script.js?delay=100&amp;name=external${index}`)}<p>text</p>${inline(`log('inline${index}')`)}`,
			)
			.join('');

	const runInline = (product: Product, length: number) => {
		const names = count(length).map(String);
		return runAll({ product, body: names.map((name) => product.inline(`log('${name}')`)).join(''), count: 0 }, names);
	};

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
			name: 'returning visitor, page streams 1 s: first tag',
			title: 'A page that streams for 1 s, consent stored: first tag',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) =>
				revisit(
					{
						product,
						body: [`${product.inline('log(0)')}<p>text</p>`, ...count(10).flatMap(() => [100, '<p>text</p>'])],
						count: 1,
					},
					async ({ page }) => (await page.evaluate('finished.then(() => window.end)')) as number,
				),
			target: { more: 10 },
		},
		{
			name: '50 inline tags',
			title: '50 inline tags',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) => runInline(product, 50),
			target: { more: FRAME },
		},
		{
			name: '1,000 inline tags',
			title: '1,000 inline tags',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) => runInline(product, 1000),
			target: { factor: 4.5 },
		},
		{
			name: '10,000 inline tags',
			title: '10,000 inline tags',
			unit: 'ms',
			products: PRODUCTS,
			rounds: ROUNDS,
			measure: (product) => runInline(product, 10_000),
		},
	];
}
