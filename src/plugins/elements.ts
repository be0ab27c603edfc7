/** Elements that load something by an attribute: it is set when their condition holds and taken away when it no longer does. */
import { isScript } from '../names.js';
import { find, listen, paint } from '../shared.js';
import type { Plugin } from '../types.js';

const ATTRIBUTES = ['src', 'srcset', 'href', 'poster', 'data'];
/** Others may use the attribute `data-category` for their own ends. */
const SELECTOR = `:is(iframe,img,link,video,audio,source,track,embed,object,input):is(${ATTRIBUTES.map((name) => `[data-${name}]`)})`;

const set = (element: HTMLElement, isOn: boolean) => {
	for (const name of ATTRIBUTES) {
		const value = element.getAttribute(`data-${name}`);
		if (value == null) continue;
		// Firefox loads a track when the property is set, not when the attribute is.
		if (isOn) Object.assign(element, { [name]: value });
		else element.removeAttribute(name);
	}
	// A frame that is put in again has unloaded, and the session history knows nothing of it.
	if (!isOn) element.replaceWith(element);
	// Media do not notice by themselves.
	const media = element.localName === 'source' ? element.parentNode : element;
	(media as HTMLMediaElement | null)?.load?.();
};

const activate = (element: HTMLElement) => {
	// What would take it back does not keep a removed element alive.
	const reference = new WeakRef(element);
	let isOn = true;
	const apply = () => {
		const present = reference.deref();
		if (present) set(present, isOn);
	};
	// The click that grants paints first: the browser may start a process for a frame. Nor does Chromium ever load one whose
	// address is set in the microtask in which the parser has put it in.
	if (element.localName === 'iframe') paint(() => setTimeout(apply));
	else apply();
	return () => {
		isOn = false;
		apply();
	};
};

/** A script that is held is inert: its address may stand in its place before it runs, and nothing is fetched. */
const address = (script: Element) => {
	const source = script.getAttribute('data-src');
	if (isScript(script) && source !== null && !script.hasAttribute('src')) script.src = source;
};

/** Gates what frames, pictures, media, links and the like load. */
export const elements: Plugin = (taggate) => {
	// Before the gate looks, so that all are downloaded at once; and those that come later before their turn.
	listen('readystatechange consent:update', () => find('script[data-category][data-src]:not([src])').forEach(address));
	listen('consent:activate', ({ target }) => address(target as Element));
	taggate.adopt(SELECTOR, activate, true);
};
