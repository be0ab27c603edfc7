/** JUnit's XML, as test runners' reports: a test for each visit. */
import { clean } from '../../cli/terminal.js';
import type { Report, VisitReport } from '../report.js';
import { escapeMarkup, tellItem, tellPlace } from './words.js';

/** XML 1.0 cannot say some characters at all, not even escaped. */
const text = (value: string) => escapeMarkup(clean(value).replace(/[\ud800-\udfff\ufffe\uffff]/gu, '?'));

const writeVisit = ({ name, title, isDone, notes }: VisitReport, { url, leaks }: Report) => {
	const failing = leaks.filter(({ items, isKnown }) => !isKnown && items.some(({ visits }) => visits.includes(name)));
	const lines = failing.flatMap((leak) => {
		const rows = leak.items.filter(({ visits }) => visits.includes(name)).map(tellItem);
		return [tellPlace(leak), ...rows, `Right: ${leak.fix}`, ''];
	});
	// One is the most that the format has.
	const failure = failing.length
		? `<failure message="${text(failing.map(tellPlace).join(', '))}" type="leak">${text(lines.join('\n'))}</failure>`
		: '';
	const skipped = !isDone && !failing.length ? `<skipped message="${text(notes.join('; '))}"/>` : '';
	return {
		isFailing: failing.length > 0,
		isSkipped: skipped !== '',
		xml: `<testcase classname="${text(url)}" name="${text(title)}">${failure}${skipped}</testcase>`,
	};
};

export const writeJunit = (report: Report): string => {
	const visits = report.visits.map((visit) => writeVisit(visit, report));
	const count = (which: 'isFailing' | 'isSkipped') => visits.filter((visit) => visit[which]).length;
	const head = `tests="${visits.length}" failures="${count('isFailing')}" skipped="${count('isSkipped')}" errors="0" time="${report.seconds}"`;
	return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${head}>
<testsuite name="taggate audit" timestamp="${report.time.slice(0, 19)}" ${head}>
${visits.map(({ xml }) => xml).join('\n')}
</testsuite>
</testsuites>
`;
};
