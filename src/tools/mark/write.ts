/** How a tag is written so that it waits for consent: the least that must change, and nothing else. */
import type { Tag } from '../html.js';

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

/** A script keeps its address: while it is inert nobody fetches it. */
export const holdScript = ({ name, startTag, places }: Tag, category: string, isModule: boolean): Edit[] => {
	const marks = `type="text/plain" data-category="${category}"${isModule ? ' data-type="module"' : ''}`;
	const { type } = places;
	if (type) return [{ start: type.start, end: type.end, text: marks }];
	const behindName = startTag.start + 1 + name.length;
	return [{ start: behindName, end: behindName, text: ` ${marks}` }];
};

/** @param loads the attributes by which it loads: they wait as `data-…` */
export const holdElement = ({ places }: Tag, category: string, loads: string[]): Edit[] =>
	loads
		.map((name) => places[name]!.start)
		.sort((one, other) => one - other)
		.map((start, index) => ({ start, end: start, text: `${index ? '' : `data-category="${category}" `}data-` }));

/** The start tag as it is to be. */
export const writeTag = (source: string, { startTag: { start, end } }: Tag, edits: Edit[]): string =>
	applyEdits(
		source.slice(start, end),
		edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
	);

/**
 * Whether every attribute stands once. A browser forgets a second one of the same name; when the first is renamed, it comes to life.
 */
export const isPlain = (source: string, { name, startTag, places }: Tag): boolean => {
	let at = startTag.start + 1 + name.length;
	const between: string[] = [];
	for (const { start, end } of Object.values(places).sort((one, other) => one.start - other.start)) {
		between.push(source.slice(at, start));
		at = end;
	}
	return between.every((text) => /^[\s/]*$/.test(text)) && /^[\s/]*>?$/.test(source.slice(at, startTag.end));
};
