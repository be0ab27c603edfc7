/** A condition, read exactly as the runtime reads it, and what it still needs. */
import { evaluate } from './condition.js';

/** A name of a condition. */
export interface Term {
	name: string;
	/** What stands before it: `!` it must not be granted, `?` it must not be answered for. */
	sign: '' | '!' | '?';
	isGranted: boolean;
	isMet: boolean;
}

/** Groups, of which any will do, of terms, of which all are needed. */
export type Groups = Term[][];

/** Whether a name is granted, or whether the visitor has answered for it. */
export type IsGranted = (name: string) => boolean;

/** All that is asked for in a condition. */
export const listTerms = (condition: string): string[] => condition.split(/[\s,|]+/);

/** A term without what stands before it. */
export const nameOf = (term: string): string => term.replace(/^[!?]/, '');

/** Whether `text` is a well-formed name. */
export const isName = (text: string): boolean => /^[\w\-./:]+$/.test(text);

/** @returns nothing when the condition is malformed */
export function parseCondition(condition: string, isGranted: IsGranted, isAnswered: IsGranted = isGranted): Groups | undefined {
	const read = (text: string) => evaluate(text, (name, isAnswer) => (isAnswer ? isAnswered(name) : isGranted(name)));
	if (read(condition) === null) return;
	return condition.split('|').map((group) =>
		listTerms(group.trim()).map((term): Term => {
			const name = nameOf(term);
			const sign = (name === term ? '' : term[0]) as Term['sign'];
			return { name, sign, isGranted: isGranted(name), isMet: !!read(term) };
		}),
	);
}

const isMet = (term: Term) => term.isMet;

/** Whether a condition holds. */
export const isFulfilled = (groups: Groups): boolean => groups.some((group) => group.every(isMet));

/** What a term that is not met asks for. The two built-in names are no visitor's choices. */
function want({ name, sign }: Term): string {
	if (name === 'necessary') return 'what can never be: “necessary” always holds';
	if (name === 'decided') return sign ? 'the decision forgotten' : 'a decision';
	if (sign === '?') return `no answer for ${name}`;
	return sign ? `${name} withdrawn` : name;
}

/** What is missing: "Needs a and b, or c." */
export const tellMissing = (groups: Groups): string =>
	`Needs ${groups
		.map((group) =>
			group
				.filter((term) => !isMet(term))
				.map(want)
				.join(' and '),
		)
		.join(', or ')}.`;

/** Whether anything must be granted first, and not only withdrawn. */
export const lacksGrant = (groups: Groups): boolean => groups.flat().some((term) => !isMet(term) && !term.sign);

/** Why a malformed condition never holds. */
export function tellMalformed(condition: string): string {
	if (!condition.trim()) return 'The condition is empty: it never holds.';
	const wrong = listTerms(condition).find((term) => term && !isName(nameOf(term)));
	return `${wrong ? `“${wrong}” is no name` : 'A name is missing beside a comma or “|”'}: it never holds.`;
}
