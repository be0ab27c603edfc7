/** Inert to live: runs one script as the parser would have run it. */
import { CATEGORY } from '../names.js';
import { announce, report } from './bus.js';
import { round } from './effects.js';
import { options } from './options.js';
import { read } from './page.js';
import { classify, isDead, mayRun, seen } from './script.js';

/** Milliseconds for which a hung download holds others back, unless told otherwise. */
const DEFAULT_TIMEOUT = 10_000;
/** What a request for a script is made of, besides its address: a preload that differs in one is fetched twice. */
const REQUEST = ['crossOrigin', 'integrity', 'referrerPolicy', 'nonce'] as const;

/** The last deferred script was an inline module, which may not have run yet. */
let isEndUnknown = false;

/** Starts the download that the script will find done, once. */
export function preload(script: HTMLScriptElement) {
	const { _isModule, _isHeard } = classify(script);
	if (!_isHeard || seen.has(script)) return;
	seen.set(script, 0);
	const link = read('createElement').call(document, 'link') as HTMLLinkElement;
	for (const key of REQUEST) link[key] = script[key]!;
	link.rel = _isModule ? 'modulepreload' : 'preload';
	link.as = 'script';
	link.href = script.src;
	link.onload = link.onerror = link.remove;
	read('head')?.append(link);
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
export function run(element: HTMLScriptElement, release: () => void) {
	if (!announce('activate', element)) seen.set(element, round);
	// A listener may have changed consent.
	if (!mayRun(element)) return release();
	const { _type, _isModule, _isHeard, _isAsync, _isDeferred } = classify(element);
	let script = element;
	let timer: ReturnType<typeof setTimeout>;
	const settle = (failure?: string) => {
		clearTimeout(timer);
		if (failure) report(failure, script);
		else announce('activated', script);
		release();
	};
	try {
		if (isDead(element)) script = revive(element);
		for (const each of [element, script]) seen.set(each, Number.POSITIVE_INFINITY);
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
		// A dead one stays for the framework that made it and that will take it away, but is no tag any more, nor is what is made of its markup.
		if (script !== element) element.removeAttribute(CATEGORY);
		// A node may stand behind itself.
		element.after(script);
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
