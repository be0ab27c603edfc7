/** A name, with or without "not" before it. Case matters. */
const TERM = /^(!?)([\w\-./:]+)$/;
const SEPARATOR = /\s*,\s*|\s+/;

/** All that is asked for in a condition. */
export const listTerms = (condition: string): string[] => condition.split(/[\s,|]+/);

/** The names of a list, separated by spaces or commas. */
export const listNames = (text = ''): string[] => text.match(/[^\s,]+/g) ?? [];

/** Whether `text` is a well-formed name. */
export const isName = (text: string): boolean => TERM.exec(text)?.[1] === '';

/**
 * Evaluates a condition such as `"a b | !c"`: groups joined by `|`, of which any will do, made of names joined by space or
 * comma, of which all are needed; `!` before a name asks that it is not granted.
 * @returns whether it holds, or `undefined` when it is empty or malformed.
 */
export function evaluate(condition: string, isGranted: (name: string) => boolean | undefined): boolean | undefined {
	let holds = false;
	for (const group of condition.split('|')) {
		let all = true;
		for (const text of group.trim().split(SEPARATOR)) {
			const term = TERM.exec(text);
			if (!term) return;
			// Missing when it must be there, or the reverse.
			if (!isGranted(term[2]!) === !term[1]) all = false;
		}
		holds ||= all;
	}
	return holds;
}
