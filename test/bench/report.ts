import type { Case, Value } from './case.js';
import { median } from './median.js';
import { FLOOR, ORDINARY, OWN, SHOWN } from './names.js';

export interface Row {
	measured: Case;
	/** By name of the product, in the order in which they were measured. */
	runs: Record<string, Value[]>;
}

/** What a clock of the browser can tell. */
const round = (value: Value): Value => (typeof value === 'number' ? Math.round(value * 10) / 10 : value);

/** Of a product that failed once, the failure. */
const summarizeRuns = (values: Value[]): Value => values.find((value) => typeof value === 'string') ?? median(values as number[]);

type Medians = Record<string, Value>;

/** What the target compares with: the product's name. */
const findBase = ({ target }: Case): string => (target && 'than' in target && target.than?.name) || ORDINARY;

/** What a figure may be. */
function findLimit(measured: Case, medians: Medians): number | undefined {
	const { target } = measured;
	if (!target) return;
	if ('limit' in target) return target.limit;
	const base = medians[findBase(measured)];
	if (typeof base !== 'number') return;
	return 'factor' in target ? base * target.factor : base + target.more;
}

function describeTarget(measured: Case, medians: Medians): string {
	const { target, unit } = measured;
	if (!target) return '';
	if ('limit' in target) return `≤ ${target.limit} ${unit}`;
	const base = findBase(measured);
	// The ordinary page has a column.
	const than = base === ORDINARY ? '' : ` ${base} (${formatFigure(round(medians[base]!))})`;
	return 'factor' in target ? `≤ ${target.factor} ×${than}` : `≤${than} + ${target.more} ${unit}`;
}

/** Of each of taggate's products that the target binds, whether it is met. */
function judge(measured: Case, medians: Medians): Result['verdicts'] {
	const { target } = measured;
	if (!target) return {};
	const limit = findLimit(measured, medians);
	const bound = OWN.filter((name) => name in medians && (!target.only || target.only.name === name));
	const isMet = (value: Value | undefined) => typeof value === 'number' && limit !== undefined && value <= limit;
	return Object.fromEntries(bound.map((name) => [name, isMet(medians[name]) ? 'ok' : 'MISSED']));
}

export interface Result {
	case: string;
	title?: string;
	unit: string;
	target: string;
	verdicts: Record<string, 'ok' | 'MISSED'>;
	products: Record<string, { median: Value; ratio?: number; runs: Value[] }>;
}

function summarize({ measured, runs }: Row): Result {
	const medians = Object.fromEntries(Object.entries(runs).map(([name, values]) => [name, summarizeRuns(values)]));
	const ordinary = medians[ORDINARY];
	return {
		case: measured.name,
		...(measured.title && { title: measured.title }),
		unit: measured.unit,
		target: describeTarget(measured, medians),
		verdicts: judge(measured, medians),
		products: Object.fromEntries(
			Object.entries(medians).map(([name, value]) => {
				const ratio = typeof ordinary === 'number' && typeof value === 'number' ? { ratio: value / ordinary } : {};
				return [name, { median: round(value), ...ratio, runs: runs[name]!.map(round) }];
			}),
		),
	};
}

/** As many digits as mean something. */
export const formatFigure = (value: Value): string => {
	if (typeof value === 'string') return value;
	return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
};

export function formatCell(name: string, { unit, products }: Result): string {
	const product = products[name];
	if (!product) return '–';
	if (typeof product.median === 'number' && unit === 'bytes') return product.median.toLocaleString('en');
	const ratio = product.ratio !== undefined && name !== ORDINARY ? ` (${product.ratio.toFixed(2)} ×)` : '';
	return formatFigure(product.median) + ratio;
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

/** Those of the names that the report has a figure of: one from before there was a product has none of it. */
export const chooseMeasured = (names: string[], { results }: Report): string[] =>
	names.filter((name) => results.some(({ products }) => name in products));

/** Lays the figures out for the terminal. */
export function formatTable(report: Report): string {
	const { browser, results } = report;
	const names = chooseMeasured([...SHOWN, FLOOR], report);
	const own = chooseMeasured(OWN, report);
	const table = [
		['case (median; ratio to the ordinary page)', ...names, 'target', ...own],
		...results.map((result) => [
			`${result.case}, ${result.unit}`,
			...names.map((name) => formatCell(name, result)),
			result.target,
			...own.map((name) => result.verdicts[name] ?? ''),
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
