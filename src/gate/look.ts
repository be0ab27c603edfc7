/**
 * When and where to look for held tags. Nothing is registered: the page is the list. What is held is inert, what ran is not, and
 * one query gives all that may run in document order.
 */
import { CATEGORY, isInert, isScript } from '../names.js';
import { report } from './bus.js';
import { holds, isAnyGranted, isDecided } from './consent.js';
import type { Effect } from './effects.js';
import { ask, isParsing, read } from './page.js';
import { alive, classify, isTrusted, isWhole, type Plan } from './script.js';

/** Milliseconds for which late tags are gathered: a page that adds thousands of nodes is looked at now and then, not for each. */
const BATCH = 30;

/** A kind of element that may be gated. */
export interface Kind {
	_selector: string;
	/** Makes an element live; of scripts the gate knows how. */
	_activate?: (element: HTMLElement) => unknown;
	/** Waits for no turn. */
	_isUrgent?: boolean | undefined;
	/** Those that are live, that ran, or that never may, as far as they are on. */
	_settled: WeakMap<Element, Partial<Effect>>;
}

/** A gated element that may have its turn. */
export interface Tag {
	_element: HTMLElement;
	_kind: Kind;
	/** Of a script. */
	_plan?: Plan | undefined;
}

export const SCRIPT: Kind = { _selector: 'script[type*="text/plain"i]', _settled: new WeakMap() };
export const kinds = new Set([SCRIPT]);

/** What can hold where nothing is said: the browser leaves out the others, and they cost nothing. */
const UNSAID = ':is([data-category*="!"],[data-category*="?"],[data-category*=necessary])';

/** Where to look besides the document: shadow roots, which no look at it enters. */
const roots = new Set<ShadowRoot>();
/** Those that a listener has prevented, until consent changes. */
export let prevented = new WeakSet<Element>();
let observer: MutationObserver | undefined;
let timer: ReturnType<typeof setTimeout>;
/** Something ran, or may: before that there is nothing to watch for. */
let isWatching = false;
let isParsed = false;

export const forgive = () => {
	prevented = new WeakSet();
};

/** Whether the tag may have its turn now. One that never may is reported, once. */
export function mayRun({ _element, _kind }: Tag): unknown {
	const condition = ask(_element, 'getAttribute', CATEGORY) ?? '';
	const isOpen = holds(condition);
	if (
		isOpen === false ||
		_kind._settled.get(_element)?._isOn ||
		prevented.has(_element) ||
		!read('isConnected', _element) ||
		(_kind === SCRIPT && !(isScript(_element) && isInert(_element))) ||
		!isWhole(_element)
	)
		return;
	if (isOpen && (!isScript(_element) || isTrusted(_element))) return true;
	_kind._settled.set(_element, { _isOn: true });
	report(isOpen ? 'refused without nonce' : `malformed condition "${condition}"`, _element);
}

const select = () =>
	`:is(${[...kinds].map(({ _selector }) => _selector)})${isDecided || isAnyGranted() ? `[${CATEGORY}]` : UNSAID}`;

/** Calls back with each tag that may run now, in document order. */
export function look(found: (tag: Tag) => void) {
	clearTimeout(timer);
	for (const root of [read('documentElement'), ...roots]) {
		for (const _element of root.querySelectorAll<HTMLElement>(select()))
			for (const _kind of kinds) {
				const tag: Tag = { _element, _kind };
				if (ask(_element, 'matches', _kind._selector) && mayRun(tag)) {
					if (_kind === SCRIPT) tag._plan = classify(_element as HTMLScriptElement);
					isWatching = true;
					found(tag);
				}
			}
		if (isWatching || isAnyGranted()) observer?.observe(root, { childList: true, subtree: true });
	}
}

const bringsTags = ({ addedNodes }: MutationRecord) =>
	([...addedNodes] as Element[]).some(
		(node) => node instanceof Element && (ask(node, 'matches', select()) || ask(node, 'querySelectorAll', select())[0]),
	);

/**
 * Begins with the page.
 * @param isBusy whether a tag has the turn, so that what it brings is looked for at once
 * @param changed called when there may be something new, and with `true` when the page is readier
 */
export function watch(isBusy: () => unknown, changed: (isTold?: boolean) => void) {
	observer = new MutationObserver((records) => {
		if (isParsing() || (isBusy() && records.some(bringsTags))) changed();
		else if (!isBusy()) {
			// What the page adds costs nothing until then.
			observer!.disconnect();
			timer = setTimeout(changed, BATCH);
		}
	});
	const begin = () => {
		if (isParsing()) return;
		if (!isParsed)
			for (const script of ask(read('documentElement'), 'querySelectorAll', `script[${CATEGORY}]`))
				if ((script as HTMLScriptElement).async) alive.add(script);
		isParsed = true;
		changed(true);
	};
	for (const type of ['readystatechange', 'DOMContentLoaded']) addEventListener(type, begin, true);
	begin();
}

/** Looks below a node too. In a fragment that is to be inserted scripts are known to be alive. */
export function enter(node: Node) {
	const root = node.getRootNode() as ShadowRoot;
	if (root.host) roots.add(root);
	else if (root.nodeType === Node.DOCUMENT_FRAGMENT_NODE) for (const script of root.querySelectorAll('script')) alive.add(script);
}
