/** How a tag is written so that it waits for consent: the least that must change, and nothing else. */
import { readTags, type Tag } from '../html.js';

/** What stands between `start` and `end`, offsets into the source in UTF-16 units, becomes `text`. */
export interface Edit {
	start: number;
	end: number;
	text: string;
}

/** @param edits in the order of the source; they do not overlap */
export const applyEdits = (source: string, edits: readonly Edit[]): string => {
	const pieces: string[] = [];
	let at = 0;
	for (const { start, end, text } of edits) {
		pieces.push(source.slice(at, start), text);
		at = end;
	}
	pieces.push(source.slice(at));
	return pieces.join('');
};

/** How a tag is to be written, and the attributes that it then has. */
export interface Change {
	edits: Edit[];
	attributes: Record<string, string>;
}

/** A script keeps its address: while it is inert nobody fetches it. */
export const holdScript = ({ name, startTag, places, attributes }: Tag, category: string, isModule: boolean): Change => {
	const marks = `type="text/plain" data-category="${category}"${isModule ? ' data-type="module"' : ''}`;
	const behindName = startTag.start + 1 + name.length;
	const { type } = places;
	return {
		edits: [type ? { start: type.start, end: type.end, text: marks } : { start: behindName, end: behindName, text: ` ${marks}` }],
		attributes: { ...attributes, type: 'text/plain', 'data-category': category, ...(isModule && { 'data-type': 'module' }) },
	};
};

/** @param loads the attributes by which it loads: they wait as `data-…` */
export const holdElement = ({ places, attributes }: Tag, category: string, loads: string[]): Change => ({
	edits: loads
		.map((name) => places[name]!.start)
		.sort((one, other) => one - other)
		.map((start, index) => ({ start, end: start, text: `${index ? '' : `data-category="${category}" `}data-` })),
	attributes: {
		'data-category': category,
		...Object.fromEntries(
			Object.entries(attributes).map(([name, value]) => [loads.includes(name) ? `data-${name}` : name, value]),
		),
	},
});

/**
 * The start tag as it will be.
 * @returns undefined where a browser would not read it as it was meant: an attribute that stands twice comes to life when the
 * first is renamed
 */
export const writeTag = (
	source: string,
	{ startTag: { start, end } }: Tag,
	{ edits, attributes }: Change,
): string | undefined => {
	const after = applyEdits(
		source.slice(start, end),
		edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
	);
	const read = readTags(after)[0]?.attributes ?? {};
	const isMeant =
		Object.keys(read).length === Object.keys(attributes).length &&
		Object.entries(attributes).every(([name, value]) => read[name] === value);
	return isMeant ? after : undefined;
};
