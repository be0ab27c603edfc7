import { launchPlaywright } from '../engines/playwright.js';
import { startServer } from '../server.js';
import type { Case, Value } from './case.js';
import { createCases } from './cases.js';
import { PEERS } from './names.js';
import type { Product } from './products.js';
import { publish } from './publish.js';
import { createReport, formatTable, type Row } from './report.js';
import { createVisits } from './visit.js';

/** What a peer throws, on a page too large for it, is its result; an error of our own is one of the bench. */
async function measure({ name, measure }: Case, product: Product): Promise<Value> {
	try {
		return await measure(product);
	} catch (error) {
		if (!PEERS.includes(product.name)) throw error;
		process.stderr.write(`${name}: ${product.name}: ${String(error).split('\n')[0]}\n`);
		return 'throws';
	}
}

/** Measures all products in turn, round after round: what drifts, drifts for all. The order turns too, as a neighbour warms. */
async function run(measured: Case): Promise<Row> {
	const runs: Row['runs'] = Object.fromEntries(measured.products.map(({ name }) => [name, []]));
	for (let round = 0; round < measured.rounds; round++) {
		const turn = round % measured.products.length;
		for (const product of [...measured.products.slice(turn), ...measured.products.slice(0, turn)]) {
			runs[product.name]!.push(await measure(measured, product));
		}
	}
	return { measured, runs };
}

/**
 * A report, not a test: a figure that misses its target is printed as such and fails nothing.
 * @param words run only the cases with one of them in their name; without any the README shows what was measured
 */
export async function runBench(words: string[]) {
	const [engine, server] = await Promise.all([launchPlaywright('chromium'), startServer()]);
	try {
		const cases = createCases(createVisits(engine.browser, server), server);
		const chosen = cases.filter(({ name }) => !words.length || words.some((word) => name.includes(word)));
		const rows: Row[] = [];
		for (const measured of chosen) {
			process.stderr.write(`${measured.name.trim()} …\n`);
			rows.push(await run(measured));
		}
		const report = createReport(rows, `Chromium ${engine.browser.version()}`);
		console.log(formatTable(report));
		if (!words.length) publish(report);
	} finally {
		await engine.close();
		await server.close();
	}
}
