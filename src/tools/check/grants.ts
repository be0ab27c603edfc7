/** Which names something of the page can grant, and whether anything else may. */
import { isName } from '../../inspector/terms.js';
import { listNames } from '../../names.js';
import type { Tag } from '../html.js';
import { BRIDGES, readMap } from './bridges.js';
import { isConsentBox } from './forms.js';
import { listConditionNames, type Page, readCondition } from './page.js';
import type { Runtime } from './runtime.js';
import { hasParts, isDynamic } from './templating.js';

export interface Grants {
	/** The names, each with what grants it, in words. */
	names: ReadonlyMap<string, string>;
	/** Whether these are all: there is a banner of the page's own, or a bridge that names what it sends, and nothing that may say more. */
	areAll: boolean;
}

/** Names written in code: `'a', 'b c'`; nothing where one is not written there. */
const readList = (code: string): string[] | undefined =>
	/^\s*(?:(['"`])[^'"`$]*\1\s*(?:,\s*)?)+$/.test(code) ? listNames(code.replace(/['"`]/g, ' ')) : undefined;

/** The keys of an object written in code; nothing where one is not written there. */
const readKeys = (code: string): string[] | undefined => {
	const keys: string[] = [];
	for (const part of code.split(',')) {
		if (!part.trim()) continue;
		const key = /^\s*(?:([\w$]+)|'([^']*)'|"([^"]*)")\s*(?::|$)/.exec(part);
		if (!key) return;
		keys.push((key[1] ?? key[2] ?? key[3])!);
	}
	return keys;
};

/** How names are granted in code: by the event, by the call. What stands between the brackets is short. */
const CALLS: { pattern: RegExp; read: (code: string) => string[] | undefined }[] = [
	{
		pattern: /Event\(\s*['"`]consent:update['"`]\s*(?:,\s*\{\s*(?:bubbles\s*:\s*\w+\s*,\s*)?detail\s*:\s*\{([^{}]{0,2000})\})?/g,
		read: readKeys,
	},
	{ pattern: /\.grant\(([^()]{0,2000})\)?/g, read: readList },
	{ pattern: /\.update\((?:\s*\{([^{}]{0,2000})\})?/g, read: readKeys },
];

/** What a script or the handler of an event grants: names, and whether they are all. */
const readCode = (code: string): { names: string[]; areAll: boolean } => {
	const names: string[] = [];
	let areAll = true;
	if (!/taggate|consent:update/.test(code)) return { names, areAll };
	for (const { pattern, read } of CALLS)
		for (const [, argument] of code.matchAll(pattern)) {
			const found = argument === undefined ? undefined : read(argument);
			if (found) names.push(...found);
			else areAll = false;
		}
	return { names, areAll };
};

/** Without scripts and style sheets. */
const readMarkup = ({ html, tags }: Page): string => {
	let text = '';
	let from = 0;
	for (const { textRange } of tags) {
		if (!textRange || textRange.start < from) continue;
		text += html.slice(from, textRange.start);
		from = textRange.end;
	}
	return text + html.slice(from);
};

/** @param given names that a banner elsewhere can grant, where the caller knows */
export const findGrants = (page: Page, runtime: Runtime, given: readonly string[] | undefined): Grants => {
	const names = new Map<string, string>();
	let isOpen = runtime.isOpen || hasParts(readMarkup(page));
	let hasBanner = !!given;
	const add = (list: Iterable<string>, by: string) => {
		for (const name of list) if (isName(name) && !names.has(name)) names.set(name, by);
	};
	add(['necessary', 'decided'], 'the runtime');
	if (given) add(given, 'what was given');

	const [tag] = runtime.tags;
	for (const option of ['data-granted', 'data-default']) add(listNames(tag?.attributes[option]), `the option ${option}`);

	for (const { name, tag: bringer } of runtime.bridges) {
		const { map, isOutbound } = BRIDGES[name]!;
		if (isOutbound) continue;
		const text = bringer.attributes['data-map'];
		const own = readMap(text);
		if (!map || !own || (text && isDynamic(text))) isOpen = true;
		add(Object.values({ ...map, ...own }).flatMap(listNames), `the bridge ${name}`);
		hasBanner = true;
	}

	const ours = new Set([...runtime.tags, ...runtime.others, ...runtime.bridges.map((bridge) => bridge.tag)]);
	for (const each of page.tags) {
		const { attributes, text } = each;
		const control = attributes['data-consent-grant'];
		if (control !== undefined) {
			if (isDynamic(control)) isOpen = true;
			else add(listNames(control), 'a control');
			hasBanner ||= page.around(each).isInBanner;
		}
		if (isConsentBox(each, page)) {
			if (isDynamic(attributes.name ?? '')) isOpen = true;
			else if (attributes.name) {
				add([attributes.name], 'a box of the form');
				hasBanner ||= attributes.name !== 'necessary';
			}
		}
		const codes = Object.keys(attributes).filter((name) => name.startsWith('on'));
		for (const code of [...codes.map((name) => attributes[name]!), ...(ours.has(each) ? [] : [text])]) {
			const read = readCode(code);
			add(read.names, 'a script');
			if (read.names[0] && code.includes('consent:update')) hasBanner = true;
			if (!read.areAll) isOpen = true;
		}
	}
	return { names, areAll: hasBanner && !isOpen && names.size > 2 };
};

/** The names that the tags of a page need. */
export const listNeeded = (tag: Tag): string[] => {
	const condition = readCondition(tag);
	return condition === undefined ? [] : listConditionNames(condition);
};
