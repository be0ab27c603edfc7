/** Elements that load something by an attribute: it is set when their condition holds and taken away when it no longer does. */
import { find, listen } from '../shared.js';
import type { Plugin } from '../types.js';

const ATTRIBUTES = ['src', 'srcset', 'href', 'poster', 'data'];

/** Scripts that are held, and not addressed yet. */
const SCRIPT = 'script[type*=plain][data-category][data-src]:not([src])';

/** Milliseconds after which a frame loads where no paint comes: nobody sees the page, or WebKit has not painted it yet. */
const PAINT_LIMIT = 200;

const set = (element: HTMLElement, isOn: boolean) => {
	for (const name of ATTRIBUTES) {
		const value = element.getAttribute(`data-${name}`);
		if (!value) continue;
		// Firefox loads a track when the property is set, not when the attribute is.
		if (isOn) (element as never as Record<string, string>)[name] = value;
		else element.removeAttribute(name);
	}
	// A frame that is put in again has unloaded, and the session history knows nothing of it.
	if (!isOn) element.replaceWith(element);
	// Media do not notice by themselves.
	element.closest<HTMLMediaElement>(':not(source)')?.load?.();
};

/** Gates what frames, pictures, media, links and the like load. */
export const elements: Plugin = (taggate) => {
	// A script that is held is inert: its address may stand in its place before it runs, and nothing is fetched. Before the gate
	// looks, so that all are downloaded at once; those that come later before their turn.
	const address = (script: HTMLElement) => {
		(script as HTMLScriptElement).src = script.dataset.src!;
	};
	const addressAll = () => find(SCRIPT).forEach(address);
	listen('readystatechange', addressAll);
	listen('consent:update', addressAll);
	listen('consent:activate', ({ target }) => (target as HTMLElement).matches(SCRIPT) && address(target as HTMLElement));

	taggate.adopt(
		// Others may use the attribute `data-category` for their own ends.
		`:is(iframe,img,link,video,audio,source,track,embed,object,input):is(${ATTRIBUTES.map((name) => `[data-${name}]`)})`,
		(element) => {
			// Until then: the slower timer would keep the element alive.
			let due: HTMLElement | undefined = element;
			const load = () => {
				if (due) set(due, true);
				due = undefined;
			};
			// The click that grants paints first: the browser may start a process for a frame. Nor does Chromium ever load one whose
			// address is set in the microtask in which the parser has put it in.
			if (element.matches('iframe')) {
				requestAnimationFrame(() => setTimeout(load));
				setTimeout(load, PAINT_LIMIT);
			} else load();
			return (still: HTMLElement | undefined) => {
				due = undefined;
				if (still) set(still, false);
			};
		},
		true,
	);
	addressAll();
};
