/** Elements that load something by an attribute: it is set when their condition holds and taken away when it no longer does. */
import type { Plugin } from '../types.js';
import { getAttribute, read } from './shared.js';

const ATTRIBUTES = ['src', 'srcset', 'href', 'poster', 'data'];
/** Others may use the attribute `data-category` for their own ends. */
const SELECTOR = `:is(iframe,img,link,video,audio,source,track,embed,object,input):is(${ATTRIBUTES.map((name) => `[data-${name}]`)})`;

/** Milliseconds after which a frame loads on a page that nobody sees: it has no paint. */
const PAINT_LIMIT = 100;

function set(element: HTMLElement, isOn: boolean) {
	for (const name of ATTRIBUTES) {
		const value = getAttribute(element, `data-${name}`);
		if (value == null) continue;
		// Firefox loads a track when the property is set, not when the attribute is.
		if (isOn) Object.assign(element, { [name]: value });
		else element.removeAttribute(name);
	}
	// A frame that is put in again has unloaded, and the session history knows nothing of it. Chromium never loads one whose
	// address is set in the microtask in which the parser has put it in.
	if (!isOn || (element instanceof HTMLIFrameElement && read('readyState') === 'loading')) element.replaceWith(element);
	// Media do not notice by themselves.
	const media = element instanceof HTMLSourceElement ? element.parentNode : element;
	if (media instanceof HTMLMediaElement) media.load();
}

/** Only the reference is kept, so that a removed element is not kept alive by what would take it back. */
function activate(element: HTMLElement) {
	const reference = new WeakRef(element);
	let isDue = true;
	const apply = (isOn: boolean) => {
		const present = reference.deref();
		if (present && (isDue || !isOn)) set(present, isOn);
		isDue = false;
	};
	const load = () => apply(true);
	// The click that grants paints first: the browser may start a process for a frame.
	if (element instanceof HTMLIFrameElement && navigator.userActivation?.isActive !== false) {
		requestAnimationFrame(() => setTimeout(load));
		setTimeout(load, PAINT_LIMIT);
	} else load();
	return () => apply(false);
}

/** Gates what frames, pictures, media, links and the like load. */
export const elements: Plugin = (taggate) => void taggate.adopt(SELECTOR, activate, { isUrgent: true });
