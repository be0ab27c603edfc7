/** Everything there is to show, read from the page and from what was heard. */
import { isInert, isScript } from '../names.js';
import type { Taggate } from '../types.js';
import { type Decision, readDecision } from './decision.js';
import type { Journal } from './journal.js';
import { describe, findTags, getAddress, getLabel, type Tag } from './tags.js';
import { type Download, tellTiming } from './timing.js';
import { judgeTag, type Verdict } from './verdict.js';

/** A tag, as it is shown. */
export interface Entry extends Tag, Verdict {
	label: string;
	kind: string;
	timing: string;
	/** What of it is erased on withdrawal. */
	cookies?: string;
}

export interface Report {
	/** Nothing while the runtime is not there. */
	decision?: Decision;
	entries: Entry[];
}

/** What is known besides the page. */
export interface Sources {
	journal: Journal;
	/** Shadow roots to look in, besides the document. */
	roots: Iterable<ParentNode>;
	/** Files that came, by their address. */
	downloads: ReadonlyMap<string, Download>;
	/** Scripts that were not held when they came. */
	comeLive: { has(script: Element): boolean };
}

/** The one that runs. An array waits for it, and an element with this id is something else. */
export function findTaggate(): Taggate | undefined {
	const { taggate } = window;
	return typeof (taggate as Taggate | undefined)?.scan === 'function' ? (taggate as Taggate) : undefined;
}

/** The runtime's own script tag, by its name or by a sentence of it. A module cannot read the attributes of its own. */
const findRuntimeTag = (scripts: HTMLScriptElement[]) =>
	scripts.find(
		(script) =>
			script.type !== 'module' &&
			(script.src
				? /\btaggate(@[\w.-]+)?(\.full)?(\.min)?(\.js)?([?#].*)?$/.test(script.src)
				: /["'`]malformed update/.test(script.text)),
	);

const isHolder = ({ element }: Tag, { runs }: Journal): boolean => {
	const run = runs.get(element);
	return (
		isScript(element) &&
		!isInert(element) &&
		!element.hasAttribute('async') &&
		run?.startedAt != null &&
		run.endedAt == null &&
		!run.isHung
	);
};

/** Reads the page once more; changes nothing. */
export function readReport({ journal, roots, downloads, comeLive }: Sources): Report {
	const taggate = findTaggate();
	const isGranted = taggate && ((name: string) => taggate.has(name));
	const isAnswered = taggate && ((name: string) => !taggate.has(`?${name}`));
	const tags = [...roots].flatMap((root) => [...findTags(root)]).filter(({ element }) => !journal.dead.has(element));
	const known = new Set(tags.map(({ element }) => element));
	// One that has run may have taken itself away.
	for (const element of journal.runs.keys())
		if (isScript(element) && !element.isConnected && !known.has(element))
			tags.push({ element, condition: element.dataset.category });

	const scripts = [...document.querySelectorAll('script')];
	const runtimeTag = findRuntimeTag(scripts);
	const isNonceUsed = scripts.some(({ nonce }) => nonce);
	// The runtime downloads ahead with a link, which goes when the script is over.
	const preloads = new Set([...document.head.querySelectorAll<HTMLLinkElement>('link[rel$=preload]')].map(({ href }) => href));
	const holder = tags.find((tag) => isHolder(tag, journal));

	const entries = tags.map((tag): Entry => {
		const { element } = tag;
		const run = journal.runs.get(element);
		const address = getAddress(element)?.href ?? '';
		const file = downloads.get(address);
		const verdict = judgeTag(tag, {
			isGranted,
			isAnswered,
			run,
			runtimeTag,
			isNonceUsed,
			hasComeLive: comeLive.has(element),
			download: file ? 'done' : preloads.has(address) ? 'pending' : undefined,
			status: file?.responseStatus,
			holder: holder && holder.element !== element ? getLabel(holder.element) : undefined,
			isParsing: document.readyState === 'loading',
			isGone: !element.isConnected && !tag.template,
		});
		const hasRun = verdict.tone === 'good' || /^(Running|Failed)$/.test(verdict.title);
		return {
			...tag,
			...verdict,
			label: getLabel(element),
			kind: describe(element),
			timing: tellTiming(hasRun ? run : undefined, verdict.tone === 'calm' ? undefined : file, isScript(element)),
			cookies: element.dataset.cookies,
		};
	});
	const conditions = entries.flatMap(({ groups, condition }) => (groups ? [condition!] : []));
	return { decision: readDecision(taggate, conditions), entries };
}
