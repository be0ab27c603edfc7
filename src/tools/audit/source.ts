/** What the page and its own files say: where a URL stands in them. */
import { type Range, readTags, type Tag } from '../html.js';
import type { Recording } from './recorder.js';
import type { Site } from './site.js';

export interface Source {
	url: string;
	text: string;
	isOwn: boolean;
	/** Of a page or a frame; else undefined. */
	tags: Tag[] | undefined;
	kind: 'document' | 'script' | 'stylesheet';
	/** The gate itself: what it begins, the page's own tags have asked for. */
	isRuntime: boolean;
}

/** What of a tag names a URL. */
export interface Mention {
	tag: Tag;
	range: Range;
	/** The browser fetches it by itself: nothing holds it. */
	isLive: boolean;
}

const withoutHash = (url: string) => url.split('#', 1)[0]!;

/** The runtime as it is published: it names its attribute and its events. */
const isRuntimeText = (text: string) => text.length > 3_000 && text.includes('data-category') && text.includes('consent:');

export const isInert = (tag: Tag) => {
	const type = (tag.attributes.type ?? '').trim().toLowerCase();
	return (
		tag.name === 'script' &&
		type !== '' &&
		!/^(module|importmap|speculationrules|(text|application)\/(x-)?(java|ecma)script)$/.test(type)
	);
};

/** What is in a template or in `noscript` waits, or never comes. */
export const isWithin = (tag: Tag, pattern: RegExp) => {
	for (let around = tag.parent; around; around = around.parent) if (pattern.test(around.name)) return true;
	return false;
};

export const isRuntimeTag = (tag: Tag) => tag.name === 'script' && isRuntimeText(tag.text);

export const readSources = ({ asked, bodies }: Recording, site: Site): Map<string, Source> => {
	const sources = new Map<string, Source>();
	for (const { url, type } of asked) {
		const text = bodies.get(url);
		const address = withoutHash(url);
		if (text === undefined || sources.has(address)) continue;
		const kind = type === 'document' || type === 'stylesheet' ? type : 'script';
		const isOwn = site.isOwn(url);
		sources.set(address, {
			url: address,
			text,
			isOwn,
			kind,
			tags: kind === 'document' && isOwn ? readTags(text) : undefined,
			isRuntime: kind === 'script' && isOwn && isRuntimeText(text),
		});
	}
	return sources;
};

const LOADING = ['src', 'href', 'poster', 'data', 'data-src', 'data-href', 'data-poster', 'data-data', 'background'];
const SETS = ['srcset', 'imagesrcset', 'data-srcset'];

const listUrls = (name: string, value: string) =>
	SETS.includes(name) ? value.split(',').map((part) => part.trim().split(/\s+/, 1)[0] ?? '') : [value];

const resolve = (url: string, base: string) => {
	try {
		return withoutHash(new URL(url, base).href);
	} catch {
		return '';
	}
};

/** Tags whose `href` is fetched; a link that one follows is none. */
const isFetching = (tag: Tag, attribute: string) =>
	attribute !== 'href' || tag.name === 'link' || tag.name === 'image' || tag.name === 'use';

/** All the tags of a page that name a URL as something to fetch. */
export const findMentions = (source: Source, url: string): Mention[] => {
	const tags = source.tags ?? [];
	const base = resolve(
		tags.find(({ name, attributes }) => name === 'base' && attributes.href)?.attributes.href ?? '',
		source.url,
	);
	const wanted = withoutHash(url);
	return tags.flatMap((tag): Mention[] => {
		for (const attribute of [...LOADING, ...SETS]) {
			const value = tag.attributes[attribute];
			if (value === undefined || !isFetching(tag, attribute)) continue;
			if (!listUrls(attribute, value).some((one) => resolve(one.trim(), base || source.url) === wanted)) continue;
			const isLive = !attribute.startsWith('data-') && !isInert(tag) && !isWithin(tag, /^(template|noscript)$/);
			return [{ tag, range: tag.startTag, isLive }];
		}
		return [];
	});
};

/** Where an offset is; lines and columns from 1. */
export const locate = (text: string, offset: number): { line: number; column: number } => {
	let line = 1;
	let start = 0;
	for (let next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', start)) {
		line++;
		start = next + 1;
	}
	return { line, column: offset - start + 1 };
};

/** The offset of a line and a column, both from 0. */
export const offsetOf = (text: string, line: number, column: number): number => {
	let start = 0;
	for (let count = 0; count < line; count++) {
		const next = text.indexOf('\n', start);
		if (next < 0) break;
		start = next + 1;
	}
	return Math.min(start + column, text.length);
};

/** The script or the style sheet of a page in which an offset is. */
export const tagAt = ({ tags }: Source, offset: number): Tag | undefined =>
	tags?.find(({ name, element }) => /^(script|style)$/.test(name) && element.start <= offset && offset < element.end);
