/** What left, or was kept, without consent, and by which line. */
import { type Declared, isHeldName, keyOf, kindOf, mergeItems } from './inventory.js';
import { type Origin, trace } from './origin.js';
import { findRemedy } from './remedy.js';
import type { Item, Leak, Spot } from './report.js';
import { type Evidence, findName, spotAt } from './search.js';
import { nameParty, type Site } from './site.js';
import { isWithin, readSources, type Source } from './source.js';
import { findTracker } from './trackers.js';
import type { Visit } from './visit.js';

interface Found {
	item: Item;
	origin: Origin;
}

const NOWHERE: Origin = { chain: [], isInferred: true };

/** Tags that reach out without a request that a browser tells of: a connection opened ahead, and an icon, which only a window shows. */
const findSilent = (evidence: Evidence, visit: Visit, site: Site): Found[] =>
	[...evidence.sources.values()].flatMap((source: Source) =>
		(source.tags ?? []).flatMap((tag): Found[] => {
			const kind = /\b(preconnect|icon)\b/i.exec(tag.attributes.rel ?? '')?.[1]?.toLowerCase();
			const href = tag.attributes.href ?? '';
			if (
				tag.name !== 'link' ||
				!kind ||
				!href ||
				isWithin(tag, 'template') ||
				isWithin(tag, 'noscript') ||
				!URL.canParse(href, source.url)
			)
				return [];
			const url = new URL(href, source.url).href;
			if (site.isOwn(url)) return [];
			const spot = spotAt(evidence, source, tag.startTag.start, tag.startTag.end);
			const chain = [{ what: 'the tag <link>', spot }];
			const item: Item = { kind: 'connection', name: url, type: kind, ...nameParty(url), visits: [visit.name], chain };
			return [{ item, origin: { chain, spot, tag, source, isInferred: false } }];
		}),
	);

const findRequests = (evidence: Evidence, visit: Visit, site: Site): Found[] => {
	const { name, since, recording } = visit;
	return recording.asked
		.filter(({ url, moment }) => moment >= since && !site.isOwn(url))
		.map((asked) => {
			const origin = trace(evidence, asked);
			const { url, type, isFrame } = asked;
			const item: Item = { kind: kindOf(type, isFrame), name: url, type, ...nameParty(url), visits: [name], chain: origin.chain };
			return { item, origin };
		});
};

/** By the line of the request whose answer set it. */
const findCookies = (visit: Visit, site: Site, requests: Found[]): Found[] =>
	visit.recording.asked
		.filter(({ url, moment }) => moment >= visit.since && !site.isOwn(url))
		.flatMap(({ url, cookies }) =>
			cookies.map((line) => {
				const { origin } = requests.find(({ item }) => item.name === url) ?? { origin: NOWHERE };
				const name = line.split('=', 1)[0]!.trim();
				return {
					item: { kind: 'cookie', name, type: 'cookie', ...nameParty(url), visits: [visit.name], chain: origin.chain },
					origin,
				} as Found;
			}),
		);

/** The page's own cookies and keys that need consent, and those of third parties that were not there before a withdrawal. */
const findKept = (evidence: Evidence, visit: Visit, site: Site, declared: Declared, cookiesFound: Found[]): Found[] => {
	const { stored, storedBefore, name: visitName, recording } = visit;
	// Where the page went by itself another site is at home.
	const hasLeft = recording.left !== undefined;
	const wasThere = (kept: { name: string; value: string; domain: string }) =>
		storedBefore.cookies.some(({ name, value, domain }) => name === kept.name && value === kept.value && domain === kept.domain);
	const cookies = stored.cookies
		.filter((cookie) => (site.isOwnDomain(cookie.domain) ? isHeldName(cookie.name, declared) : !hasLeft && !wasThere(cookie)))
		.filter(({ name, domain }) => site.isOwnDomain(domain) || !cookiesFound.some(({ item }) => item.name === name))
		.map(({ name, domain }) => ({ name, type: 'cookie', kind: 'cookie' as const, host: domain.replace(/^\./, '') }));
	const keys = stored.keys
		.filter(({ origin, name }) =>
			site.isOwn(origin)
				? isHeldName(name, declared)
				: !hasLeft && !storedBefore.keys.some((key) => key.origin === origin && key.name === name),
		)
		.map(({ name, type, origin }) => ({ name, type, kind: 'storage' as const, host: new URL(origin).host }));
	return [...cookies, ...keys].map(({ host, ...kept }) => {
		const found = findName(evidence, kept.name);
		const origin: Origin = found ? { ...found, chain: [{ what: 'named here', spot: found.spot }] } : NOWHERE;
		const item: Item = { ...kept, ...nameParty(host), ...findTracker(kept.name), visits: [visitName], chain: origin.chain };
		return { item, origin };
	});
};

/** What stands on the line, not its number alone: the page may be another one in the next visit. */
const namePlace = ({ item, origin: { spot } }: Found) =>
	spot ? `${spot.source} ${spot.line} ${textOf(spot)}` : `nowhere ${item.host}`;
const textOf = ({ text }: Spot) => text.replace(/nonce="[^"]*"/g, '');

/** The same line of another page, that asked for the same: of a template, or of an include. */
const nameLike = (byPlace: Map<string, Found[]>, { item, origin: { spot } }: Found): string | undefined => {
	for (const [place, founds] of byPlace)
		for (const { item: other, origin } of founds)
			if (keyOf(other) === keyOf(item) && spot && origin.spot && textOf(origin.spot) === textOf(spot)) return place;
	return undefined;
};

/** @param known keys of items that a baseline has */
export const findLeaks = (
	visits: Visit[],
	site: Site,
	show: Evidence['show'],
	declared: Declared,
	known: Set<string>,
): Leak[] => {
	const byPlace = new Map<string, Found[]>();
	for (const visit of visits) {
		if (visit.name === 'granted') continue;
		const evidence: Evidence = { asked: visit.recording.asked, sources: readSources(visit.recording, site), show };
		const requests = findRequests(evidence, visit, site);
		const cookies = findCookies(visit, site, requests);
		const silent = visit.name === 'undecided' ? findSilent(evidence, visit, site) : [];
		for (const found of [...requests, ...silent, ...cookies, ...findKept(evidence, visit, site, declared, cookies)]) {
			const place = nameLike(byPlace, found) ?? namePlace(found);
			byPlace.set(place, [...(byPlace.get(place) ?? []), found]);
		}
	}
	return [...byPlace.values()]
		.map((founds): Leak => {
			const items = mergeItems(founds.map(({ item }) => item));
			const [{ origin }] = founds as [Found];
			const isLate = items.every((item) => item.visits.every((name) => name === 'withdrawn'));
			const party = items.find(({ category }) => category) ?? items[0]!;
			return {
				spot: origin.spot,
				isInferred: founds.every((found) => found.origin.isInferred),
				fix: findRemedy(origin, party, isLate),
				items,
				isKnown: items.every((item) => known.has(keyOf(item))),
			};
		})
		.sort((one, other) => (one.spot?.line ?? Number.POSITIVE_INFINITY) - (other.spot?.line ?? Number.POSITIVE_INFINITY));
};
