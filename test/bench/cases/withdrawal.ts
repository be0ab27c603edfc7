/** What it costs to withdraw consent under which tags have run. */
import { type Case, EARLY, hasRun, ROUNDS, type Value, writeTags } from '../case.js';
import { GATES, type Product } from '../products.js';
import { settle, type Visits } from '../visit.js';

const TAGS = 10_000;

export function createWithdrawalCases({ visit }: Visits): Case[] {
	/** The call itself, and what it leaves to do until the next frame is on the screen. */
	const withdraw = (product: Product) =>
		visit<Value>({ product, body: writeTags(product, TAGS), count: TAGS }, async ({ page }) => {
			await settle(page);
			if (await hasRun(page)) return EARLY;
			await page.evaluate(`{ ${product.grant} }`);
			const ran = (await page.evaluate('finished.then(() => ran.length)')) as number;
			if (ran < TAGS) return `${ran} of ${TAGS} ran`;
			await settle(page);
			return (await page.evaluate(`(() => {
				const start = performance.now();
				${product.deny}
				return nextFrame().then(() => performance.now() - start);
			})()`)) as number;
		});

	return [
		{
			name: 'withdrawal when 10,000 tags have run: next paint',
			title: 'Withdrawal when 10,000 tags have run: next paint',
			unit: 'ms',
			products: GATES,
			rounds: ROUNDS,
			measure: withdraw,
			target: { limit: 50 },
		},
	];
}
