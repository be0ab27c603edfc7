/** Understands tags that are marked for other consent managers, so that a site can move without touching its pages. */
import type { NameMap } from '../bridges/map.js';
import { INERT_TYPE } from '../names.js';
import type { Off, Taggate } from '../types.js';
import { takeMarks } from './marks.js';

export interface MarkupOptions {
	/** Names of theirs and what they are called here. Names that it does not hold keep the default. */
	map?: NameMap;
}

/** What managers hold. */
const SELECTOR = 'script,iframe,img';
/** The data attributes in which they keep its address. */
const ADDRESSES = ['consentSrc', 'cookieblockSrc', 'suppressedsrc', 'cmpSrc', 'src'];

/**
 * Writes our marks in place of a manager's on each of its tags, those of the page and those that come later.
 * @param _taggate the runtime, as bridges have it; the module may as well be there before it
 * @returns its end: what is marked by then stays so
 */
export function understand(_taggate?: Taggate, { map }: MarkupOptions = {}): Off {
	function translate(element: HTMLElement) {
		const { dataset } = element;
		const script = element.localName === 'script' && (element as HTMLScriptElement);
		const isInert = script && element.matches(`[type="${INERT_TYPE}"]`);
		const address = ADDRESSES.find((name) => name in dataset);
		// A script that is not inert has run, unless there was nothing to run: Cookie Information's.
		const isHeld = script ? isInert || (address && !script.getAttribute('src') && !script.text?.trim()) : address;
		if (!isHeld || 'category' in dataset) return;
		const names = takeMarks(element, map);
		if (names[0] == null) return;
		if (script && !isInert) {
			dataset.type = script.type;
			script.type = INERT_TYPE;
			script.removeAttribute('src');
		}
		if (address) {
			const value = dataset[address];
			delete dataset[address];
			dataset.src = value;
		}
		dataset.category = names.join();
		// When the runtime has seen what came with it, in the order of the page, whichever of the two observers is the first.
		queueMicrotask(() => (window.taggate as Taggate | undefined)?.scan?.(element));
	}

	let last: Node | undefined;
	function look(node: HTMLElement) {
		// The parser reports each node by itself; one look at the topmost has seen the others.
		if (last?.contains(node)) return;
		if (node.matches?.(SELECTOR)) translate(node);
		if (!node.firstElementChild) return;
		last = node;
		node.querySelectorAll<HTMLElement>(SELECTOR).forEach(translate);
	}

	const observer = new MutationObserver((records) => {
		for (const { addedNodes } of records) (addedNodes as NodeListOf<HTMLElement>).forEach(look);
		last = undefined;
	});
	observer.observe(document, { childList: true, subtree: true });
	look(document.documentElement);
	last = undefined;
	return () => observer.disconnect();
}
