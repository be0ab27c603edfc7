/** Names that nothing of the page can grant. */
import { CATEGORY } from '../../names.js';
import { findNearest } from '../nearest.js';
import { listNeeded } from './grants.js';
import { isWellFormed, readCondition } from './page.js';
import { find, mend, placeOf, quote, type Rule } from './rule.js';

/** Names of one list, such as `film-1` and `film-2`, are near and not the same. */
const stemOf = (name: string): string => name.replace(/[^a-z]*$/i, '').replace(/[-_./:][^-_./:]{1,3}$/, '');
const isSibling = (one: string, other: string): boolean => stemOf(one) === stemOf(other);

/** No page has more; each is compared with each. */
const MOST_NAMES = 500;
/** Shorter ones are near to many. */
const SHORTEST = 5;

const findMeant = (name: string, names: readonly string[]): string | undefined =>
	name.length < SHORTEST
		? undefined
		: findNearest(
				name,
				names.filter((other) => other.length >= SHORTEST && !isSibling(name, other)),
			);

/** Where the same word has two endings. */
const findRelated = (name: string, names: readonly string[]): string | undefined =>
	names.find((other) => other.length > SHORTEST && name.length > SHORTEST && (other.startsWith(name) || name.startsWith(other)));

/** A name has no other sign that means something in a pattern. */
const toPattern = (name: string): string => name.replaceAll('.', '\\.');

export const ungrantable: Rule = function* ({ page, grants }) {
	const known = [...grants.names.keys()].slice(0, MOST_NAMES);
	/** The same for each tag that needs it. */
	const answers = new Map<string, string | undefined>();
	const answer = (name: string) => {
		if (!answers.has(name) && answers.size < MOST_NAMES)
			answers.set(name, findMeant(name, known) ?? (grants.areAll ? findRelated(name, known) : undefined));
		return answers.get(name);
	};
	for (const tag of page.gated) {
		const condition = readCondition(tag);
		if (condition === undefined || !isWellFormed(condition)) continue;
		for (const name of listNeeded(tag)) {
			if (grants.names.has(name)) continue;
			const meant = answer(name);
			if (meant === undefined && !grants.areAll) continue;
			const hint = meant === undefined ? '' : `, and ${grants.names.get(meant)} grants ${quote(meant)}`;
			const fix =
				meant === undefined
					? `Give it a control, such as <button type="button" data-consent-grant="${name}">, or a name that is there: ${known.slice(2, 8).join(', ')}.`
					: mend(page, tag, {
							[CATEGORY]: {
								value: condition.replace(new RegExp(`(?<![\\w./:-])${toPattern(name)}(?![\\w./:-])`, 'g'), () => meant),
							},
						});
			yield find(
				'ungrantable',
				grants.areAll ? 'error' : 'warning',
				placeOf(tag, CATEGORY),
				`Nothing that can be seen grants ${quote(name)}${hint}: the visitor cannot say yes to it.`,
				fix,
			);
		}
	}
};
