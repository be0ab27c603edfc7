/** What a rule is, and how it says what it found. */
import type { Finding, Severity } from '../finding.js';
import type { Range, Tag } from '../html.js';
import { LONGEST_FIX, shorten } from '../mend.js';
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

/** Where what a page says is cut in a sentence. */
const LONGEST_QUOTE = 60;

/** Words of a page in a sentence of ours. */
export const quote = (text: string): string =>
	`“${shorten(text.trim().slice(0, LONGEST_FIX).replace(/\s+/g, ' '), LONGEST_QUOTE)}”`;

export { type Change, mend } from '../mend.js';
