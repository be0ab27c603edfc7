/**
 * When and where to look for held tags. Of scripts nothing is registered: the page is the list. What is held is inert, what ran
 * is not, and one query gives all that may run in document order.
 */
import { CATEGORY } from '../names.js';
import { isAnyGranted, isAnySaid } from './consent.js';
import { arm, type Effect } from './effects.js';
import { ask, isParsing, read } from './page.js';
import { alive, HELD, isPartial, mayRun } from './script.js';

/** Milliseconds for which late tags are gathered: a page that adds thousands of nodes is looked at now and then, not for each. */
const BATCH = 30;
/** What can hold where nothing is said: the browser leaves out the others, and they cost nothing. */
const UNSAID = ':is([data-category*="!"],[data-category*="?"],[data-category*=necessary])';
/** What may be new: a script that is held, or what a plugin knows. */
const NEW = `[${CATEGORY}]:not(script),${HELD}`;

/** A kind of element that a plugin has taught. */
export interface Kind {
	_selector: string;
	_run: Effect['_run'];
	_effects: WeakMap<Element, Effect>;
}

export const kinds = new Set<Kind>();
/** Where to look besides the document: shadow roots, which no look at it enters. */
const roots = new Set<ShadowRoot>();
let observer: MutationObserver;
/** Something may run, or something is granted: before that there is nothing to watch for. */
let isWatching: unknown;
let isParsed = false;

/** Calls back with each script that may run now, in document order, and arms the elements that plugins know. */
export function look(found: (script: HTMLScriptElement) => void) {
	isWatching ||= isAnyGranted();
	for (const root of [read('documentElement'), ...roots]) {
		const find = <Found extends Element>(selector: string) =>
			root.querySelectorAll<Found>(selector + (isAnySaid() ? '' : UNSAID));
		for (const script of find<HTMLScriptElement>(HELD))
			if (mayRun(script)) {
				isWatching = true;
				found(script);
			}
		for (const { _selector, _run, _effects } of kinds)
			for (const element of find<HTMLElement>(_selector)) {
				const _condition = ask(element, 'getAttribute', CATEGORY)!;
				const effect = _effects.get(element);
				if (effect) effect._condition = _condition;
				else if (!isPartial(element)) {
					const armed: Effect = { _condition, _run, _isTag: true, _at: new WeakRef(element) };
					_effects.set(element, armed);
					arm(armed, element);
					isWatching = true;
				}
			}
		if (isWatching) observer.observe(root, { childList: true, subtree: true });
	}
}

/** Looks below a node too. In a fragment that is to be inserted scripts are known to be alive. */
export function enter(node: Node) {
	const root = node.getRootNode() as ShadowRoot;
	if (root.host) roots.add(root);
	else if (root.nodeType === Node.DOCUMENT_FRAGMENT_NODE) for (const script of root.querySelectorAll('script')) alive.add(script);
}

const bringsTags = ({ addedNodes }: MutationRecord) =>
	[...addedNodes].some((node) => node instanceof Element && (ask(node, 'matches', NEW) || ask(node, 'querySelectorAll', NEW)[0]));

/**
 * Begins with the page.
 * @param isBusy whether a tag has the turn, so that what it brings is looked for at once
 * @param changed called when there may be something new, and with `true` when the page is readier
 */
export function watch(isBusy: () => unknown, changed: (isReadier?: boolean) => void) {
	observer = new MutationObserver((records) => {
		if (isParsing() || (isBusy() && records.some(bringsTags))) changed();
		else if (!isBusy()) {
			// What the page adds costs nothing until then.
			observer.disconnect();
			setTimeout(changed, BATCH);
		}
	});
	const remember = () => {
		if (isParsed || isParsing()) return;
		isParsed = true;
		for (const script of read('documentElement').querySelectorAll<HTMLScriptElement>(HELD)) if (script.async) alive.add(script);
	};
	remember();
	for (const type of ['readystatechange', 'DOMContentLoaded'])
		addEventListener(
			type,
			() => {
				remember();
				changed(true);
			},
			true,
		);
}
