import type { Case, Value } from './cases.js';
import { median } from './median.js';
import { FLOOR, ORDINARY, PRODUCTS } from './products.js';

export interface Row {
	measured: Case;
	/** By name of the product, in the order in which they were measured. */
	runs: Record<string, Value[]>;
}

/** What a clock of the browser can tell. */
const round = (value: Value): Value => (typeof value === 'number' ? Math.round(value * 10) / 10 : value);

/** Of a product that failed once, the failure. */
const summarizeRuns = (values: Value[]): Value => values.find((value) => typeof value === 'string') ?? median(values as number[]);

/** What `value` may be, by the target and what the ordinary page took. */
function findLimit({ target }: Case, ordinary: Value | undefined): number | undefined {
	if (!target) return;
	if ('limit' in target) return target.limit;
	if (typeof ordinary !== 'number') return;
	return 'factor' in target ? ordinary * target.factor : ordinary + target.more;
}

function describeTarget({ target, unit }: Case): string {
	if (!target) return '';
	if ('factor' in target) return `≤ ${target.factor} ×`;
	return 'more' in target ? `≤ + ${target.more} ${unit}` : `≤ ${target.limit} ${unit}`;
}

export interface Result {
	case: string;
	title?: string;
	unit: string;
	target: string;
	verdict: '' | 'ok' | 'MISSED';
	products: Record<string, { median: Value; ratio?: number; runs: Value[] }>;
}

function summarize({ measured, runs }: Row): Result {
	const medians = Object.fromEntries(Object.entries(runs).map(([name, values]) => [name, summarizeRuns(values)]));
	const ordinary = medians[ORDINARY.name];
	const { taggate } = medians;
	const limit = findLimit(measured, ordinary);
	const isMet = typeof taggate === 'number' && limit !== undefined && taggate <= limit;
	return {
		case: measured.name,
		...(measured.title && { title: measured.title }),
		unit: measured.unit,
		target: describeTarget(measured),
		verdict: measured.target ? (isMet ? 'ok' : 'MISSED') : '',
		products: Object.fromEntries(
			Object.entries(medians).map(([name, value]) => {
				const ratio = typeof ordinary === 'number' && typeof value === 'number' ? { ratio: value / ordinary } : {};
				return [name, { median: round(value), ...ratio, runs: runs[name]!.map(round) }];
			}),
		),
	};
}

export function formatCell(name: string, { unit, products }: Result): string {
	const product = products[name];
	if (!product) return '–';
	if (typeof product.median === 'string') return product.median;
	if (unit === 'bytes') return product.median.toLocaleString('en');
	const ratio = product.ratio !== undefined && name !== ORDINARY.name ? ` (${product.ratio.toFixed(2)} ×)` : '';
	return product.median.toFixed(product.median < 100 ? 1 : 0) + ratio;
}

/** What a run measured, as it is written to a file. */
export interface Report {
	browser: string;
	node: string;
	results: Result[];
}

export const createReport = (rows: Row[], browser: string): Report => ({
	browser,
	node: process.version,
	results: rows.map(summarize),
});

/** Lays the figures out for the terminal. */
export function formatTable({ browser, results }: Report): string {
	const names = [...PRODUCTS, FLOOR].map(({ name }) => name);
	const table = [
		['case (median; ratio to the ordinary page)', ...names, 'target', ''],
		...results.map((result) => [
			`${result.case}, ${result.unit}`,
			...names.map((name) => formatCell(name, result)),
			result.target,
			result.verdict,
		]),
	];
	const widths = table[0]!.map((_, column) => Math.max(...table.map((cells) => cells[column]!.length)));
	return [
		browser,
		'',
		...table.map((cells) =>
			cells.map((cell, column) => (column ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  '),
		),
	].join('\n');
}
