/** Scripts that the runtime refuses, as it carries a nonce and they do not. */

import { findSwallowed } from '../../inspector/swallowed.js';
import { CATEGORY } from '../../names.js';
import type { Tag } from '../html.js';
import { isInert, isLive, isScript, type Page } from './page.js';
import { find, mend, placeOf, type Rule } from './rule.js';
import { isDynamic } from './templating.js';

/** Whether it runs through the gate: held itself, or brought by a gated template. */
const isGatedScript = (tag: Tag, page: Page): boolean => {
	if (!isScript(tag)) return false;
	const { template } = page.around(tag);
	return (isInert(tag) && CATEGORY in tag.attributes) || (!!template && CATEGORY in template.attributes && isLive(tag));
};

export const nonces: Rule = function* ({ page, runtime }) {
	const nonce = runtime.tags[0]?.attributes.nonce;
	if (!nonce) return;
	for (const tag of page.tags) {
		if (!isGatedScript(tag, page)) continue;
		const its = tag.attributes.nonce;
		const written = page.source.slice(tag.startTag.start, tag.startTag.end);
		if (its === undefined)
			yield find(
				'missing-nonce',
				'error',
				tag.startTag,
				'The runtime’s own tag carries a nonce and this script does not: it is refused, and never runs.',
				mend(page, tag, { nonce: { value: nonce } }),
			);
		else if (its !== nonce && !isDynamic(its) && !isDynamic(nonce))
			yield find(
				'missing-nonce',
				'error',
				placeOf(tag, 'nonce'),
				'This is not the nonce of the runtime’s own tag: the script is refused, and never runs.',
				mend(page, tag, { nonce: { value: nonce } }),
			);
		else if (!isDynamic(written.replace(its, ''))) {
			const attributes = Object.entries(tag.attributes).map(([name, value]) => ({ name, value }));
			const reason = findSwallowed(attributes);
			if (reason)
				yield find(
					'missing-nonce',
					'error',
					tag.startTag,
					`${reason} The script is refused, and never runs.`,
					'Close the quotes before it, and write such an attribute without “<script”.',
				);
		}
	}
};
