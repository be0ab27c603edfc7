/** What an option may be, and how it is written as the value of an attribute. */
import { listNames } from '../../names.js';
import { findClosest } from '../nearest.js';

/** A kind of value. */
export interface Kind {
	/** What it takes, for the error: `a number above 0`. */
	takes: string;
	/** Its words, where it takes no others. */
	words?: readonly string[];
	/** @returns the attribute's value, {@link LEFT_OUT}, or undefined for what is not of this kind */
	write(value: unknown): string | typeof LEFT_OUT | undefined;
}

/** Said by no attribute at all. */
export const LEFT_OUT = null;

/** One name of ours: a category, a service, an embed. */
const NAME = /^[\w./:-]+$/;
export const areNames = (text: string): boolean => listNames(text).every((name) => NAME.test(name));

/** A number, or text that is one: zero would mean the default. */
export const positive: Kind = {
	takes: 'a number above 0',
	write: (value) =>
		(typeof value === 'number' || typeof value === 'string') && +value > 0 && +value < Infinity ? `${value}`.trim() : undefined,
};
/** An attribute that needs no value. The text `false` would switch it on. */
export const flag: Kind = {
	takes: 'true or false',
	write: (value) => (value === false ? LEFT_OUT : value === true || value === '' ? '' : undefined),
};
export const names: Kind = {
	takes: 'names (letters, digits and _ - . / :), separated by spaces',
	write: (value) => (typeof value === 'string' && areNames(value) ? value.trim() || LEFT_OUT : undefined),
};
/** A number, or any text. */
export const label: Kind = {
	takes: 'text or a number',
	write: (value) => (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) ? `${value}` : undefined),
};
export const oneOf = (...words: string[]): Kind => ({
	takes: words.map((word) => `"${word}"`).join(' or '),
	words,
	write: (value) => words.find((word) => word === value),
});
export const matching = (takes: string, pattern: RegExp): Kind => ({
	takes,
	write: (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined),
});

/** A value as an error shows it. */
const show = (value: unknown): string => {
	if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'function') return 'a function';
	return value && typeof value === 'object' ? 'an object' : String(value);
};

/** The error for a value of the wrong kind. */
export const refuse = (what: string, takes: string, value: unknown, words?: readonly string[]): TypeError =>
	new TypeError(
		`taggate: ${what} takes ${takes}, not ${show(value)}${words && typeof value === 'string' ? `; the nearest is "${findClosest(value, words)}"` : ''}`,
	);

/** The error for a name that there is not. @param none such as `there is no plugin` */
export const refuseName = (none: string, given: string, known: readonly string[]): TypeError =>
	new TypeError(`taggate: ${none} ${show(given)}; the nearest is "${findClosest(given.replace(/^data-/, ''), known)}"`);

/** Whose options they are. */
export interface Owner {
	/** What stands before the name of one: `bridges.matomo.`, or nothing. */
	path: string;
	/** Said before one that there is not: `there is no option`. */
	none: string;
	/** What else there is, read by others. */
	others: readonly string[];
}

/**
 * Checks options and writes their values. Those that are undefined are not there.
 * @throws TypeError for an option that there is not, and for a value of the wrong kind; it names the nearest
 */
export const write = (
	kinds: Readonly<Record<string, Kind>>,
	given: object,
	{ path, none, others }: Owner,
): Record<string, string> => {
	const written: Record<string, string> = {};
	for (const [name, value] of Object.entries(given)) {
		if (!Object.hasOwn(kinds, name)) throw refuseName(none, name, [...Object.keys(kinds), ...others]);
		if (value === undefined) continue;
		const { takes, words, write } = kinds[name]!;
		const text = write(value);
		if (text === undefined) throw refuse(`${path}${name}`, takes, value, words);
		if (text !== LEFT_OUT) written[name] = text;
	}
	return written;
};
