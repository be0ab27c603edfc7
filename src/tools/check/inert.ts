/** Scripts that say a condition and run without it, or never. */
import { CATEGORY } from '../../names.js';
import type { Tag } from '../html.js';
import { findNearest } from '../nearest.js';
import { isInert, isJavaScript, isLive, isScript, type Page, readType } from './page.js';
import { type Change, find, mend, placeOf, quote, type Rule } from './rule.js';
import { isDynamic } from './templating.js';

const HELD = 'text/plain';

/** What `data-type` must say, so that it runs as it was meant to. */
const keepType = (tag: Tag): Record<string, Change> => {
	const type = readType(tag);
	return isJavaScript(type) || 'data-type' in tag.attributes ? {} : { 'data-type': { value: type } };
};

const asHeld = (page: Page, tag: Tag) => mend(page, tag, { ...keepType(tag), type: { value: HELD } });

export const inert: Rule = function* ({ page, runtime }) {
	for (const tag of page.tags) {
		if (tag.name !== 'script' || !(CATEGORY in tag.attributes) || isDynamic(tag.attributes.type ?? '')) continue;
		if (!tag.isHtml) {
			yield find(
				'holds-nothing',
				'error',
				placeOf(tag, CATEGORY),
				'A script of SVG is never held and never given its turn: it runs at once, or, inert, never.',
				'Put the script into the page, outside of the SVG.',
			);
			continue;
		}
		const { template } = page.around(tag);
		if (runtime.tags.includes(tag)) {
			yield find(
				'runtime-held',
				'error',
				placeOf(tag, CATEGORY),
				'The runtime’s own tag has data-category: it is what holds the others, and nobody starts it when it is held itself.',
				mend(page, tag, { [CATEGORY]: null, ...(isInert(tag) && { type: null }) }),
			);
		} else if (isLive(tag) && template && CATEGORY in template.attributes) {
			yield find(
				'own-condition',
				'warning',
				placeOf(tag, CATEGORY),
				`In a gated template a script runs under the template’s condition ${quote(template.attributes[CATEGORY]!)}: its own is not looked at.`,
				mend(page, tag, { type: { value: HELD }, ...keepType(tag) }),
			);
		} else if (isLive(tag)) {
			yield find(
				'not-inert',
				'error',
				placeOf(tag, CATEGORY),
				`This script is not held: without type="${HELD}" it runs at once, whatever the visitor decides.`,
				asHeld(page, tag),
			);
		} else if (!isInert(tag) && findNearest(readType(tag), [HELD])) {
			yield find(
				'never-runs',
				'error',
				placeOf(tag, 'type'),
				`The type ${quote(tag.attributes.type!)} is not ${HELD}: the runtime does not find the script, and it never runs.`,
				mend(page, tag, { type: { value: HELD } }),
			);
		}
	}
};

/** The types that a browser takes. */
const TYPES = ['module', 'importmap', 'speculationrules', 'text/javascript', 'application/javascript'];

/** What a held script is to become. */
export const types: Rule = function* ({ page }) {
	for (const tag of page.gated) {
		const type = tag.attributes['data-type'];
		if (!isScript(tag) || !type || isDynamic(type)) continue;
		const word = type.trim().toLowerCase();
		if (isJavaScript(word) || TYPES.includes(word)) continue;
		const nearest = word.includes('plain') ? '' : findNearest(word, TYPES);
		if (nearest !== undefined)
			yield find(
				'wrong-type',
				'error',
				placeOf(tag, 'data-type'),
				`No browser runs a script of the type ${quote(type)}: it never runs, whatever is granted.`,
				mend(page, tag, { 'data-type': nearest ? { value: nearest } : null }),
			);
	}
};
