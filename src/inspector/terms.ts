/** A condition, read exactly as the runtime reads it, and what it still needs. */
import { evaluate, isName, listTerms } from '../condition.js';

/** A name of a condition. */
export interface Term {
	name: string;
	/** `!` stands before it. */
	isNegated: boolean;
	isGranted: boolean;
}

/** Groups, of which any will do, of terms, of which all are needed. */
export type Groups = Term[][];

/** Whether a name is granted. */
export type IsGranted = (name: string) => boolean;

/** @returns nothing when the condition is malformed */
export function parseCondition(condition: string, isGranted: IsGranted): Groups | undefined {
	if (evaluate(condition, isGranted) === undefined) return;
	return condition.split('|').map((group) =>
		listTerms(group.trim()).map((term) => {
			const name = term.replace('!', '');
			return { name, isNegated: name !== term, isGranted: isGranted(name) };
		}),
	);
}

const isMet = ({ isNegated, isGranted }: Term) => isGranted !== isNegated;

/** Whether a condition holds. */
export const isFulfilled = (groups: Groups): boolean => groups.some((group) => group.every(isMet));

/** What a term that is not met asks for. The two built-in names are no visitor's choices. */
function want({ name, isNegated }: Term): string {
	if (name === 'necessary') return 'what can never be: “necessary” always holds';
	if (name === 'decided') return isNegated ? 'the decision forgotten' : 'a decision';
	return isNegated ? `${name} withdrawn` : name;
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
export const lacksGrant = (groups: Groups): boolean => groups.flat().some((term) => !isMet(term) && !term.isNegated);

/** Why a malformed condition never holds. */
export function tellMalformed(condition: string): string {
	if (!condition.trim()) return 'The condition is empty: it never holds.';
	const wrong = listTerms(condition).find((term) => term && !isName(term.replace('!', '')));
	return `${wrong ? `“${wrong}” is no name` : 'A name is missing beside a comma or “|”'}: it never holds.`;
}
