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
	/** All of its tags that name a URL as something to fetch. */
	mentions(url: string): Mention[];
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

type Around = 'template' | 'noscript';
const around = new WeakMap<Tag, Set<string>>();
const NOTHING: Set<string> = new Set();

/** Whether a tag is in a template or in `noscript`: it waits there, or never comes. Each tag is looked at once, however deep it is. */
export const isWithin = (tag: Tag, name: Around): boolean => {
	const path: Tag[] = [];
	for (let one: Tag | undefined = tag; one && !around.has(one); one = one.parent) path.push(one);
	for (let one = path.pop(); one; one = path.pop()) {
		const above = one.parent ? around.get(one.parent)! : NOTHING;
		const isHolder = one.parent && /^(template|noscript)$/.test(one.parent.name);
		around.set(one, isHolder ? new Set([...above, one.parent!.name]) : above);
	}
	return around.get(tag)!.has(name);
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
		const tags = kind === 'document' && isOwn ? readTags(text) : undefined;
		let byUrl: Map<string, Mention[]> | undefined;
		sources.set(address, {
			mentions(wanted) {
				byUrl ??= collectMentions(tags ?? [], address);
				return byUrl.get(withoutHash(wanted)) ?? [];
			},
			url: address,
			text,
			isOwn,
			kind,
			tags,
			isRuntime: kind === 'script' && isOwn && isRuntimeText(text),
		});
	}
	return sources;
};

const LOADING = /^(data-)?(src|href|poster|data|srcset)$|^(imagesrcset|background)$/;

const listUrls = (attribute: string, value: string) =>
	attribute.endsWith('srcset') ? value.split(',').map((part) => part.trim().split(/\s+/, 1)[0] ?? '') : [value];

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

const collectMentions = (tags: Tag[], address: string): Map<string, Mention[]> => {
	const mentions = new Map<string, Mention[]>();
	const base =
		resolve(tags.find(({ name, attributes }) => name === 'base' && attributes.href)?.attributes.href ?? '', address) || address;
	for (const tag of tags) {
		if (isWithin(tag, 'noscript')) continue;
		for (const attribute of Object.keys(tag.attributes)) {
			if (!LOADING.test(attribute) || !isFetching(tag, attribute)) continue;
			const isLive = !attribute.startsWith('data-') && !isInert(tag) && !isWithin(tag, 'template');
			for (const one of listUrls(attribute, tag.attributes[attribute] ?? '')) {
				const url = resolve(one.trim(), base);
				const list = mentions.get(url);
				if (list) list.push({ tag, range: tag.startTag, isLive });
				else mentions.set(url, [{ tag, range: tag.startTag, isLive }]);
			}
		}
	}
	return mentions;
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
