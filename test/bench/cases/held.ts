/** What tags cost a page while they are held. */
import { type Case, EARLY, hasRun, ROUNDS, type Value, writeHeld } from '../case.js';
import { FLOOR, GATE, ORDINARY, OWN, PREVIOUS, PRODUCTS, type Product, putBehind } from '../products.js';
import { readHeap, readMetric, settle, startMetrics, type Visit, type Visits } from '../visit.js';

/** A time and not the processor's, so that it varies most. */
const LOAD_ROUNDS = 11;

/** From the page's first byte until `DOMContentLoaded` has been told: who defers work to that event has not saved it. */
const CONTENT_LOADED = `(({ domContentLoadedEventEnd, responseStart }) => domContentLoadedEventEnd - responseStart)(performance.getEntriesByType('navigation')[0])`;

export function createHeldCases({ visit }: Visits): Case[] {
	const visitHeld = (
		product: Product,
		length: number,
		look: (visited: Visit) => Promise<Value>,
		prepare?: (visited: Visit) => Promise<unknown>,
	) =>
		visit<Value>(
			{ product, body: writeHeld(product, length), count: length },
			async (visited) => ((await hasRun(visited.page)) ? EARLY : look(visited)),
			prepare,
		);

	/** Milliseconds of script in a page with tags that stay held, on a processor a sixth as fast. */
	const startUp = (product: Product, length: number) =>
		visitHeld(
			product,
			length,
			(visited) => readMetric(visited, 'ScriptDuration'),
			async (visited) => {
				await startMetrics(visited);
				await visited.devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
			},
		);

	return [
		{
			name: 'start-up with 200 held tags, CPU / 6: script',
			title: 'Start with 200 held tags, CPU at a sixth: script',
			unit: 'ms',
			products: [...PRODUCTS, PREVIOUS, FLOOR],
			rounds: ROUNDS,
			measure: (product) => startUp(product, 200),
			target: { factor: 0.35, than: PREVIOUS, only: GATE },
		},
		...[400, 800].map(
			(length): Case => ({
				name: `start-up with ${length} held tags, CPU / 6: script`,
				unit: 'ms',
				products: [ORDINARY, ...OWN, FLOOR],
				rounds: ROUNDS,
				measure: (product) => startUp(product, length),
			}),
		),
		...[200, 400, 800].map(
			(length): Case => ({
				name: `start-up with ${length} held tags before the runtime, CPU / 6: script`,
				unit: 'ms',
				products: [ORDINARY, ...OWN],
				rounds: ROUNDS,
				measure: (product) => startUp(product === ORDINARY ? product : putBehind(product), length),
				...(length === 200 && { target: { more: 10 } }),
			}),
		),
		{
			name: '10,000 held tags: DOMContentLoaded',
			title: '10,000 held tags: until DOMContentLoaded',
			unit: 'ms',
			products: [...PRODUCTS, FLOOR],
			rounds: LOAD_ROUNDS,
			measure: (product) => visitHeld(product, 10_000, async ({ page }) => (await page.evaluate(CONTENT_LOADED)) as number),
			target: { factor: 1.15 },
		},
		{
			// The same work without what else the machine does, from which the time cannot be told on a busy one.
			name: '10,000 held tags: CPU until the page has loaded',
			unit: 'ms',
			products: [...PRODUCTS, FLOOR],
			rounds: ROUNDS,
			measure: (product) => visitHeld(product, 10_000, (visited) => readMetric(visited, 'TaskDuration'), startMetrics),
		},
		{
			name: '10,000 held tags: JS heap',
			title: '10,000 held tags: JS heap',
			unit: 'kB',
			products: [...PRODUCTS, FLOOR],
			rounds: ROUNDS,
			measure: (product) =>
				visitHeld(product, 10_000, async (visited) => {
					await settle(visited.page);
					return readHeap(visited);
				}),
			target: { more: 500 },
		},
	];
}
