/** A start tag as it is written right: for whoever reads, not to be put back into the file. */
import type { Tag } from './tag.js';

/** How an attribute is written right: gone, or with another name or value. One that is not there is written first. */
export type Change = null | { name?: string; value?: string };

/** Where it is cut. */
export const LONGEST_FIX = 400;

export const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

const encode = (value: string): string => value.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

/** A start tag, mended: what is not changed stays as it was written. */
export const mend = ({ source }: { source: string }, tag: Tag, changes: Record<string, Change>): string => {
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
