/** What plugins share that bring scripts into the page: they make them tags of the gate's. */
import { CATEGORY, INERT_TYPE } from '../names.js';
import { read } from '../shared.js';

/**
 * Makes tags of the scripts in a fragment, so that each has its place and its turn.
 * @param owner the element that brings them, under whose condition they run
 * @param vouch called with each of them
 * @returns what is to be put into the page at once
 */
export const bring = (fragment: DocumentFragment, owner: Element, vouch?: (script: Element) => void): Iterable<ChildNode> => {
	for (const script of fragment.querySelectorAll<HTMLScriptElement>('script:not([type*=plain])')) {
		vouch?.(script);
		script.dataset.type = script.type;
		script.setAttribute(CATEGORY, owner.getAttribute(CATEGORY)!);
		script.type = INERT_TYPE;
	}
	// Any other, in a shadow root that markup declares and that may be closed, would have no turn, and walk through `strict-dynamic`.
	// It is over once it has been in a document without scripts ("prepare the script element" sets "already started" before it asks
	// for scripting). WebKit lets inline modules pass where the document is none of HTML.
	const { body } = read('implementation').createHTMLDocument();
	body.append(fragment);
	return body.childNodes;
};
