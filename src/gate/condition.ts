/** Names with `!` or `?` before them, joined by space, comma or `|`. */
const WELL_FORMED = /^\s*([!?]?[\w\-./:]+(\s*[,|]\s*(?!$)|\s+|$))+$/;

/**
 * Evaluates a condition such as `"a b | !c"`: groups joined by `|`, of which any will do, made of names joined by space or
 * comma, of which all are needed; `!` before a name asks that it is not granted, `?` that the visitor has not answered for it.
 * @param knows whether a name is granted, or with `isAnswer` whether there is any answer
 * @returns whether it holds, or `undefined` when it is empty or malformed.
 */
export const evaluate = (condition: string, knows: (name: string, isAnswer?: boolean) => unknown): boolean | undefined =>
	WELL_FORMED.test(condition)
		? condition
				.split('|')
				.some((group) =>
					group
						.match(/[^\s,]+/g)!
						.every((term) => (/^[!?]/.test(term) ? !knows(term.slice(1), term[0] === '?') : knows(term))),
				)
		: undefined;
