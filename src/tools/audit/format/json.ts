/** For programs, and for `--baseline`. */
import type { Report } from '../report.js';

const unit = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON in which no control character stands as itself: it may go to a terminal. */
export const stringify = (value: unknown): string =>
	JSON.stringify(value, undefined, 2).replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, (character) =>
		[...Array(character.length).keys()].map((index) => unit(character[index]!)).join(''),
	);

export const writeJson = (report: Report): string => `${stringify(report)}\n`;
