/** Inert to live: runs one script as the parser would have run it. */
import { CATEGORY } from '../names.js';
import { announce, report } from './bus.js';
import { SCRIPT } from './look.js';
import { options } from './options.js';
import { read } from './page.js';
import { isDead, type Plan } from './script.js';

/** Milliseconds for which a hung download holds others back, unless told otherwise. */
const DEFAULT_TIMEOUT = 10_000;
/** What a request for a script is made of, besides its address: a preload that differs in one is fetched twice. */
const REQUEST = ['crossOrigin', 'integrity', 'referrerPolicy', 'nonce'] as const;

const preloads = new WeakMap<HTMLElement, HTMLLinkElement>();
/** The last deferred script was an inline module, which may not have run yet. */
let isEndUnknown = false;

/** Starts the download that the script will find done. */
export function preload(script: HTMLScriptElement, { _isModule, _isHeard }: Plan) {
	if (!_isHeard || preloads.has(script)) return;
	const link = read('createElement').call(document, 'link') as HTMLLinkElement;
	for (const key of REQUEST) link[key] = script[key]!;
	link.rel = _isModule ? 'modulepreload' : 'preload';
	link.as = 'script';
	link.href = script.src;
	read('head')?.append(link);
	preloads.set(script, link);
}

/** Unlike `innerHTML`, a contextual fragment brings scripts that the browser runs when they are inserted. */
function revive(dead: HTMLScriptElement): HTMLScriptElement {
	const fresh = new Range().createContextualFragment(dead.outerHTML).firstChild as HTMLScriptElement;
	// Whoever listens on the old one did so for the script, not for the element.
	fresh.onload = fresh.onerror = (event) => dead.dispatchEvent(new Event((event as Event).type));
	// A header's policy hides the attribute, and text that was set by code may hold an end tag.
	fresh.nonce = dead.nonce;
	fresh.text = dead.text;
	return fresh;
}

/**
 * Puts the element in again at its own place with a type that runs.
 * @param release called when the next may have its turn
 */
export function run(element: HTMLScriptElement, { _type, _isModule, _isAsync, _isDeferred, _isHeard }: Plan, release: () => void) {
	let script = element;
	let timer: ReturnType<typeof setTimeout>;
	const settle = (failure?: string) => {
		clearTimeout(timer);
		preloads.get(element)?.remove();
		if (failure) report(failure, script);
		else announce(script, 'activated');
		release();
	};
	try {
		if (isDead(element)) script = revive(element);
		SCRIPT._settled.set(script, { _isOn: true });
		script.type = _type;
		// No event tells the end of an inline module: the browser's own ordered list keeps the next one behind it. Only that one,
		// as in that list a hung download would hold all.
		if (_isDeferred) {
			if (!_isHeard || isEndUnknown) script.async = false;
			isEndUnknown = !_isHeard;
		}
		if (_isHeard) {
			script.addEventListener('load', () => settle());
			script.addEventListener('error', () => settle('failed to load'));
			timer = setTimeout(() => {
				report('timed out', script);
				release();
			}, +options.timeout! || DEFAULT_TIMEOUT);
		}
		if (script === element) element.replaceWith(element);
		else {
			// It stays for the framework that made it and that will take it away, but is no tag any more, nor is what is made of its markup.
			element.after(script);
			element.removeAttribute(CATEGORY);
		}
		if (_isAsync) release();
		// An inline module that imports nothing runs within the task; the end of any other nobody can know.
		if (!_isHeard) {
			if (_isModule) setTimeout(settle);
			else settle();
		}
	} catch (error) {
		settle(`${error}`);
	}
}
