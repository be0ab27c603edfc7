/** Conditions that never hold. */
import { parseCondition, tellMalformed } from '../../inspector/terms.js';
import { CATEGORY } from '../../names.js';
import { isLive, isScript, isWellFormed, readCondition } from './page.js';
import { find, mend, placeOf, type Rule } from './rule.js';

/** As it was probably meant: without the signs of other languages. */
const repair = (condition: string): string | undefined => {
	const groups = condition
		.replace(/([!?])\s+/g, '$1')
		.split('|')
		.map((group) =>
			group
				.split(/[&+;,"'()[\]{}\s]+/)
				.filter(Boolean)
				.join(' '),
		);
	const mended = groups.filter(Boolean).join(' | ');
	return mended && isWellFormed(mended) ? mended : undefined;
};

/** Whether no state of consent makes it hold. `necessary` always holds, a name is not granted and withheld at once. */
const isImpossible = (condition: string): boolean =>
	!!parseCondition(condition, () => false)?.every((group) =>
		group.some(
			({ name, sign }) => (name === 'necessary' && sign) || (!sign && group.some((other) => other.name === name && other.sign)),
		),
	);

export const conditions: Rule = function* ({ page }) {
	// One that is not held says it all the same, and will be.
	const meant = page.tags.filter((tag) => page.isGated(tag) || (isScript(tag) && isLive(tag) && CATEGORY in tag.attributes));
	for (const tag of meant) {
		const condition = readCondition(tag);
		if (condition === undefined) continue;
		const place = placeOf(tag, CATEGORY);
		if (!isWellFormed(condition)) {
			const mended = repair(condition);
			const fix =
				mended === undefined
					? 'Names joined by spaces (all needed), groups of them by “|” (any will do), “!” or “?” right before a name.'
					: mend(page, tag, { [CATEGORY]: { value: mended } });
			yield find('malformed-condition', 'error', place, `${tellMalformed(condition)} The ${tag.name} stays held for good.`, fix);
		} else if (isImpossible(condition)) {
			yield find(
				'never-holds',
				'error',
				place,
				'This condition contradicts itself: it never holds, and the tag stays held for good.',
				'“necessary” always holds; a name that is needed cannot be excluded in the same group.',
			);
		}
	}
};
