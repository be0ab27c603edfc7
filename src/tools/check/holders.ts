/** Elements that say a condition and load without it, or never. */
import { CATEGORY } from '../../names.js';
import type { Finding } from '../finding.js';
import type { Tag } from '../html.js';
import { isLoader, listAddresses, listHeld } from './loaders.js';
import { isInert, isWellFormed, listConditionNames, type Page, readCondition } from './page.js';
import { type Facts, find, mend, placeOf, type Rule } from './rule.js';

/** Names that only consent has. Others use the attribute for their own ends, on pictures of a gallery for one. */
const USUAL = new Set([
	'necessary',
	'decided',
	'functional',
	'preference',
	'preferences',
	'statistical',
	'statistics',
	'analytics',
	'marketing',
	'advertisement',
]);

/** Whether a condition is one of consent, as far as it can be told: all its names are usual, or known on this page. */
const isOfConsent = (condition: string, { grants }: Facts, needed: ReadonlySet<string>): boolean => {
	const names = isWellFormed(condition) ? listConditionNames(condition) : [];
	return !!names[0] && names.every((name) => USUAL.has(name) || grants.names.has(name) || needed.has(name));
};

const nameWithArticle = ({ name }: Tag): string => `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name}`;

/** An address that asks nobody. */
const isIdle = (address: string): boolean => /^(?:#.*|about:.*|data:.*|javascript:.*)?$/is.test(address.trim());
const isForeign = (address: string): boolean => /^\s*(?:https?:)?\/\//i.test(address);

/** The attributes that load at once, of an element that is gated or was to be. */
const listLoading = (tag: Tag): string[] => {
	const held = listHeld(tag).map((name) => tag.attributes[`data-${name}`]);
	return listAddresses(tag).filter((name) => {
		const address = tag.attributes[name];
		if (address === undefined || isIdle(address)) return false;
		// A picture of the page's own may stand there until the other may come.
		return !held[0] || tag.name === 'iframe' || held.includes(address) || isForeign(address);
	});
};

const moveAddresses = (page: Page, tag: Tag, names: string[]): string =>
	mend(
		page,
		tag,
		Object.fromEntries(names.map((name) => [name, `data-${name}` in tag.attributes ? null : { name: `data-${name}` }])),
	);

function* checkLoader(tag: Tag, page: Page): Generator<Finding> {
	const held = listHeld(tag);
	const addresses = listAddresses(tag);
	const loading = listLoading(tag);
	if (tag.name === 'iframe' && tag.attributes.srcdoc) {
		yield find(
			'loads-at-once',
			'error',
			placeOf(tag, 'srcdoc'),
			'Nothing holds srcdoc: what stands in it loads at once, whatever the visitor decides.',
			'Put the frame into <template data-category="…">…</template>.',
		);
	} else if (loading[0] && page.around(tag).template) {
		yield find(
			'own-condition',
			'warning',
			placeOf(tag, CATEGORY),
			`This ${tag.name} comes with the template that it stands in, and loads with it: its own condition is not looked at.`,
			moveAddresses(page, tag, loading),
		);
	} else if (loading[0]) {
		const list = loading.join(' and ');
		yield find(
			'loads-at-once',
			'error',
			placeOf(tag, loading[0]),
			`Nothing holds ${list}: this ${tag.name} loads at once, whatever the visitor decides. Held is ${loading.map((name) => `data-${name}`).join(' and ')}.`,
			moveAddresses(page, tag, loading),
		);
	} else if (held[0] && !held.some((name) => addresses.includes(name))) {
		const right = addresses[0]!;
		yield find(
			'wrong-attribute',
			'error',
			placeOf(tag, `data-${held[0]}`),
			`${nameWithArticle(tag)} loads by ${right}, and data-${held[0]} sets ${held[0]}: it never loads.`,
			mend(page, tag, { [`data-${held[0]}`]: { name: `data-${right}` } }),
		);
	} else if (!held[0] && tag.name === 'iframe' && addresses.every((name) => !(name in tag.attributes))) {
		yield find(
			'holds-nothing',
			'warning',
			placeOf(tag, CATEGORY),
			'This frame has no data-src: nothing is held, and nothing comes when the condition holds.',
			mend(page, tag, { 'data-src': { value: '…' } }),
		);
	}
}

export const holders: Rule = function* (facts) {
	const { page } = facts;
	const needed = new Set(
		page.gated.flatMap((tag) => (isInert(tag) || tag.name === 'template' ? listConditionNames(tag.attributes[CATEGORY]!) : [])),
	);
	for (const tag of page.tags) {
		if (!(CATEGORY in tag.attributes) || !tag.isHtml || tag.name === 'script' || tag.name === 'template') continue;
		const condition = readCondition(tag);
		const isCertain = 'data-cookies' in tag.attributes || (condition !== undefined && isOfConsent(condition, facts, needed));
		if (isLoader(tag)) {
			if (page.around(tag).isInNoscript) {
				// With its address put away it never loads there, which is right: who has no scripts cannot be asked.
				if (listHeld(tag)[0] && !('src' in tag.attributes)) continue;
				if (!isCertain && tag.name !== 'iframe') continue;
				yield find(
					'in-noscript',
					'error',
					placeOf(tag, CATEGORY),
					'In noscript nothing holds: where scripts are off it loads for every visitor.',
					'Take it out: who has no scripts cannot consent.',
				);
			} else if (isCertain || tag.name === 'iframe' || listHeld(tag)[0]) yield* checkLoader(tag, page);
			continue;
		}
		if (tag.name === 'style' ? isCertain : isCertain && (/[!?]/.test(condition ?? '') || 'data-cookies' in tag.attributes))
			yield find(
				'holds-nothing',
				'warning',
				placeOf(tag, CATEGORY),
				`${nameWithArticle(tag)} is never gated: it is there whatever the visitor decides.`,
				`<template data-category="${(condition ?? '…').replace(/"/g, '&quot;')}"><${tag.name}>…</${tag.name}></template>`,
			);
	}
};
