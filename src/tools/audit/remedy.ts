/** How a line is written right. */

import type { Tag } from '../html.js';
import { CATEGORIES } from '../mark/categories.js';
import type { Origin } from './origin.js';
import type { Party } from './report.js';
import { isInert, isWithin } from './source.js';

/** Stands where only the site knows. As a name that nobody grants it holds. */
const UNKNOWN = 'PURPOSE';

const HELD = ['src', 'srcset', 'href', 'poster', 'data'];
const GATED = /^(iframe|img|link|video|audio|source|track|embed|object|input)$/;

/** The start tag with some attributes renamed or taken away, and others behind its name; the rest as it was written. */
const rewrite = (tag: Tag, source: string, rename: Record<string, string | undefined>, added: string): string => {
	const { start, end } = tag.startTag;
	const places = Object.entries(tag.places)
		.filter(([name]) => name in rename)
		.sort(([, one], [, other]) => one.start - other.start);
	const behindName = start + 1 + tag.name.length;
	let text = source.slice(start, behindName) + added;
	let at = behindName;
	for (const [name, place] of places) {
		const to = rename[name];
		// What is taken away takes the space before it along.
		text += to
			? source.slice(at, place.start) + to + source.slice(place.start + name.length, place.end)
			: source.slice(at, place.start).trimEnd();
		at = place.end;
	}
	return text + source.slice(at, end);
};

const markScript = (tag: Tag, source: string, category: string) => {
	const type = tag.attributes.type?.trim();
	const kind = type && /^(module|importmap|speculationrules)$/i.test(type) ? ` data-type="${type.toLowerCase()}"` : '';
	const end = tag.text ? '…</script>' : '</script>';
	return (
		rewrite(
			tag,
			source,
			{ type: undefined, 'data-category': undefined },
			` type="text/plain"${kind} data-category="${category}"`,
		) + end
	);
};

const markElement = (tag: Tag, source: string, category: string) => {
	const rename = Object.fromEntries(HELD.filter((name) => name in tag.attributes).map((name) => [name, `data-${name}`]));
	return rewrite(tag, source, { ...rename, 'data-category': undefined }, ` data-category="${category}"`);
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
