/** Writes the marks of consent into the tags of known third parties. */
import { findMarks } from './find.js';
import type { Mark, MarkOptions } from './types.js';
import { applyEdits } from './write.js';

export { CATEGORIES } from './categories.js';
export { findMarks } from './find.js';
export {
	type Doubt,
	type Mark,
	type MarkOptions,
	type Marks,
	MarkupError,
	type Place,
	type Rule,
	type Unknown,
} from './types.js';
export type { Edit } from './write.js';

/** The page with these marks written. @param marks of this very page, in its order */
export const writeMarks = (html: string, marks: readonly Mark[]): string =>
	applyEdits(
		html,
		marks.flatMap(({ edits }) => edits),
	);

/**
 * Marks the tags of known third parties so that they wait for consent; everything else stays as it is, and what is marked
 * already, by us or for another consent manager, is left alone.
 * @param html a page or a part of one
 * @returns the page; the same text where there is nothing to mark
 * @throws RangeError for a rule or a map that names no condition; MarkupError for a page of more than a million elements
 */
export const mark = (html: string, options: MarkOptions = {}): string => writeMarks(html, findMarks(html, options).marks);
