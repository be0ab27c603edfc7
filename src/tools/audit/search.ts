/** Where a request may have begun, by what the page and its files say: the browser does not always tell. */
import type { Tag } from '../html.js';
import type { Asked } from './recorder.js';
import type { Spot, Step } from './report.js';
import { isInert, isRuntimeTag, isWithin, locate, type Mention, offsetOf, type Source } from './source.js';

/** What a visit asked for, and what it got. */
export interface Evidence {
	asked: Asked[];
	sources: Map<string, Source>;
	/** How a source is called in the report. */
	show(url: string): string;
}

/** Characters of a line that are shown. */
const SHOWN = 200;
export type Found = { spot: Spot; tag?: Tag; source: Source; isInferred: boolean };
export type Next = { step: Step; asked: Asked };

export const spotAt = ({ show }: Evidence, source: Source, offset: number, end?: number): Spot => {
	const { line, column } = locate(source.text, offset);
	const start = offset - column + 1;
	const lineEnd = source.text.indexOf('\n', offset);
	// A tag whole, though it has several lines; else the line around, or what is behind the place in a minified one.
	const whole = end ? source.text.slice(offset, end) : source.text.slice(start, lineEnd < 0 ? undefined : lineEnd);
	const text = whole.length <= SHOWN || end ? whole : source.text.slice(offset, offset + SHOWN);
	return { source: show(source.url), line, column, text: text.trim().replace(/\s+/g, ' ').slice(0, SHOWN) };
};

export const findAsked = ({ asked }: Evidence, url: string) =>
	asked.find((one) => one.url.split('#', 1)[0] === url.split('#', 1)[0]);

/** All sources, the frame's own document first: pages of one site have much in common. */
const listSources = ({ sources }: Evidence, frameUrl: string) => {
	const own = sources.get(frameUrl.split('#', 1)[0]!);
	return own ? [own, ...[...sources.values()].filter((source) => source !== own)] : [...sources.values()];
};

/** The tag that names a request's URL. @param wantsLive whether one that the browser fetches by itself, or one that is held */
export const findTag = (evidence: Evidence, { url, initiator, frameUrl }: Asked, wantsLive: boolean): Found | undefined => {
	const mentions = listSources(evidence, frameUrl).flatMap((source) =>
		source.mentions(url).flatMap((mention) => (mention.isLive === wantsLive ? [{ source, ...mention }] : [])),
	);
	// The parser is behind the tag that it asks for.
	const line = initiator?.lineNumber;
	const [first] = mentions;
	const near = ({ range }: Mention) => (line === undefined ? 0 : Math.abs(range.line - 1 - line));
	const [best] = mentions.filter(({ source }) => source === first?.source).sort((one, other) => near(one) - near(other));
	if (!best) return undefined;
	const { source, tag, range } = best;
	return {
		source,
		tag,
		spot: spotAt(evidence, source, range.start, range.end),
		isInferred: (initiator?.type ?? 'other') === 'other',
	};
};

/** What a text may say of a URL, the surest first. */
const listNeedles = (url: string): string[] => {
	const { host, pathname, origin } = new URL(url);
	const plain = origin + pathname;
	// A path of one sign is in everything.
	return pathname === '/' ? [url, origin] : [...new Set([url, plain, host + pathname, plain.replaceAll('/', '\\/')])];
};

interface Code {
	source: Source;
	tag?: Tag;
	start: number;
	end: number;
}

/** What of the page and its own files is code: inline scripts and style sheets, and files. @param isHeld those that wait for consent */
const listCode = (evidence: Evidence, frameUrl: string, isHeld: boolean): Code[] =>
	listSources(evidence, frameUrl).flatMap((source): Code[] => {
		if (!source.isOwn || source.isRuntime) return [];
		if (source.kind !== 'document') return isHeld ? [] : [{ source, start: 0, end: source.text.length }];
		return (source.tags ?? [])
			.filter((tag) => tag.textRange && /^(script|style)$/.test(tag.name) && !isRuntimeTag(tag))
			.filter((tag) => (isInert(tag) || isWithin(tag, 'template')) === isHeld)
			.map((tag) => ({ source, tag, start: tag.textRange!.start, end: tag.textRange!.end }));
	});

/** Looks for texts, the surest first. */
const findCode = (
	evidence: Evidence,
	frameUrl: string,
	needles: string[],
	isHeld: boolean,
): Omit<Found, 'isInferred'> | undefined => {
	const code = listCode(evidence, frameUrl, isHeld);
	for (const needle of needles)
		for (const { source, tag, start, end } of code) {
			const at = source.text.slice(start, end).indexOf(needle);
			if (at >= 0) return { source, tag, spot: spotAt(evidence, source, start + at) };
		}
	return undefined;
};

/** Searches what the page itself says, and its own files. */
export const findText = (
	evidence: Evidence,
	{ url, initiator, frameUrl }: Asked,
	isHeld: boolean,
	needles = listNeedles(url),
): Found | undefined => {
	const found = findCode(evidence, frameUrl, needles, isHeld);
	// Of a style sheet the browser tells which it was, not where in it.
	const isTold = initiator?.type === 'parser' && initiator.url === found?.source.url;
	return found && { ...found, isInferred: !isTold };
};

/** Where a cookie's or a key's name is written in the page's own code: who set it the browser does not tell. */
export const findName = (evidence: Evidence, name: string): Found | undefined => {
	// Shorter ones are in everything.
	const needles = name.length < 3 ? [] : [name];
	const found = findCode(evidence, '', needles, false) ?? findCode(evidence, '', needles, true);
	return found && { ...found, isInferred: true };
};

/** Somebody else's file that names the URL; within one host its path is enough. */
export const findForeignText = (evidence: Evidence, { url }: Asked): Next | undefined => {
	const { pathname, host } = new URL(url);
	for (const needle of [...listNeedles(url), pathname])
		for (const source of evidence.sources.values()) {
			const isNear = needle !== pathname || (pathname.length > 1 && new URL(source.url).host === host);
			if (source.isOwn || source.url === url || source.kind === 'document' || !isNear || !source.text.includes(needle)) continue;
			const asked = findAsked(evidence, source.url);
			if (asked) return { step: { what: `named in ${source.url}` }, asked };
		}
	return undefined;
};

/** A script of the same host that was there before: most that such a host is asked for, its script asks for. */
export const findSibling = ({ asked }: Evidence, one: Asked): Next | undefined => {
	const { host } = new URL(one.url);
	const script = asked.find(({ url, type, moment }) => type === 'script' && moment < one.moment && new URL(url).host === host);
	return script && { step: { what: `perhaps asked for by ${script.url}` }, asked: script };
};

/** Where the parser was, when nothing better is known. */
export const findParser = (evidence: Evidence, { initiator }: Asked): Found | undefined => {
	const source = initiator?.url && initiator.lineNumber !== undefined ? evidence.sources.get(initiator.url) : undefined;
	if (!source?.isOwn) return undefined;
	return { source, spot: spotAt(evidence, source, offsetOf(source.text, initiator!.lineNumber!, 0)), isInferred: true };
};
