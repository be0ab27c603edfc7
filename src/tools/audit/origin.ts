/** From a request back to the line of the page, or of the page's own script, that began it. */
import type { Tag } from '../html.js';
import type { Call } from './initiator.js';
import type { Asked } from './recorder.js';
import type { Spot, Step } from './report.js';
import {
	type Evidence,
	type Found,
	findAsked,
	findForeignText,
	findParser,
	findSibling,
	findTag,
	findText,
	type Next,
	spotAt,
} from './search.js';
import { isRuntimeTag, offsetOf, type Source, tagAt } from './source.js';

export interface Origin {
	chain: Step[];
	spot?: Spot;
	/** The page's tag in which the spot is. */
	tag?: Tag;
	source?: Source;
	isInferred: boolean;
}

/** How many scripts that bring scripts. */
const LONGEST_CHAIN = 20;

const calledName = ({ functionName }: Call) => (functionName ? `function ${functionName} of ` : '');

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

/** Somebody else's script, style sheet or frame that asked: the page's line is where that came from. */
const findForeign = (evidence: Evidence, one: Asked): Next | undefined => {
	const { initiator, frameUrl } = one;
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
	return undefined;
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
		findForeignText(evidence, asked) ??
		findTag(evidence, asked, false) ??
		findText(evidence, asked, true) ??
		findSibling(evidence, asked) ??
		findText(evidence, asked, false, [new URL(asked.url).host]) ??
		findParser(evidence, asked)
	);
};

const nameSource = ({ tag, source }: Found) => {
	if (tag) return tag.text ? `what stands in <${tag.name}>` : `the tag <${tag.name}>`;
	return source.kind === 'document' ? 'the page' : `the file ${source.url}`;
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
		chain.push({ what: nameSource(found), spot });
		return { chain, spot, tag, source, isInferred: isInferred || found.isInferred };
	}
	return { chain, isInferred: true };
};
