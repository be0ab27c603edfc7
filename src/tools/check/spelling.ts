/** Attributes that are nearly ours. */
import { CATEGORY } from '../../names.js';
import type { Finding } from '../finding.js';
import type { Tag } from '../html.js';
import { findNearest } from '../nearest.js';
import { isLoader, listAddresses, listHeld } from './loaders.js';
import { isInert, isLive, isScript, type Page } from './page.js';
import { type Facts, find, mend, placeOf, type Rule } from './rule.js';
import { isDynamic } from './templating.js';

const CONTROLS = ['consent-grant', 'consent-deny', 'consent-reset', 'consent-form'];
/** What they are called elsewhere. */
const MEANT: Readonly<Record<string, string>> = {
	accept: 'grant',
	allow: 'grant',
	approve: 'grant',
	agree: 'grant',
	yes: 'grant',
	reject: 'deny',
	decline: 'deny',
	refuse: 'deny',
	no: 'deny',
	withdraw: 'reset',
	revoke: 'reset',
	forget: 'reset',
	renew: 'reset',
};

/** What else an element may say that is gated. */
const listOurs = (tag: Tag): string[] => {
	if (isScript(tag)) return ['type', 'cookies', ...('src' in tag.attributes || tag.text.trim() ? [] : ['src'])];
	return isLoader(tag) && !listHeld(tag)[0] ? ['cookies', ...listAddresses(tag)] : ['cookies'];
};

/** What it costs that the condition is not seen. */
const tellCost = (tag: Tag): string => {
	if (isScript(tag)) return isInert(tag) ? 'it stays held for good' : 'it runs at once, whatever the visitor decides';
	if (tag.name === 'template') return 'its content never comes';
	return listHeld(tag)[0] ? 'it never loads' : 'it loads at once, whatever the visitor decides';
};

const canBeGated = (tag: Tag): boolean =>
	tag.isHtml && (isScript(tag) ? isInert(tag) || isLive(tag) : tag.name === 'template' || isLoader(tag));

function* checkGated(tag: Tag, page: Page): Generator<Finding> {
	for (const attribute of Object.keys(tag.attributes)) {
		if (!attribute.startsWith('data-') || isDynamic(attribute)) continue;
		const word = attribute.slice(5);
		const [hasCategory, isLonger] = [CATEGORY in tag.attributes, word.startsWith('category')];
		if (!hasCategory && !isLonger && findNearest(word, ['category'])) {
			yield find(
				'misspelt',
				'error',
				placeOf(tag, attribute),
				`${attribute} is not data-category: ${tellCost(tag)}.`,
				mend(page, tag, { [attribute]: { name: CATEGORY } }),
			);
		} else if (hasCategory) {
			const ours = listOurs(tag).filter((name) => !(`data-${name}` in tag.attributes));
			const meant = listOurs(tag).includes(word) ? undefined : findNearest(word, ours);
			if (meant)
				yield find(
					'misspelt',
					'warning',
					placeOf(tag, attribute),
					`${attribute} is not data-${meant}: nobody looks at it.`,
					mend(page, tag, { [attribute]: { name: `data-${meant}` } }),
				);
		}
	}
}

/** What an attribute was meant to be: one of those of controls. */
const findMeant = (attribute: string): string | undefined => {
	const word = attribute.replace(/^data-/, '');
	// Without its beginning it is no attribute of ours, and any other word but these is somebody else's.
	if (CONTROLS.includes(word)) return attribute === word ? word : undefined;
	if (attribute === word) return;
	const verb = word.startsWith('consent-') ? word.replace('consent-', '') : '';
	return findNearest(word, CONTROLS) ?? (Object.hasOwn(MEANT, verb) ? `consent-${MEANT[verb]}` : undefined);
};

/** Whether anything here is meant for taggate. */
const isOurs = ({ page, runtime }: Facts): boolean =>
	!!runtime.tags[0] ||
	!!page.gated[0] ||
	page.tags.some(({ attributes }) => CONTROLS.some((name) => `data-${name}` in attributes));

export const spelling: Rule = function* (facts) {
	const { page, runtime } = facts;
	const hasControls = isOurs(facts);
	/** The same for each tag that has it. */
	const meant = new Map<string, string | undefined>();
	for (const tag of page.tags) {
		if (runtime.tags.includes(tag)) continue;
		if (canBeGated(tag)) yield* checkGated(tag, page);
		if (!hasControls || tag.name === 'html') continue;
		for (const attribute of Object.keys(tag.attributes)) {
			if (!meant.has(attribute)) meant.set(attribute, findMeant(attribute));
			const right = meant.get(attribute);
			if (right)
				yield find(
					'misspelt',
					'error',
					placeOf(tag, attribute),
					`${attribute} is not data-${right}: it decides nothing.`,
					mend(page, tag, { [attribute]: { name: `data-${right}` } }),
				);
		}
	}
};
