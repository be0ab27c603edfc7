/** What the site says itself: its rules, its map, its own hosts. */
import { parties } from 'virtual:parties';
import { findParty } from '../parties.js';
import type { Owner } from './address.js';
import { CATEGORIES, isCondition, joinConditions, NONE } from './categories.js';
import type { MarkOptions, Rule } from './types.js';
import { readCalls, VENDORS, type Vendor } from './vendors.js';

/** Kinds and companies that a map may name, in lower case. */
const listKeys = () =>
	new Set(
		[
			...Object.keys(CATEGORIES),
			...[...VENDORS, ...parties.map(([company, kind]) => ({ company, kind }))].flatMap(({ company, kind }) => [company, kind]),
		].map((key) => key.toLowerCase()),
	);

/** Asks for consent itself: nobody could ever give it. */
const ASKS = 'consent-provider';

const isBelow = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);
const toHost = (text: string) => text.toLowerCase().replace(/^\*?\./, '');

/** @throws RangeError for a condition that the runtime would not read */
const check = (condition: string, of: string): string => {
	if (condition === NONE || isCondition(condition)) return condition;
	throw new RangeError(`"${condition}" for ${of} is no condition: names of letters, digits and _ - . / :, separated by spaces`);
};

export const readRules = ({ rules = [], map = {}, own = [] }: MarkOptions) => {
	const byKey = new Map(Object.entries(map).map(([key, condition]) => [key.trim().toLowerCase(), check(condition.trim(), key)]));
	const known = byKey.size ? listKeys() : new Set();
	for (const key of byKey.keys()) {
		if (key === ASKS) throw new RangeError(`"${ASKS}" cannot wait for consent, as it asks for it`);
		if (!key.includes('.') && !known.has(key))
			throw new RangeError(
				`"${key}" is no kind (${Object.keys(CATEGORIES).join(', ')}), no company of third-party-web, and no host`,
			);
	}
	const hosts = [...byKey].filter(([key]) => key.includes('.')).map(([key, category]) => ({ host: toHost(key), category }));
	const ownHosts = own.map(toHost);
	return {
		/** The rules, and the hosts of the map, as rows of the table. */
		vendors: [...rules, ...hosts].map(({ host, call, company, category }: Rule): Vendor => {
			const party = host ? findParty(toHost(host)) : undefined;
			return {
				kind: party?.category ?? 'rule',
				company: company ?? party?.company ?? host ?? call ?? '',
				addresses: host ? [toHost(host)] : [],
				calls: call ? readCalls(call.replace(/\($/, '')) : [],
				source: '',
				category: check(category.trim(), host ?? call ?? 'a rule'),
			};
		}),
		/** @param canonical the host that the page says it is at */
		isOwn: (host: string, canonical?: string) => host === canonical || ownHosts.some((domain) => isBelow(host, domain)),
		/** @returns the condition of its tags; undefined where nobody says which, `none` where they are to be left alone */
		decide({ company, kinds, category }: Owner): string | undefined {
			const said = category ?? byKey.get(company.toLowerCase());
			if (said !== undefined) return said;
			const conditions = kinds.map((kind) => byKey.get(kind) ?? CATEGORIES[kind]);
			if (conditions.includes(NONE)) return NONE;
			return conditions.every((condition) => condition !== undefined) ? joinConditions(conditions as string[]) : undefined;
		},
	};
};
