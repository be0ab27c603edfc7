import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Stream, TestServer } from '../server.js';
import type { Product } from './products.js';

/** What no tag takes longer than, in milliseconds: whoever has not run by then never will. */
const PATIENCE = 15_000;

/** What every page has: `log` for the tags to call, and a promise that ends with the last of them. Nothing polls: that would be work too. */
const createPrelude = (count: number) => `{
	window.ran = [];
	window.finished = new Promise((resolve) => {
		window.log = (name) => {
			if (ran.push(name) === ${count}) window.end = performance.now(), resolve();
		};
		setTimeout(resolve, ${PATIENCE});
	});
	const { port1, port2 } = new MessageChannel();
	window.nextTask = () => new Promise((resolve) => {
		port1.addEventListener('message', resolve, { once: true });
		port2.postMessage(0);
	});
	port1.start();
	window.nextFrame = () => new Promise(requestAnimationFrame).then(nextTask);
	window.work = (milliseconds) => {
		for (const until = performance.now() + milliseconds; performance.now() < until; );
	};
}`;

export interface Content {
	product: Product;
	/** The body, between the product's head and foot. */
	body: string | Stream;
	/** How many calls of `log` it makes. */
	count: number;
}

export interface Visit {
	page: Page;
	devtools: CDPSession;
}

/** A browser and a server, and pages from the one opened in the other. */
export function createVisits(browser: Browser, server: TestServer) {
	function publish({ product, body, count }: Content): string {
		const prelude = `<!doctype html><meta charset=utf-8><title>bench</title><script>${createPrelude(count)}</script>`;
		const head = `${prelude}${product.head}<body>`;
		const [first, ...rest] = [body].flat() as [string, ...Stream];
		return server.page([head + first, ...rest, product.foot]);
	}

	/** Opens a page and looks at it, in a browser context of its own: with cold connections and no cookies. */
	async function visit<Result>(
		content: Content,
		look: (visit: Visit) => Promise<Result>,
		prepare?: (visit: Visit) => Promise<unknown>,
	): Promise<Result> {
		server.forget();
		const context = await browser.newContext();
		try {
			const page = await context.newPage();
			const faults: string[] = [];
			page.on('pageerror', (error) => faults.push(error.message));
			const visited = { page, devtools: await context.newCDPSession(page) };
			await prepare?.(visited);
			await page.goto(publish(content), { waitUntil: 'load' });
			const result = await look(visited);
			if (faults.length) throw new Error(`${content.product.name}: ${faults}`);
			return result;
		} finally {
			await context.close();
		}
	}

	/** As `visit`, of somebody who gave consent on an earlier page. */
	function revisit<Result>(content: Content, look: (visit: Visit) => Promise<Result>): Promise<Result> {
		const { product } = content;
		const returned = { ...product, head: product.head + (product.remembered ?? '') };
		return visit({ ...content, product: returned }, look, ({ page }) => decide(page, publish({ ...content, body: '' }), product));
	}

	async function decide(page: Page, address: string, product: Product) {
		await page.goto(address, { waitUntil: 'load' });
		await settle(page);
		await page.evaluate(`{ ${product.grant} }`);
	}

	return { visit, revisit };
}

export type Visits = ReturnType<typeof createVisits>;

/**
 * Milliseconds of the page's main thread since it began, by the processor's clock: the machine has other work too.
 * @param duration which of them: `ScriptDuration`, `TaskDuration`
 */
export async function readMetric({ devtools }: Visit, duration: string): Promise<number> {
	const { metrics } = await devtools.send('Performance.getMetrics');
	return metrics.find(({ name }) => name === duration)!.value * 1000;
}

/** What `readMetric` needs, before the page. */
export const startMetrics = ({ devtools }: Visit) => devtools.send('Performance.enable', { timeDomain: 'threadTicks' });

export const collectGarbage = ({ devtools }: Visit) => devtools.send('HeapProfiler.collectGarbage');

/**
 * Kilobytes that the page's scripts have on their heap when all garbage is gone. What only the next collection sees to be
 * garbage, such as a wrapper of an element that nothing holds any more, takes several.
 */
export async function readHeap(visited: Visit): Promise<number> {
	for (let collections = 0; collections < 3; collections++) await collectGarbage(visited);
	return (await visited.devtools.send('Runtime.getHeapUsage')).usedSize / 1000;
}

/** Lets a page that has loaded, with its banner if it has one, paint: what is measured begins on a quiet page. */
export const settle = (page: Page) => page.evaluate('nextFrame().then(nextFrame)');
