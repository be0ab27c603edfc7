/** What plugins share that bring scripts into the page: they make them tags of the gate's. */
import { CATEGORY, INERT_TYPE } from '../names.js';
import { read } from '../shared.js';
import type { Taggate } from '../types.js';

/**
 * Makes tags of the scripts in a fragment, so that each has its place and its turn.
 * @param owner the element that brings them, under whose condition they run
 * @param vouch called with each of them
 * @returns what is to be put into the page at once
 */
export const bring = (
	{ nonce }: Taggate['options'],
	fragment: DocumentFragment,
	owner: Element,
	vouch?: (script: Element) => void,
): Iterable<ChildNode> => {
	for (const script of fragment.querySelectorAll<HTMLScriptElement>('script:not([type*=plain],svg *)')) {
		vouch?.(script);
		script.dataset.type = script.type;
		script.setAttribute(CATEGORY, owner.getAttribute(CATEGORY)!);
		script.type = INERT_TYPE;
	}
	let source: ParentNode = fragment;
	if (nonce) {
		// Any other script would walk through `strict-dynamic`: SVG's, and those in a shadow root that markup declares, which may be
		// closed. Each is over once it has been in a document without scripts ("prepare the script element" sets "already started"
		// before it asks for scripting). WebKit lets inline modules pass where the document is none of HTML.
		source = read('implementation').createHTMLDocument().body;
		source.append(fragment);
	}
	return source.childNodes;
};
