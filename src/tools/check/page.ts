/** A page as the rules see it. */
import { isName, listTerms, nameOf, parseCondition } from '../../inspector/terms.js';
import { CATEGORY } from '../../names.js';
import { readTags, type Tag } from '../html.js';
import { isLoader, listHeld } from './loaders.js';
import { isDynamic, maskCode } from './templating.js';

export interface Page {
	/** As its author wrote it. */
	source: string;
	/** With a mark in place of the server's code: offsets are the same. */
	html: string;
	tags: Tag[];
	/** What the runtime takes in hand, where nothing is wrong: inert scripts, templates, elements with an address that waits. */
	gated: Tag[];
	isGated(tag: Tag): boolean;
	/** Scripts that run by themselves. */
	live: Tag[];
	/** What an element stands in. */
	around(tag: Tag): Surroundings;
	formsById: ReadonlyMap<string, Tag>;
	/** Behind which nothing was read. */
	limit?: number;
}

/** https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT = /^(?:(?:application|text)\/(?:x-)?(?:java|ecma)script|text\/(?:javascript1\.[0-5]|jscript|livescript))$/;

/** A script's type as browsers read it. */
export const readType = ({ attributes: { type, language } }: Tag): string =>
	(type === '' ? 'text/javascript' : (type ?? (language ? `text/${language}` : 'text/javascript'))).trim().toLowerCase();

export const isJavaScript = (type: string): boolean => JAVASCRIPT.test(type);

/** What a browser takes by itself: `importmap` and `speculationrules` too. */
export const isLive = (tag: Tag): boolean => {
	const type = readType(tag);
	return isJavaScript(type) || /^(?:module|importmap|speculationrules)$/.test(type);
};

export const isScript = (tag: Tag): boolean => tag.name === 'script' && tag.isHtml;

/** As the runtime finds it. */
export const isInert = (tag: Tag): boolean => isScript(tag) && (tag.attributes.type ?? '').toLowerCase().includes('plain');

/** No condition is longer. */
const LONGEST_CONDITION = 2_000;

/** The condition of a tag, where it is written and no server makes it. */
export const readCondition = ({ attributes }: Tag): string | undefined => {
	const text = attributes[CATEGORY];
	return text === undefined || text.length > LONGEST_CONDITION || isDynamic(text) ? undefined : text;
};

export const isWellFormed = (condition: string): boolean => !!parseCondition(condition, () => false);

/** The names of a well-formed condition, each once. */
export const listConditionNames = (condition: string): string[] => [...new Set(listTerms(condition).map(nameOf).filter(isName))];

/** What an element stands in. */
interface Surroundings {
	/** The nearest template. */
	template?: Tag;
	/** The nearest form. */
	form?: Tag;
	/** A template that is there while nothing is decided: a banner in plain HTML. */
	isInBanner: boolean;
	isInNoscript: boolean;
}

/** @returns what each element stands in. Each is asked for its parent's alone: a page may nest a hundred thousand deep. */
const lookAround = (tags: Tag[]): ((tag: Tag) => Surroundings) => {
	const outside: Surroundings = { isInBanner: false, isInNoscript: false };
	const within = new Map<Tag, Surroundings>();
	const around = ({ parent }: Tag) => (parent && within.get(parent)) ?? outside;
	for (const tag of tags) {
		const surroundings = around(tag);
		const isBanner = /!decided|\?[\w./:-]/.test(tag.attributes[CATEGORY] ?? '');
		within.set(
			tag,
			tag.name === 'template'
				? { ...surroundings, template: tag, isInBanner: surroundings.isInBanner || isBanner }
				: tag.name === 'form'
					? { ...surroundings, form: tag }
					: tag.name === 'noscript'
						? { ...surroundings, isInNoscript: true }
						: surroundings,
		);
	}
	return around;
};

export const readPage = (source: string): Page => {
	const html = maskCode(source);
	let limit: number | undefined;
	const tags = readTags(html, (offset) => {
		limit = offset;
	});
	const around = lookAround(tags);
	const formsById = new Map<string, Tag>();
	for (const tag of tags) {
		const { id } = tag.attributes;
		if (tag.name === 'form' && id && !formsById.has(id)) formsById.set(id, tag);
	}
	return {
		source,
		html,
		tags,
		around,
		formsById,
		gated: tags.filter(isGated),
		isGated,
		live: tags.filter((tag) => isScript(tag) && isLive(tag) && !around(tag).template && !around(tag).isInNoscript),
		limit,
	};
};

const isGated = (tag: Tag): boolean =>
	CATEGORY in tag.attributes &&
	tag.isHtml &&
	(isInert(tag) || tag.name === 'template' || (isLoader(tag) && listHeld(tag).length > 0));
