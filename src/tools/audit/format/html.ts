/** For people: one page that needs no script and asks nobody, to be sent and kept. */
import { clean } from '../../cli/terminal.js';
import type { Cookie, Item, Leak, Report, VisitName } from '../report.js';
import { TITLES } from '../visit.js';
import { STYLE } from './style.js';
import { escapeMarkup, nameCompany, tellItem, tellLife, tellPlace, tellVerdict, tellVisits } from './words.js';

/** A page's text: no markup, no control characters. */
const text = (value: string | number) => escapeMarkup(clean(String(value)));

const table = (caption: string, heads: string[], rows: string[][]) =>
	rows.length
		? `<div class="wide"><table><caption>${text(caption)}</caption><thead><tr>${heads.map((head) => `<th scope="col">${text(head)}</th>`).join('')}</tr></thead>
<tbody>${rows.map(([first = '', ...rest]) => `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</tbody></table></div>`
		: `<p>${text(caption)}: none.</p>`;

const writeLeak = (leak: Leak): string => {
	const { spot, items, fix, isInferred, isKnown } = leak;
	const chain = [...items].sort((one, other) => other.chain.length - one.chain.length)[0]?.chain ?? [];
	return `<section class="leak"><h3>${text([...new Set(items.map(nameCompany))].join('; '))}${isKnown ? ' <small>known before</small>' : ''}</h3>
<p>${text(tellPlace(leak))}${isInferred && spot ? ' <small>found by search, as the browser does not tell</small>' : ''}</p>
${spot ? `<pre><code>${text(spot.text)}</code></pre>` : ''}
<ul>${items.map((item) => `<li>${text(tellItem(item))} <small>${text(tellVisits(item.visits))}</small></li>`).join('\n')}</ul>
${chain.length > 1 ? `<p><small>How it came to it: ${chain.map(({ what }) => text(what)).join(' ← ')}</small></p>` : ''}
<p>Written right:</p><pre class="right"><code>${text(fix)}</code></pre></section>`;
};

/** Whether it is there without consent, as a table says it. */
const tellWhen = (visits: VisitName[]) => {
	const without = visits.filter((name) => name !== 'granted');
	return without.length ? `without consent: ${text(tellVisits(without))}` : 'with consent only';
};

const PURPOSES: Record<string, string> = {
	decision: 'Keeps the choice about all others',
	ad: 'Advertising',
	analytics: 'Statistics',
	social: 'Social media',
	video: 'Films',
	marketing: 'Marketing',
};

const writeCookie = (cookie: Cookie) => [
	`<code>${text(cookie.name)}</code>`,
	text(`${nameCompany({ ...cookie, category: undefined })}${cookie.isOwn ? ', this site' : ''}`),
	text(PURPOSES[cookie.category ?? ''] ?? ''),
	text(tellLife(cookie)) + (cookie.isKept ? '' : ' <small>(this browser did not keep it; others may)</small>'),
	tellWhen(cookie.visits),
];

const countBy = (items: Item[]) => {
	const hosts = new Map<string, Item[]>();
	for (const item of items) hosts.set(item.host, [...(hosts.get(item.host) ?? []), item]);
	return [...hosts.values()].map((group) => {
		const [first] = group as [Item];
		const visits = [...new Set(group.flatMap((item) => item.visits))];
		return [
			text(first.company ?? first.host),
			text(first.host),
			text(first.category ?? 'not known'),
			text([...new Set(group.map(({ type }) => type))].join(', ')),
			tellWhen(visits),
		];
	});
};

const COLOURS = { clean: 'good', leak: 'bad', incomplete: 'open' };

/** @returns a whole document */
export const writeHtml = (report: Report): string => {
	const { url, site, browser, time, seconds, visits, leaks, thirdParties, cookies, storage, names, version } = report;
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Consent audit of ${text(url)}</title>
<style>${STYLE}</style>
<main>
<h1>What ${text(new URL(url).host)} does with and without consent</h1>
<p class="verdict ${COLOURS[report.verdict]}">${text(tellVerdict(report))}</p>
<p>The page ${text(url)} was opened ${visits.length} times in ${text(browser)} on ${text(time.slice(0, 16).replace('T', ' '))} (UTC), each time as a visitor who has never been there.
Its own is what belongs to ${text(site)}; everything else is a third party. ${names.length ? `Consent was given and refused for: ${text(names.join(', '))}.` : ''}</p>
<h2>The visits</h2>
${table(
	'What was done, and how much was asked for',
	['Visit', 'Own requests', 'Third-party requests', 'Remarks'],
	visits.map((visit) => [
		text(visit.title),
		text(visit.ownRequests),
		text(visit.thirdRequests),
		[...(visit.isDone ? [] : ['not to the end']), ...visit.notes].map(text).join('<br>'),
	]),
)}
<h2>What leaves without consent</h2>
${leaks.map(writeLeak).join('\n') || '<p>Nothing was seen.</p>'}
<h2>Third parties</h2>
${table('All that were asked for something, in any visit', ['Company', 'Host', 'Kind', 'What was fetched', 'When'], countBy(thirdParties))}
<h2>Cookies</h2>
${table('All cookies that were set', ['Name', 'Who', 'Purpose, where known', 'How long', 'When'], cookies.map(writeCookie))}
<h2>Storage of the browser</h2>
${table(
	'Keys that were kept; their values were not read',
	['Name', 'Where', 'Who', 'When'],
	storage.map((key) => [
		`<code>${text(key.name)}</code>`,
		text(key.type),
		text(nameCompany({ ...key, category: undefined })),
		tellWhen(key.visits),
	]),
)}
<h2>What this says, and what it does not</h2>
<p>It is what one browser saw on one page in ${text(seconds)} seconds. A third party behind a name of the site’s own looks like the site. Whether a cookie is necessary is for people to judge. Visits: ${Object.values(TITLES).map(text).join(' · ')}.</p>
<p><small>taggate audit ${text(version)}</small></p>
</main>
`;
};
