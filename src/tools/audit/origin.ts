/** From a request back to the line of the page, or of the page's own script, that began it. */
import type { Tag } from '../html.js';
import type { Call } from './initiator.js';
import type { Asked } from './recorder.js';
import type { Spot, Step } from './report.js';
import { findMentions, isInert, isRuntimeTag, isWithin, locate, offsetOf, type Source, tagAt } from './source.js';

export interface Origin {
	chain: Step[];
	spot?: Spot;
	/** The page's tag in which the spot is. */
	tag?: Tag;
	source?: Source;
	isInferred: boolean;
}

/** What a visit asked for, and what it got. */
export interface Evidence {
	asked: Asked[];
	sources: Map<string, Source>;
	/** How a source is called in the report. */
	show(url: string): string;
}

/** Characters of a line that are shown. */
const SHOWN = 200;
/** How many scripts that bring scripts. */
const LONGEST_CHAIN = 20;

const spotAt = ({ show }: Evidence, source: Source, offset: number, end?: number): Spot => {
	const { line, column } = locate(source.text, offset);
	const start = offset - column + 1;
	const lineEnd = source.text.indexOf('\n', offset);
	// A tag whole, though it has several lines; else the line around, or what is behind the place in a minified one.
	const whole = end ? source.text.slice(offset, end) : source.text.slice(start, lineEnd < 0 ? undefined : lineEnd);
	const text = whole.length <= SHOWN || end ? whole : source.text.slice(offset, offset + SHOWN);
	return { source: show(source.url), line, column, text: text.trim().replace(/\s+/g, ' ').slice(0, SHOWN) };
};

const calledName = ({ functionName }: Call) => (functionName ? `function ${functionName} of ` : '');

type Found = { spot: Spot; tag?: Tag; source: Source; isInferred: boolean };
type Next = { step: Step; asked: Asked };

/** The call in the page's own code that is nearest to the request: in the page itself, else in a script of its own. */
const findCall = (evidence: Evidence, calls: Call[]): Found | undefined => {
	const own: Found[] = [];
	for (const { url, lineNumber, columnNumber } of calls) {
		const source = evidence.sources.get(url.split('#', 1)[0]!);
		if (!source?.isOwn || source.isRuntime) continue;
		const offset = offsetOf(source.text, lineNumber, columnNumber);
		const tag = source.kind === 'document' ? tagAt(source, offset) : undefined;
		if (tag && isRuntimeTag(tag)) continue;
		own.push({ spot: spotAt(evidence, source, offset), tag, source, isInferred: false });
	}
	return own.find(({ source }) => source.kind === 'document') ?? own[0];
};

const findTag = (evidence: Evidence, { url, initiator }: Asked, wantsLive: boolean): Found | undefined => {
	const mentions = [...evidence.sources.values()].flatMap((source) =>
		findMentions(source, url)
			.filter(({ isLive, tag }) => isLive === wantsLive && !isWithin(tag, /^noscript$/))
			.map((mention) => ({ source, ...mention })),
	);
	// The parser is behind the tag that it asks for.
	const line = initiator?.lineNumber;
	const near = ({ range }: { range: { line: number } }) => (line === undefined ? 0 : Math.abs(range.line - 1 - line));
	const [best] = mentions.sort((one, other) => near(one) - near(other));
	if (!best) return undefined;
	const { source, tag, range } = best;
	return { source, tag, spot: spotAt(evidence, source, range.start, range.end), isInferred: !initiator };
};

/** What a text may say of a URL, the surest first. */
const listNeedles = (url: string): string[] => {
	const { host, pathname, origin } = new URL(url);
	const plain = origin + pathname;
	return [...new Set([url, plain, host + pathname, plain.replaceAll('/', '\\/'), host])].filter((needle) => needle.length > 3);
};

/** Texts that are code: inline ones, and files. */
const listTexts = (source: Source, isHeld: boolean) =>
	(source.tags ?? [])
		.filter((tag) => tag.textRange && /^(script|style)$/.test(tag.name) && !isRuntimeTag(tag))
		.filter((tag) => (isInert(tag) || isWithin(tag, /^template$/)) === isHeld)
		.map((tag) => ({ tag, start: tag.textRange!.start, end: tag.textRange!.end }));

/** Searches what the page itself says, and its own files. */
const findText = (evidence: Evidence, { url, initiator }: Asked, isHeld: boolean): Found | undefined => {
	const sources = [...evidence.sources.values()].filter(({ isOwn, isRuntime }) => isOwn && !isRuntime);
	for (const needle of listNeedles(url))
		for (const source of sources) {
			const whole = { tag: undefined, start: 0, end: source.text.length };
			const texts = source.kind !== 'document' ? (isHeld ? [] : [whole]) : listTexts(source, isHeld);
			for (const { tag, start, end } of texts) {
				const at = source.text.slice(start, end).indexOf(needle);
				// Of a style sheet the browser tells which it was, not where in it.
				const isTold = initiator?.type === 'parser' && initiator.url === source.url;
				if (at >= 0) return { source, tag, spot: spotAt(evidence, source, start + at), isInferred: !isTold };
			}
		}
	return undefined;
};

const findAsked = ({ asked }: Evidence, url: string) => asked.find((one) => one.url.split('#', 1)[0] === url.split('#', 1)[0]);

/** Somebody else's script, style sheet or frame that asked: the page's line is where that came from. */
const findForeign = (evidence: Evidence, one: Asked): Next | undefined => {
	const { initiator, frameUrl, url } = one;
	const call = initiator?.calls.find(({ url: from }) => evidence.sources.get(from)?.isOwn === false);
	if (call) {
		const asked = findAsked(evidence, call.url);
		const spot = { source: call.url, line: call.lineNumber + 1, column: call.columnNumber + 1, text: '' };
		if (asked) return { step: { what: `asked for by ${calledName(call)}the script ${call.url}`, spot }, asked };
	}
	const sheet = initiator?.url ? evidence.sources.get(initiator.url) : undefined;
	if (sheet?.kind === 'stylesheet' && !sheet.isOwn) {
		const asked = findAsked(evidence, sheet.url);
		if (asked) return { step: { what: `asked for by the style sheet ${sheet.url}` }, asked };
	}
	const frame = findAsked(evidence, frameUrl);
	if (frame?.isFrame && frame !== one) return { step: { what: `asked for in the frame ${frameUrl}` }, asked: frame };
	return initiator ? undefined : findForeignText(evidence, url);
};

const findForeignText = (evidence: Evidence, url: string): Next | undefined => {
	const { pathname, host } = new URL(url);
	for (const needle of [...listNeedles(url), pathname])
		for (const source of evidence.sources.values()) {
			const isNear = needle !== pathname || new URL(source.url).host === host;
			if (source.isOwn || source.url === url || source.kind === 'document' || !isNear || !source.text.includes(needle)) continue;
			const asked = findAsked(evidence, source.url);
			if (asked) return { step: { what: `named in ${source.url}` }, asked };
		}
	return undefined;
};

/** Where the parser was, when nothing better is known. */
const findParser = (evidence: Evidence, { initiator }: Asked): Found | undefined => {
	const source = initiator?.url && initiator.lineNumber !== undefined ? evidence.sources.get(initiator.url) : undefined;
	if (!source?.isOwn) return undefined;
	return { source, spot: spotAt(evidence, source, offsetOf(source.text, initiator!.lineNumber!, 0)), isInferred: true };
};

const find = (evidence: Evidence, asked: Asked): Found | Next | undefined => {
	const before = asked.redirectedFrom && findAsked(evidence, asked.redirectedFrom);
	if (before) return { step: { what: `redirected from ${before.url}` }, asked: before };
	const calls = asked.initiator?.calls ?? [];
	return (
		findCall(evidence, calls) ??
		(calls.length ? findForeign(evidence, asked) : undefined) ??
		findTag(evidence, asked, true) ??
		(asked.initiator ? findForeign(evidence, asked) : undefined) ??
		findText(evidence, asked, false) ??
		findForeign(evidence, asked) ??
		findTag(evidence, asked, false) ??
		findText(evidence, asked, true) ??
		findParser(evidence, asked)
	);
};

/** Traces a request; what the browser does not tell is searched for, and marked as such. */
export const trace = (evidence: Evidence, asked: Asked): Origin => {
	const chain: Step[] = [];
	const seen = new Set<Asked>();
	let isInferred = false;
	for (let current = asked; !seen.has(current) && chain.length < LONGEST_CHAIN; ) {
		seen.add(current);
		const found = find(evidence, current);
		if (!found) break;
		if ('asked' in found) {
			isInferred ||= !current.initiator && !current.redirectedFrom;
			chain.push(found.step);
			current = found.asked;
			continue;
		}
		const { spot, tag, source } = found;
		chain.push({
			what:
				tag && !tag.text
					? `the tag <${tag.name}>`
					: source.kind === 'document'
						? 'a script of the page'
						: `the file ${source.url}`,
			spot,
		});
		return { chain, spot, tag, source, isInferred: isInferred || found.isInferred };
	}
	return { chain, isInferred: true };
};

/** Where a tag stands. */
export const spotOfTag = (evidence: Evidence, source: Source, { startTag }: Tag): Spot =>
	spotAt(evidence, source, startTag.start, startTag.end);

/** Where a cookie's or a key's name is written in the page's own code: who set it the browser does not tell. */
export const findTextOf = (evidence: Evidence, name: string): Origin => {
	for (const isHeld of [false, true])
		for (const source of evidence.sources.values()) {
			if (!source.isOwn || source.isRuntime || name.length < 3) continue;
			const texts =
				source.kind === 'script'
					? isHeld
						? []
						: [{ tag: undefined, start: 0, end: source.text.length }]
					: listTexts(source, isHeld);
			for (const { tag, start, end } of texts) {
				const at = source.text.slice(start, end).indexOf(name);
				if (at < 0) continue;
				const spot = spotAt(evidence, source, start + at);
				return { chain: [{ what: 'named here', spot }], spot, tag, source, isInferred: true };
			}
		}
	return { chain: [], isInferred: true };
};
