/** As the gate reads it, apart from it: the inspector is a tool of its own. A name, with "not granted" or "not answered" before it. */
const TERM = /([!?]?)([\w\-./:]+)/g;
/** Terms, each replaced by 1 when it holds, else by 0: joined by space, comma or `|`. */
const WELL_FORMED = /^\s*([01](\s*[,|]\s*(?!$)|\s+|$))+$/;
/** A group in which every term holds. */
const HOLDING = /(^|\|)[^0|]+(\||$)/;

/**
 * Evaluates a condition such as `"a b | !c"`: groups joined by `|`, of which any will do, made of names joined by space or
 * comma, of which all are needed; `!` before a name asks that it is not granted, `?` that the visitor has not answered for it.
 * @param knows whether a name is granted, or with `isAnswer` whether there is an answer
 * @returns whether it holds, or null when it is empty or malformed.
 */
export function evaluate(condition: string, knows: (name: string, isAnswer: boolean) => boolean): boolean | null {
	const answers = condition.replace(TERM, (_, mark, name) => `${+(knows(name, mark === '?') === !mark)}`);
	return WELL_FORMED.test(answers) ? HOLDING.test(answers) : null;
}
