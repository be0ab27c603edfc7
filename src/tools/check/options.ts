/** Options of the runtime's own tag and of bridges. */
import { listNames } from '../../names.js';
import type { Finding } from '../finding.js';
import type { Tag } from '../html.js';
import { findNearest } from '../nearest.js';
import { LONGEST_MAP, readMap } from './bridges.js';
import { OPTIONS } from './option-values.js';
import type { Page } from './page.js';
import { find, mend, placeOf, quote, type Rule } from './rule.js';
import { isDynamic } from './templating.js';

const NAMES = Object.keys(OPTIONS);

/** What they are called elsewhere. */
const MEANT: Readonly<Record<string, string>> = {
	storage: 'store',
	expires: 'days',
	expiry: 'days',
	lifetime: 'days',
	'max-age': 'days',
	name: 'key',
	cookie: 'key',
	'cookie-name': 'key',
	revision: 'version',
	defaults: 'default',
	necessary: 'granted',
	required: 'granted',
	'reload-on-withdrawal': 'reload',
	wait: 'timeout',
};

/** Attributes that others put on any script. */
const FOREIGN =
	/^data-(?:cfasync|cf-.*|turbo.*|no-.*|no[a-z]+|pagespeed-.*|rocket.*|nowprocket|n-head|nscript|react.*|rh|hid|vite.*|astro.*|svelte.*|sveltekit.*|next.*|v-.*|optimi[sz]ed.*|minify|cookieconsent|cookieyes|ot-.*|skip.*|test.*|id|label|owner|nonce|category|cookies|src|type|consent.*|cmp.*|usercentrics|name|wp-.*|wpfc.*|jetpack.*|ezscrex|cookiecategory|litespeed.*|dapp-.*|uc-.*)$/;

function* checkTag(tag: Tag, page: Page): Generator<Finding> {
	for (const [attribute, value] of Object.entries(tag.attributes)) {
		const isData = attribute.startsWith('data-');
		const option = isData ? attribute.slice(5) : attribute;
		const place = placeOf(tag, attribute);
		if (Object.hasOwn(OPTIONS, option) && isData) {
			const [fault, right] = (isDynamic(value) ? undefined : OPTIONS[option]!(value)) ?? [];
			if (fault)
				yield find(
					'wrong-option',
					'warning',
					place,
					`${attribute}=${quote(value)}: ${fault}.`,
					mend(page, tag, { [attribute]: right === undefined ? null : { value: right } }),
				);
			continue;
		}
		if (isDynamic(attribute) || (isData && FOREIGN.test(attribute))) continue;
		const meant = Object.hasOwn(MEANT, option)
			? MEANT[option]
			: Object.hasOwn(OPTIONS, option)
				? option
				: findNearest(option, NAMES);
		if (isData)
			yield find(
				'unknown-option',
				'warning',
				place,
				`The runtime has no option ${attribute}: it is not looked at.`,
				meant
					? mend(page, tag, { [attribute]: { name: `data-${meant}` } })
					: `Options are ${NAMES.map((name) => `data-${name}`).join(', ')}.`,
			);
		else if (Object.hasOwn(OPTIONS, attribute))
			yield find(
				'unknown-option',
				'warning',
				place,
				`${attribute} is no attribute of a script: options of the runtime begin with data-, and this one is not looked at.`,
				mend(page, tag, { [attribute]: { name: `data-${attribute}` } }),
			);
	}
	const { 'data-default': initial, 'data-gpc': gpc } = tag.attributes;
	if (gpc === undefined || isDynamic(gpc) || isDynamic(initial ?? '')) return;
	const lost = listNames(gpc).filter((name) => !listNames(initial).includes(name));
	if (lost[0])
		yield find(
			'wrong-option',
			'warning',
			placeOf(tag, 'data-gpc'),
			`data-gpc takes names of data-default, and ${lost.map(quote).join(', ')} is not there: it does nothing.`,
			mend(page, tag, { 'data-gpc': null }),
		);
}

/** What a bridge makes of its map. */
const judgeMap = (text: string): string | undefined => {
	const map = readMap(text);
	if (!map)
		return 'it begins like JSON and is no record of texts: the bridge does not start, and nothing that it would grant is granted';
	return Object.keys(map)[0] || !text.trim() ? undefined : 'it has no pair “theirs:ours”, and the default map stands';
};

export const options: Rule = function* ({ page, runtime }) {
	const [first, ...more] = runtime.tags;
	if (first) yield* checkTag(first, page);
	for (const tag of more)
		yield find(
			'second-runtime',
			'warning',
			tag.startTag,
			'The runtime is on this page twice: the first one runs, and the options of this tag are not looked at.',
			'Take this tag out.',
		);
	for (const { name, tag } of runtime.bridges) {
		const text = tag.attributes['data-map'];
		const fault = text === undefined || text.length > LONGEST_MAP || isDynamic(text) ? undefined : judgeMap(text);
		if (fault)
			yield find(
				'wrong-map',
				'error',
				placeOf(tag, 'data-map'),
				`data-map of the bridge ${name}: ${fault}.`,
				mend(page, tag, { 'data-map': { value: 'theirs:ours theirs:ours' } }),
			);
	}
};
