/** The document as the browser made it: no `<img name=readyState>` or `<form name=head>` shadows what is read here. */
import { read } from '../shared.js';

/** Whether something stands behind it, so that the parser is done with it. `:last-child` does not tell while WebKit parses. */
export const isFollowed = (element: Element): unknown => element.closest(':has(+*)');

declare global {
	interface Navigator {
		/** No engine has it but Firefox. */
		buildID?: string;
	}
}

/** The root element. */
export let root: HTMLElement;

/** Where to look: shadow roots too, which no look at the document enters. */
export const roots = new Set<ShadowRoot | HTMLElement>();
export let observer: MutationObserver;

/** On a server there is no page: nothing is read before the gate starts. */
export const setRoot = () => {
	root = read('documentElement');
	roots.add(root);
};
/** @param changed called with what the page adds */
export const setObserver = (changed: () => void) => {
	observer = new MutationObserver(changed);
};

/** Where something stands: the element itself, or the root for what has no place, or none any more. */
export const place = ({ _at }: { _at: WeakRef<Element> }, element = _at.deref()): HTMLScriptElement =>
	(element?.isConnected ? element : root) as HTMLScriptElement;
