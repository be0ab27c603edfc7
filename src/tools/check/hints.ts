/** Hints that ask a third party before consent for what a tag holds. */
import { CATEGORY } from '../../names.js';
import type { Tag } from '../html.js';
import { listHeld } from './loaders.js';
import { isScript } from './page.js';
import { find, mend, placeOf, type Rule } from './rule.js';

const FETCHING = /^(?:preload|modulepreload|prefetch|prerender)$/;

/** An address of another host, or nothing. */
const readAddress = (text: string | undefined): URL | undefined => {
	if (!text || !/^\s*(?:https?:)?\/\//i.test(text)) return;
	try {
		return new URL(text, 'https://page.invalid');
	} catch {
		return undefined;
	}
};

const listAddresses = (tag: Tag): (string | undefined)[] =>
	isScript(tag) ? [tag.attributes.src, tag.attributes['data-src']] : listHeld(tag).map((name) => tag.attributes[`data-${name}`]);

export const hints: Rule = function* ({ page }) {
	/** Each with the condition of the first tag that waits for it. */
	const addresses = new Map<string, string>();
	const hosts = new Set<string>();
	for (const tag of page.gated)
		for (const text of listAddresses(tag)) {
			const address = readAddress(text);
			if (!address) continue;
			if (!addresses.has(address.href)) addresses.set(address.href, tag.attributes[CATEGORY]!);
			hosts.add(address.host);
		}
	for (const tag of page.tags) {
		if (tag.name !== 'link' || page.around(tag).template) continue;
		const words = (tag.attributes.rel ?? '').toLowerCase().split(/\s+/);
		const address = readAddress(tag.attributes.href);
		if (!address) continue;
		if (words.some((word) => FETCHING.test(word)) && addresses.has(address.href))
			yield find(
				'hint',
				'error',
				placeOf(tag, 'href'),
				`This link fetches at once what a tag holds until consent: ${address.host} is asked before it.`,
				mend(page, tag, { [CATEGORY]: { value: addresses.get(address.href)! }, href: { name: 'data-href' } }),
			);
		else if (words.includes('preconnect') && hosts.has(address.host))
			yield find(
				'hint',
				'warning',
				placeOf(tag, 'href'),
				`This link connects to ${address.host} before consent, which a tag waits for: it learns who visits.`,
				'Take it out.',
			);
	}
};
