/** How a line is written right. */

import type { Tag } from '../html.js';
import { CATEGORIES } from '../mark/categories.js';
import { type Change, mend } from '../mend.js';
import type { Origin } from './origin.js';
import type { Party } from './report.js';
import { isInert, isWithin } from './source.js';

/** Stands where only the site knows. As a name that nobody grants it holds. */
const UNKNOWN = 'PURPOSE';

const HELD = ['src', 'srcset', 'href', 'poster', 'data'];
const GATED = /^(iframe|img|link|video|audio|source|track|embed|object|input)$/;

const markScript = (tag: Tag, source: string, category: string) => {
	const kind = tag.attributes.type?.trim().toLowerCase();
	const changes: Record<string, Change> = { type: { value: 'text/plain' } };
	if (kind && /^(module|importmap|speculationrules)$/.test(kind)) changes['data-type'] = { value: kind };
	changes['data-category'] = { value: category };
	return mend({ source }, tag, changes) + (tag.text ? '…</script>' : '</script>');
};

const markElement = (tag: Tag, source: string, category: string) => {
	const changes: Record<string, Change> = { 'data-category': { value: category } };
	for (const name of HELD) if (name in tag.attributes) changes[name] = { name: `data-${name}` };
	return mend({ source }, tag, changes);
};

const AHEAD = /\b(preload|modulepreload|prefetch|preconnect|dns-prefetch)\b/i;

/** @param withdrawn whether it only happens after a withdrawal */
export const findRemedy = ({ spot, tag, source }: Origin, { category }: Party, withdrawn: boolean): string => {
	const purpose = tag?.attributes['data-category']?.trim() || CATEGORIES[category ?? ''] || UNKNOWN;
	const held = tag && (isInert(tag) || isWithin(tag, 'template'));
	if (tag && held && withdrawn)
		return 'It waits for consent, but goes on after a withdrawal: end it by what taggate.when(…) returns, or load the page anew by data-reload.';
	if (tag && held && tag.name !== 'script')
		return `Some browsers fetch what a template holds: ${markElement(tag, source!.text, purpose)}`;
	if (!spot || !source) return 'Look for the script that asks for it among those that run without consent, and mark that one.';
	if (tag?.name === 'script') return markScript(tag, source.text, purpose);
	if (tag?.name === 'link' && AHEAD.test(tag.attributes.rel ?? ''))
		return 'Take this line away: it asks before anybody consents. What it was for is fetched as soon as its own tag is let in.';
	if (tag && GATED.test(tag.name)) return markElement(tag, source.text, purpose);
	if (tag?.name === 'style' || source.kind === 'stylesheet')
		return `Keep the file on your own server, or move the rule into a style sheet of its own: <link rel="stylesheet" data-category="${purpose}" data-href="…">`;
	if (source.kind === 'script') return `Let it wait for consent: taggate.when('${purpose}', () => { … })`;
	return `Put it into a template: <template data-category="${purpose}">…</template>`;
};
