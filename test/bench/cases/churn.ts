/** What it costs a page that is as busy as a single-page application. */
import { type Case, EARLY, hasRun, type Value, writeHeld, writeTags } from '../case.js';
import { median } from '../median.js';
import { FLOOR, ORDINARY, OWN, PRODUCTS, type Product } from '../products.js';
import { collectGarbage, readMetric, settle, startMetrics, type Visit, type Visits } from '../visit.js';

/** The targets are small: two runs of the same page must differ by less. */
const ROUNDS = 9;
/** How often a page does it. The first ones compile, and do not count. */
const REPEATS = 15;
const WARM_UPS = 4;

const TAGS = 20;

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

/** Milliseconds of the main thread for it, on a page that has settled. */
async function measureChurn(visited: Visit): Promise<number> {
	await settle(visited.page);
	const times: number[] = [];
	for (let repeat = 0; repeat < REPEATS; repeat++) {
		// Else it falls into some and not into others, and takes more than what is looked for.
		await collectGarbage(visited);
		const before = await readMetric(visited, 'TaskDuration');
		await visited.page.evaluate(CHURN);
		times.push((await readMetric(visited, 'TaskDuration')) - before);
	}
	return median(times.slice(WARM_UPS));
}

export function createChurnCases({ visit }: Visits): Case[] {
	/** @param attributes of the element that the nodes are appended to */
	const churnUndecided = (product: Product, attributes = '') =>
		visit<Value>(
			{ product, body: `<main ${attributes}></main>${writeHeld(product, TAGS)}`, count: TAGS },
			async (visited) => ((await hasRun(visited.page)) ? EARLY : measureChurn(visited)),
			startMetrics,
		);

	const churnGranted = (product: Product) =>
		visit<Value>(
			{ product, body: `<main></main>${writeTags(product, TAGS)}`, count: TAGS },
			async (visited) => {
				await settle(visited.page);
				if (product !== ORDINARY && (await hasRun(visited.page))) return EARLY;
				await visited.page.evaluate(`{ ${product.grant} }`);
				// A bare observer runs none.
				const ran = product === FLOOR ? TAGS : await visited.page.evaluate('finished.then(() => ran.length)');
				return ran === TAGS ? measureChurn(visited) : `${ran} of ${TAGS} ran`;
			},
			startMetrics,
		);

	return [
		{
			name: '20,000 nodes appended in 2,000 batches, consent given: CPU',
			title: 'A page that appends 20,000 nodes, consent given: CPU',
			unit: 'ms',
			products: [...PRODUCTS, FLOOR],
			rounds: ROUNDS,
			measure: churnGranted,
			target: { factor: 1.05 },
		},
		{
			name: '20,000 nodes appended in 2,000 batches, no consent: CPU',
			title: 'The same without consent',
			unit: 'ms',
			products: [...PRODUCTS, FLOOR],
			rounds: ROUNDS,
			measure: (product) => churnUndecided(product),
			target: { factor: 1.03 },
		},
		{
			name: '20,000 nodes appended to what is not shown, no consent: CPU',
			unit: 'ms',
			products: [ORDINARY, ...OWN, FLOOR],
			rounds: ROUNDS,
			measure: (product) => churnUndecided(product, 'hidden'),
		},
	];
}
