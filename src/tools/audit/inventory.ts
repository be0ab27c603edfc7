/** What the visits saw, put together: third parties, cookies, storage, each with the visits in which it was. */
import type { Cookie, Item, ItemKind, Key, VisitName } from './report.js';
import { nameParty, type Site } from './site.js';
import { findTracker, fits } from './trackers.js';
import type { Visit } from './visit.js';

/** A category of our own: what keeps the choice about all others. */
export const DECISION = 'decision';
const SECONDS_A_DAY = 86_400;

/** The same thing in several visits is one row. */
const merge = <Row extends { visits: VisitName[] }>(rows: Row[], getKey: (row: Row) => string): Row[] => {
	const byKey = new Map<string, Row>();
	for (const row of rows) {
		const known = byKey.get(getKey(row));
		if (!known) byKey.set(getKey(row), row);
		else known.visits = [...new Set([...known.visits, ...row.visits])];
	}
	return [...byKey.values()];
};

/** Without what changes from one visit to the next. */
export const shorten = (url: string): string => url.replace(/[?#].*$/s, '');
export const keyOf = ({ kind, name }: Pick<Item, 'kind' | 'name'>) => `${kind} ${shorten(name)}`;
export const mergeItems = (items: Item[]) => merge(items, keyOf);

/** What kind a request is. */
export const kindOf = (type: string, isFrame: boolean): ItemKind =>
	isFrame ? 'frame' : type === 'websocket' ? 'socket' : 'request';

/** What the page itself says of what it keeps. */
export interface Declared {
	/** Names and patterns of `data-cookies`. */
	patterns: string[];
	/** The decision itself, which needs no consent. */
	decision: string | undefined;
}

export const readDeclared = (visits: Visit[]): Declared => ({
	patterns: [...new Set(visits.flatMap(({ patterns }) => patterns))],
	decision: visits.find(({ decision }) => decision)?.decision,
});

/** Whether a cookie or key of the page's own needs consent: by what the page says of it, or by whose it is. */
export const isHeldName = (name: string, { patterns, decision }: Declared): boolean =>
	name !== decision && (patterns.some((pattern) => fits(name, pattern)) || findTracker(name) !== undefined);

/** Whose a cookie or a key of the page's own is. */
const nameOwner = (name: string, host: string, { decision }: Declared) => ({
	...nameParty(host),
	...(name === decision ? { category: DECISION } : findTracker(name)),
});

const readSetCookie = (line: string) => {
	const [pair = '', ...rest] = line.split(';');
	const attributes = new Map(
		rest.map((part) => {
			const [name = '', value = ''] = part.split('=');
			return [name.trim().toLowerCase(), value.trim()] as const;
		}),
	);
	const seconds = attributes.has('max-age')
		? Number(attributes.get('max-age'))
		: attributes.has('expires')
			? (Date.parse(attributes.get('expires')!) - Date.now()) / 1_000
			: Number.NaN;
	return { name: pair.split('=', 1)[0]!.trim(), seconds, attributes };
};

/** Days, rounded to a tenth. */
const toDays = (seconds: number) => (Number.isFinite(seconds) ? Math.round((seconds / SECONDS_A_DAY) * 10) / 10 : undefined);

const listCookies = (visit: Visit, site: Site, declared: Declared): Cookie[] => {
	const kept = visit.stored.cookies.map(({ name, domain, expires, httpOnly, secure }): Cookie => {
		const isOwn = site.isOwnDomain(domain);
		const host = domain.replace(/^\./, '');
		return {
			name,
			...(isOwn ? nameOwner(name, host, declared) : nameParty(host)),
			isOwn,
			days: expires > 0 ? toDays(expires - Date.now() / 1_000) : undefined,
			isHttpOnly: httpOnly,
			isSecure: secure,
			isKept: true,
			isHeld: !isOwn || isHeldName(name, declared),
			visits: [visit.name],
		};
	});
	// Browsers block more and more of these: what was asked for counts, whatever this one kept.
	const asked = visit.recording.asked
		.filter(({ url }) => !site.isOwn(url))
		.flatMap(({ url, cookies }) =>
			cookies.map((line): Cookie => {
				const { name, seconds, attributes } = readSetCookie(line);
				const host = attributes.get('domain')?.replace(/^\./, '') || new URL(url).hostname;
				const secure = attributes.has('secure');
				return {
					name,
					...nameParty(host),
					isOwn: false,
					days: toDays(seconds),
					isHttpOnly: attributes.has('httponly'),
					isSecure: secure,
					isKept: false,
					isHeld: true,
					visits: [visit.name],
				};
			}),
		);
	return [...kept, ...asked];
};

export const listAllCookies = (visits: Visit[], site: Site, declared: Declared): Cookie[] =>
	merge(
		visits.flatMap((visit) => listCookies(visit, site, declared)),
		({ name, host }) => `${host} ${name}`,
	).sort((one, other) => Number(other.isOwn) - Number(one.isOwn) || one.name.localeCompare(other.name));

export const listAllKeys = (visits: Visit[], declared: Declared): Key[] =>
	merge(
		visits.flatMap((visit) =>
			visit.stored.keys.map(
				({ name, type, origin }): Key => ({
					name,
					type,
					...nameOwner(name, new URL(origin).host, declared),
					isHeld: isHeldName(name, declared),
					visits: [visit.name],
				}),
			),
		),
		({ name, type, host }) => `${host} ${type} ${name}`,
	);

export const listThirdParties = (visits: Visit[], site: Site): Item[] =>
	mergeItems(
		visits.flatMap(({ name, recording }) =>
			recording.asked
				.filter(({ url }) => !site.isOwn(url))
				.map(({ url, type, isFrame }) => ({
					kind: kindOf(type, isFrame),
					name: url,
					type,
					...nameParty(url),
					visits: [name],
					chain: [],
				})),
		),
	);
