/** What `data-cookies` erases. */
import { CATEGORY, listNames } from '../../names.js';
import { isLoader } from './loaders.js';
import { find, mend, placeOf, quote, type Rule } from './rule.js';
import { isDynamic } from './templating.js';

const COOKIES = 'data-cookies';

export const traces: Rule = function* ({ page, runtime }) {
	for (const tag of page.tags) {
		const text = tag.attributes[COOKIES];
		if (text === undefined || !tag.isHtml || runtime.tags.includes(tag) || isDynamic(text)) continue;
		if (!(CATEGORY in tag.attributes)) {
			// Others may use the attribute for their own ends.
			if (tag.name === 'script' || tag.name === 'template' || isLoader(tag))
				yield find(
					'cookies-without-category',
					'warning',
					placeOf(tag, COOKIES),
					`data-cookies erases nothing without data-category.`,
					mend(page, tag, { [CATEGORY]: { value: 'statistical' } }),
				);
			continue;
		}
		const wrong = listNames(text).find((name) => /;|\*(?=.)|^\*$/.test(name));
		if (wrong === '*')
			yield find(
				'cookies-names',
				'warning',
				placeOf(tag, COOKIES),
				'A star alone erases every cookie and key of the site but the decision, a basket and a login among them.',
				mend(page, tag, { [COOKIES]: { value: '_visitor*' } }),
			);
		else if (wrong !== undefined)
			yield find(
				'cookies-names',
				'warning',
				placeOf(tag, COOKIES),
				`${quote(wrong)} matches no cookie: names stand with spaces between, and a star at the end alone.`,
				mend(page, tag, {
					[COOKIES]: { value: listNames(text.replace(/;/g, ' ').replace(/\*(?=[^\s,])[^\s,]*/g, '*')).join(' ') },
				}),
			);
	}
};
