import { readFileSync, writeFileSync } from 'node:fs';
import { SHOWN } from './names.js';
import { drawPicture } from './picture.js';
import { chooseMeasured, formatCell, type Report } from './report.js';

const RESULTS = new URL('./results.json', import.meta.url);
const PICTURE = new URL('./results.svg', import.meta.url);
const README = new URL('../../README.md', import.meta.url);
/** Where the README shows the table. */
const PLACE = /(?<=<!-- bench -->\n).*?(?=\n<!-- \/bench -->)/s;

/** The table of the README: the cases that have a title. */
export function formatMarkdown(report: Report): string {
	const names = chooseMeasured(SHOWN, report);
	const rows = report.results
		.filter(({ title }) => title)
		.map((result) => [`${result.title}, ${result.unit}`, ...names.map((name) => formatCell(name, result))]);
	return [['', ...names], ['---', ...names.map(() => '---:')], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What a full run left, and what the README makes of it. */
export const readPublished = () => ({
	report: JSON.parse(readFileSync(RESULTS, 'utf8')) as Report,
	picture: readFileSync(PICTURE, 'utf8'),
	table: readFileSync(README, 'utf8').match(PLACE)?.[0],
});

/** Keeps a full run: the figures, their picture, and the table of the README. */
export function publish(report: Report) {
	writeFileSync(RESULTS, `${JSON.stringify(report, null, '\t')}\n`);
	writeFileSync(PICTURE, drawPicture(report));
	writeFileSync(
		README,
		readFileSync(README, 'utf8').replace(PLACE, () => formatMarkdown(report)),
	);
}
