/** Finds gated elements: those in the page, those that the parser still brings, those added later. */
import { isParsing, listen, page } from './events.js';
import { hold, isTemplate, SELECTOR } from './gate.js';
import { READINESS } from './names.js';
import { pump } from './schedule.js';
import { isScript } from './script.js';

/**
 * Those that cannot be told whole yet: the one that the parser is at, and dead ones; with their addresses when first seen,
 * before a `<base>` that follows.
 */
const partial = new Map<HTMLElement, string>();
/** Until the parser is done, and for what was there when the runtime came: later ones were made by scripts. */
let isOriginal = true;

const isFollowed = (node: Node | null): boolean => !!node && (!!node.nextSibling || isFollowed(node.parentNode));

/**
 * Whether the parser is done with the element, so that no part of it is still to come.
 * A script tells by itself: "prepare the script element", step 4, sets force-async when the end tag of an inert script is
 * parsed, and `async` reads it (measured in all three engines). What stands behind it would not do: another script may have
 * appended that. Only where the attribute hides the flag it must.
 */
const isWhole = (element: HTMLElement): boolean =>
	!isParsing() ||
	(isScript(element)
		? element.async && (!element.hasAttribute('async') || isFollowed(element))
		: !isTemplate(element) || isFollowed(element));

function visit(element: HTMLElement) {
	if (!element.matches?.(SELECTOR)) return;
	if (isWhole(element)) {
		hold(element, isOriginal, 0, partial.get(element));
		partial.delete(element);
	} else if (!partial.has(element)) partial.set(element, (element as HTMLScriptElement).src);
}

function look(root: ParentNode) {
	visit(root as HTMLElement);
	root.querySelectorAll<HTMLElement>(SELECTOR).forEach(visit);
}

function read(records: MutationRecord[]) {
	for (const element of partial.keys()) visit(element);
	let last: Node | undefined;
	for (const { addedNodes } of records) {
		for (const node of addedNodes as NodeListOf<HTMLElement>) {
			// The parser reports each node by itself; one look at the topmost has seen the others.
			if (!node.firstElementChild) visit(node);
			else if (!last?.contains(node)) {
				last = node;
				look(node);
			}
		}
	}
	pump();
}

const observer = page && new MutationObserver(read);

/** Sees now what the observer would report soon. */
export const catchUp = () => read(observer.takeRecords());

/** Begins with the page, and goes on each time that it has become more ready. */
export function start() {
	scan();
	for (const type of READINESS) listen(type, () => scan());
}

/** Looks below `root`, and goes on watching it. */
export function scan(root: Document | ShadowRoot | Element = page) {
	observer.observe(root, { childList: true, subtree: true });
	look(root);
	if (!isParsing()) isOriginal = false;
	pump();
}
