/** Inert to live, and back. */
import { CATEGORY } from '../names.js';
import { read } from '../shared.js';
import { announce, guard, report } from './bus.js';
import { effects, options, review, round } from './consent.js';
import { type Item, mayRun } from './item.js';
import { observer, place } from './page.js';

/** Milliseconds for which a hung download holds others back, unless told otherwise. */
const DEFAULT_TIMEOUT = 10_000;

/** The last deferred script was an inline module, which may not have run yet. */
let isEndUnknown: boolean | undefined;

/** Starts the download that the script will find done, once. */
export const preload = (item: Item) => {
	if (!item._isHeard || item._held === 0) return;
	item._held = 0;
	const script = place(item);
	const link = read('createElement').call(document, 'link') as HTMLLinkElement;
	// One that differs in any of these is fetched twice.
	for (const key of ['crossOrigin', 'integrity', 'referrerPolicy', 'nonce'] as const) link[key] = script[key]!;
	link.rel = `${item._isModule ? 'module' : ''}preload`;
	link.as = 'script';
	link.href = script.src;
	link.onload = link.onerror = link.remove;
	read('head')?.append(link);
};

/**
 * Gives an item its turn. What a callback or a plugin returns takes it back; a script is put in again at its own place with a
 * type that runs.
 * @param pass called with it when the next may have its turn
 * @returns whether the script has brought something
 */
export const begin = (item: Item, pass: (item: Item) => void): unknown => {
	const { _selector, _run } = item;
	const at = place(item);
	let script = at;
	let timer: ReturnType<typeof setTimeout>;
	const settle = (failure?: string) => {
		clearTimeout(timer);
		if (failure) report(failure, script);
		else if (_selector) announce('consent:activated', 0, script);
		pass(item);
	};
	if (_selector && mayRun(item) && !announce('consent:activate', 0, at)) item._held = round;
	// A listener may have changed consent.
	if (!mayRun(item)) return pass(item);
	item._held = 1 / 0;
	// As it is now: a listener may have given it its address.
	const { _isHeard } = item;
	if (_run) {
		item._undo = guard(_run, (_selector && at) as never) as Item['_undo'];
		// Without a cleanup it is over.
		if ((item._undo as { call?: unknown })?.call) effects.add(item);
		else effects.delete(item);
		settle();
		// It may have taken back its own consent, or itself.
		return review(item);
	}
	try {
		// A script that a fragment parser made (`innerHTML`) is "already started", and the browser would never run it. The flag cannot
		// be read; force-async can, and such a script lacks it. Firefox sets it there too, so that only the origin tells, as it does
		// where the attribute hides the flag.
		if (!item._isParsed && (!at.async || item._isAsync || navigator.buildID)) {
			// Unlike `innerHTML`, a contextual fragment brings scripts that the browser runs.
			script = new Range().createContextualFragment(at.outerHTML).firstChild as HTMLScriptElement;
			// A header's policy hides the attribute, and text that was set by code may hold an end tag.
			script.nonce = at.nonce;
			script.text = at.text;
			// The dead one stays for the framework that made it and that will take it away, but is no tag any more.
			at.removeAttribute(CATEGORY);
			(script as never as Record<symbol, Item>)[item._key!] = item;
		}
		script.type = item._type!;
		// No event tells the end of an inline module: the browser's own ordered list keeps the next one behind it. Only that one, as
		// in that list a hung download would hold all.
		if (item._rank) {
			if (!_isHeard || isEndUnknown) script.async = false;
			isEndUnknown = !_isHeard;
		}
		if (_isHeard) {
			script.addEventListener('load', () => settle());
			script.addEventListener('error', () => settle('failed to load'));
			timer = setTimeout(settle, +options.timeout! || DEFAULT_TIMEOUT, 'timed out');
		}
		// A node may stand behind itself.
		at.after(script);
		if (item._isAsync) pass(item);
		// An inline module that imports nothing runs within the task; the end of any other nobody can know.
		if (!_isHeard) {
			if (item._isModule) setTimeout(settle);
			else settle();
		}
		// The move itself makes two records, a copy one.
		return observer.takeRecords()[script === at ? 2 : 1];
	} catch (error) {
		settle(`${error}`);
	}
};
