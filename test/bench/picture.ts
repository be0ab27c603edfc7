import { ORDINARY, OWN, SHOWN } from './names.js';
import { chooseMeasured, formatFigure, type Report, type Result } from './report.js';

/** In pixels. */
const WIDTH = 840;
const COLUMNS = 2;
const GAP = 32;
const MARGIN = 16;
const ROW = 18;
const LABEL = 144;
const HEAD = 24;
const FOOT = 18;
/** Between the end of the longest bar and the edge: its figure. */
const FIGURE = 60;

const BLOCK_WIDTH = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
const STYLE = `
	text { font: 12px system-ui, sans-serif; fill: #1f2933; paint-order: stroke; stroke: #fff; stroke-width: 3px }
	.title { font-weight: 600 }
	.name, .figure { fill: #52606d }
	.own { fill: #1f2933; font-weight: 600 }
	rect { fill: #b8c4ce }
	.ground { fill: #fff }
	rect.own { fill: #0b7a75 }
	line { stroke: #c2410c; stroke-width: 1.5; stroke-dasharray: 3 2 }
	@media (prefers-color-scheme: dark) {
		text { fill: #e4e7eb; stroke: #0d1117 }
		.name, .figure { fill: #9fb3c8 }
		.own { fill: #e4e7eb }
		rect { fill: #52606d }
		.ground { fill: #0d1117 }
		rect.own { fill: #2dd4bf }
		line { stroke: #fb923c }
	}`;

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const format = (value: number, unit: string) =>
	unit === 'bytes' ? `${(value / 1000).toFixed(1)} kB` : `${formatFigure(value)} ${unit}`;

/** One case: a bar for each product, a line where the ordinary page is. */
function drawCase({ title, unit, products }: Result, names: string[], left: number, top: number): string {
	const length = BLOCK_WIDTH - LABEL - FIGURE;
	const ordinary = products[ORDINARY]?.median;
	const longest = Math.max(
		...[ORDINARY, ...names].map((name) => products[name]?.median).filter((median) => typeof median === 'number'),
	);
	const scale = (value: number) => (value / longest) * length;
	const bars = names.map((name, index) => {
		const y = top + HEAD + index * ROW;
		const median = products[name]?.median ?? '–';
		const isNumber = typeof median === 'number';
		const width = isNumber ? scale(median) : 0;
		const own = OWN.includes(name) ? ' own' : '';
		return [
			`<text class="name${own}" x="${left + LABEL - 8}" y="${y + 12}" text-anchor="end">${escapeText(name)}</text>
<rect class="bar${own}" x="${left + LABEL}" y="${y + 2}" width="${width.toFixed(1)}" height="${ROW - 5}" rx="2"/>`,
			`<text class="figure${own}" x="${(left + LABEL + width + 6).toFixed(1)}" y="${y + 12}">${escapeText(isNumber ? format(median, unit) : median)}</text>`,
		];
	});
	const x = typeof ordinary === 'number' ? (left + LABEL + scale(ordinary)).toFixed(1) : undefined;
	return [
		`<text class="title" x="${left}" y="${top + 12}">${escapeText(title!)}</text>`,
		...bars.map(([bar]) => bar),
		...(x ? [`<line x1="${x}" x2="${x}" y1="${top + HEAD - 2}" y2="${top + HEAD + names.length * ROW}"/>`] : []),
		...bars.map(([, figure]) => figure),
	].join('\n');
}

/** Draws the cases that have a title as bars, as an SVG that follows the reader's colour scheme. */
export function drawPicture(report: Report): string {
	const { browser, results } = report;
	const names = chooseMeasured(SHOWN, report).filter((name) => name !== ORDINARY);
	const shown = results.filter(({ title }) => title);
	const blockHeight = HEAD + names.length * ROW + FOOT;
	const height = 2 * MARGIN + Math.ceil(shown.length / COLUMNS) * blockHeight + FOOT;
	const blocks = shown.map((result, index) =>
		drawCase(result, names, MARGIN + (index % COLUMNS) * (BLOCK_WIDTH + GAP), MARGIN + Math.floor(index / COLUMNS) * blockHeight),
	);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>taggate beside three consent managers, in ${escapeText(browser)}. Shorter is better; the dashed line is the ordinary page.</title>
<style>${STYLE}
</style>
<rect class="ground" width="100%" height="100%" rx="6"/>
${blocks.join('\n')}
<text class="name" x="${MARGIN}" y="${height - MARGIN}">${escapeText(browser)}, medians. Shorter is better; the dashed line is the ordinary page without a gate.</text>
</svg>
`;
}
