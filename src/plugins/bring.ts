/** What plugins share that bring scripts into the page: they make them tags of the gate's. */
import { CATEGORY, INERT_TYPE, isInert, isScript, TYPE } from '../names.js';

/** Scripts that are no tags any more, or never were: those that ran before they were put away. */
export const over = new WeakSet<Element>();

/**
 * Makes tags of the scripts below a fragment, so that each has its place and its turn.
 * @param category under which they run
 * @param nonce that of the gate: without it SVG's scripts would walk through `strict-dynamic`
 */
export const holdScripts = (fragment: DocumentFragment, category: string, nonce: string | undefined) => {
	for (const script of fragment.querySelectorAll<HTMLScriptElement>('script')) {
		if (!isScript(script)) {
			if (nonce && (script as HTMLElement).nonce !== nonce) (script as HTMLElement).remove();
		} else if (!isInert(script) && !over.has(script)) {
			const type = script.getAttribute('type');
			if (type !== null) script.setAttribute(TYPE, type);
			script.setAttribute(CATEGORY, category);
			script.type = INERT_TYPE;
		}
	}
};
