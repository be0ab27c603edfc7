/** What a rule is, and how it says what it found. */
import type { Finding, Severity } from '../finding.js';
import type { Range, Tag } from '../html.js';
import type { Grants } from './grants.js';
import type { Page } from './page.js';
import type { Runtime } from './runtime.js';

/** What rules look at. */
export interface Facts {
	page: Page;
	runtime: Runtime;
	grants: Grants;
}

export type Rule = (facts: Facts) => Iterable<Finding>;

export const find = (
	rule: string,
	severity: Severity,
	{ start, end, line, column }: Range,
	message: string,
	fix = '',
): Finding => ({ rule, severity, message, fix, line, column, start, end });

/** Where an attribute stands, or else its tag. */
export const placeOf = (tag: Tag, attribute: string): Range => tag.places[attribute] ?? tag.startTag;

/** How an attribute is written right: gone, or with another name or value. One that is not there is written first. */
export type Change = null | { name?: string; value?: string };

/** Where what a page says is cut in a sentence, and where in a fix. */
const LONGEST_QUOTE = 60;
const LONGEST_FIX = 400;

const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** Words of a page in a sentence of ours. */
export const quote = (text: string): string =>
	`“${shorten(text.trim().slice(0, LONGEST_FIX).replace(/\s+/g, ' '), LONGEST_QUOTE)}”`;

const encode = (value: string): string => value.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

/** A start tag, mended: what is not changed stays as it was written. */
export const mend = ({ source }: Page, tag: Tag, changes: Record<string, Change>): string => {
	const { start, end } = tag.startTag;
	const edits: { from: number; to: number; text: string }[] = [];
	const added: string[] = [];
	for (const [attribute, change] of Object.entries(changes)) {
		const place = tag.places[attribute];
		if (!place) {
			if (change) added.push(` ${change.name ?? attribute}="${encode(change.value ?? '')}"`);
			continue;
		}
		if (!change) {
			edits.push({ from: place.start - (/\s/.test(source[place.start - 1]!) ? 1 : 0), to: place.end, text: '' });
			continue;
		}
		const written = source.slice(place.start + attribute.length, place.end);
		const value = change.value === undefined ? written : `="${encode(change.value)}"`;
		edits.push({ from: place.start, to: place.end, text: `${change.name ?? attribute}${value}` });
	}
	const head = start + 1 + tag.name.length;
	if (added.length) edits.push({ from: head, to: head, text: added.join('') });
	let text = '';
	let from = start;
	for (const edit of edits.sort((one, other) => one.from - other.from)) {
		text += source.slice(from, edit.from) + edit.text;
		from = edit.to;
	}
	return shorten(text + source.slice(from, end), LONGEST_FIX);
};
