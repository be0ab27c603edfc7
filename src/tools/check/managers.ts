/** Other consent managers that run what the runtime holds. */
import { CATEGORY } from '../../names.js';
import type { Tag } from '../html.js';
import { isInert, isScript } from './page.js';
import { type Facts, find, mend, placeOf, quote, type Rule } from './rule.js';

interface Manager {
	name: string;
	/** Where its script comes from. */
	file: RegExp;
	/** The attribute by which it knows its tags, and what is not meant for it. */
	mark: string;
	isMark?: (value: string) => boolean;
	/** What its script says where it also holds and runs what nobody marked. */
	isBlocking?: (tag: Tag) => boolean;
}

/** src/markup/marks.ts reads the same marks. */
const MANAGERS: Manager[] = [
	{
		name: 'Cookiebot',
		file: /\bcookiebot\.(?:com|eu)\/uc\.js/i,
		mark: 'data-cookieconsent',
		isMark: (value) => value.trim().toLowerCase() !== 'ignore',
		isBlocking: ({ attributes }) => /^auto$/i.test(attributes['data-blockingmode'] ?? ''),
	},
	{
		name: 'OneTrust',
		file: /\bcookielaw\.org\/|\bcookiepro\.com\/|otSDKStub\.js|OtAutoBlock\.js/i,
		mark: 'class',
		isMark: (value) => /(?:^|\s)(?:optanon-category|ot-vscat)-/.test(value),
		isBlocking: ({ attributes }) => /OtAutoBlock\.js/i.test(attributes.src ?? ''),
	},
	{ name: 'Cookie Information', file: /\bcookieinformation\.com\/uc\.js/i, mark: 'data-category-consent' },
	{
		name: 'Usercentrics',
		file: /\busercentrics\.eu\//i,
		mark: 'data-usercentrics',
		isBlocking: ({ attributes }) => /uc-block\.bundle|\/\/privacy-proxy\./i.test(attributes.src ?? ''),
	},
	{ name: 'CookieYes', file: /\bcdn-cookieyes\.com\/|cookie-law-info/i, mark: 'data-cookieyes' },
	{ name: 'iubenda', file: /\bcdn\.iubenda\.com\/|\bcs\.iubenda\.com\//i, mark: 'data-iub-purposes' },
	{
		name: 'iubenda',
		file: /\bcdn\.iubenda\.com\/|\bcs\.iubenda\.com\//i,
		mark: 'class',
		isMark: (value) => /(?:^|\s)_iub_cs_activate/.test(value),
	},
	{ name: 'consentmanager', file: /\bconsentmanager\.net\//i, mark: 'data-cmp-vendor' },
	{ name: 'consentmanager', file: /\bconsentmanager\.net\//i, mark: 'data-cmp-purpose' },
	{ name: 'Cookie Script', file: /\bcookie-script\.com\//i, mark: 'data-cookiescript' },
	{ name: 'vanilla-cookieconsent 2', file: /\bcookieconsent(?:\.min)?\.js/i, mark: 'data-cookiecategory' },
	{ name: 'c15t', file: /\bc15t\b/i, mark: 'data-c15t-category' },
	{ name: 'Termly', file: /\btermly\.io\//i, mark: 'data-categories' },
	{ name: 'Klaro', file: /\bklaro[\w.-]*\.js/i, mark: 'data-name' },
];
/** Marks that mean nothing by themselves: a page may use them for its own ends. */
const COMMON = new Set(['data-name', 'data-categories']);

const COMPLIANZ = /complianz|cmplz/i;
const COMPLIANZ_CATEGORIES = new Set(['functional', 'preferences', 'statistics', 'marketing']);

/** A tag says both what it needs here and what it needs there: whoever is the first to be told yes runs it. */
function* findTwoMarks({ page }: Facts, present: ReadonlySet<Manager>) {
	for (const tag of page.gated) {
		if (tag.name === 'template') continue;
		for (const manager of MANAGERS) {
			const { name, mark, isMark } = manager;
			const value = tag.attributes[mark];
			if (value === undefined || (isMark && !isMark(value))) continue;
			const isThere = present.has(manager);
			// Klaro calls a frame by its name too; others do.
			if (!isThere && COMMON.has(mark)) continue;
			if (COMMON.has(mark) && !isScript(tag)) continue;
			const rest = mark === 'class' ? value.replace(/(?:optanon-category|ot-vscat|_iub_cs_activate)\S*/g, '').trim() : '';
			yield find(
				'two-managers',
				isThere ? 'error' : 'warning',
				placeOf(tag, mark),
				`${name} runs this tag by ${mark}, and taggate by data-category: under either’s consent, or twice.`,
				mend(page, tag, { [mark]: rest ? { value: rest } : null }),
			);
		}
	}
}

/** The words of vanilla-cookieconsent 3's configuration, where that can be read and lets it run tags. */
const listOrestbida = (tags: Tag[]): ReadonlySet<string> => {
	const tag = tags.find(
		({ text }) => /\bCookieConsent\.run\s*\(/.test(text) && !/manageScriptTags['"]?\s*:\s*(?:false|!1)/.test(text),
	);
	return new Set(tag?.text.match(/[\w-]+/g));
};

export const managers: Rule = function* (facts) {
	const { page } = facts;
	const scripts = page.live.map((tag) => ({ tag, src: tag.attributes.src ?? '' }));
	const present = new Set(MANAGERS.filter(({ file }) => scripts.some(({ src }) => src && file.test(src))));
	yield* findTwoMarks(facts, present);

	const held = page.gated.filter(isInert);
	if (!held[0]) return;
	for (const { isBlocking, name } of present)
		for (const { tag } of scripts)
			if (isBlocking?.(tag))
				yield find(
					'auto-blocking',
					'warning',
					tag.startTag,
					`${name} blocks scripts by itself here, those among them that taggate starts: they may wait for a second consent.`,
					name === 'Cookiebot'
						? mend(page, tag, { 'data-blockingmode': { value: 'manual' } })
						: 'Switch its automatic blocking off.',
				);

	const complianz = scripts.find(({ tag, src }) => COMPLIANZ.test(src) || COMPLIANZ.test(tag.attributes.id ?? ''));
	const known = listOrestbida(page.live);
	for (const tag of held) {
		const condition = tag.attributes[CATEGORY]!.trim();
		if (complianz && COMPLIANZ_CATEGORIES.has(condition))
			yield find(
				'two-managers',
				'warning',
				placeOf(tag, CATEGORY),
				`Complianz runs the same markup, and knows ${quote(condition)}: it runs a copy of this tag too.`,
				'Switch its script blocker off, or give the name another one and map it: data-map of the bridge complianz.',
			);
		else if (known.has(condition.replace('!', '')))
			yield find(
				'two-managers',
				'warning',
				placeOf(tag, CATEGORY),
				`vanilla-cookieconsent runs the same markup, and knows ${quote(condition)}: it runs this tag too.`,
				'CookieConsent.run({ manageScriptTags: false, … })',
			);
	}
};
