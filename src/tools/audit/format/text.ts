/** For a terminal. */
import { clean, paint } from '../../cli/terminal.js';
import type { Leak, Report } from '../report.js';
import { nameCompany, tellItem, tellPlace, tellVerdict, tellVisits } from './words.js';

/** Rows of one leak; the JSON report has them all. */
const MOST = 8;

const line = (text: string) => clean(text).replaceAll('\n', ' ');

const writeLeak = (leak: Leak): string[] => {
	const { spot, items, fix, isInferred, isKnown } = leak;
	const rows = items.slice(0, MOST).map((item) => `    ${line(tellItem(item))} ${paint('dim', `[${tellVisits(item.visits)}]`)}`);
	const chain = [...items].sort((one, other) => other.chain.length - one.chain.length)[0]?.chain ?? [];
	return [
		`${paint('bold', line(tellPlace(leak)))}${isInferred && spot ? paint('dim', ' (found by search: the browser does not tell)') : ''}${isKnown ? ' (known)' : ''}`,
		...(spot ? [`    ${paint('yellow', line(spot.text))}`] : []),
		...rows,
		...(items.length > MOST ? [`    … and ${items.length - MOST} more`] : []),
		...(chain.length > 1 ? [`    ${paint('dim', `way: ${line(chain.map(({ what }) => what).join(' ← '))}`)}`] : []),
		`    ${paint('green', 'right:')} ${line(fix)}`,
		'',
	];
};

export const writeText = (report: Report): string => {
	const { url, browser, seconds, visits, leaks, cookies, thirdParties } = report;
	const width = Math.max(...visits.map(({ title }) => title.length));
	const companies = [...new Set(thirdParties.map(nameCompany))];
	return [
		`${paint('bold', line(url))}  ${browser}, ${seconds} s`,
		'',
		...visits.flatMap(({ title, ownRequests, thirdRequests, notes, isDone }) => [
			`  ${title.padEnd(width)}  ${isDone ? '' : 'not to the end; '}requests: ${ownRequests} to its own site, ${thirdRequests} to third parties`,
			...notes.map((note) => `  ${''.padEnd(width)}  ${paint('dim', line(note))}`),
		]),
		'',
		...leaks.flatMap(writeLeak),
		...(companies.length ? [`Third parties, with consent or without: ${line(companies.join('; '))}`] : []),
		...(cookies.length ? [`Cookies: ${line(cookies.map(({ name }) => name).join(', '))}`] : []),
		paint(report.verdict === 'clean' ? 'green' : report.verdict === 'leak' ? 'red' : 'yellow', tellVerdict(report)),
		'',
	].join('\n');
};
