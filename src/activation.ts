/** Makes held scripts run as the parser would have run them. */
import { listTerms } from './condition.js';
import { holds } from './consent.js';
import { announce, guard, page, report } from './events.js';
import { running, written } from './lateness.js';
import { options } from './options.js';
import { addCleanup, type Job, known, pump, remember, resume } from './schedule.js';
import { clean, isDead, isInert, parse, revive } from './script.js';

/** Milliseconds for which a hung download holds others back, unless told otherwise. */
const DEFAULT_TIMEOUT = 10_000;
/** The types under which browsers run a classic script, https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT = /^(.+\/.*(java|ecma)script[\d.]*)?$/;
/** What a request for a script is made of, besides its address: a preload that differs in one is fetched twice. */
const REQUEST = ['crossOrigin', 'integrity', 'referrerPolicy', 'nonce'] as const;

/** The last deferred script was an inline module, which may not have run yet. */
let isEndUnknown = false;
let isReloading = false;

/** Starts the download that the script will find done. */
function createPreload(script: HTMLScriptElement, isModule: boolean, address: string): HTMLLinkElement {
	// An <img name=createElement> shadows the property on the document itself.
	const link = Document.prototype.createElement.call(page, 'link') as HTMLLinkElement;
	for (const key of REQUEST) link[key] = script[key]!;
	link.rel = isModule ? 'modulepreload' : 'preload';
	link.as = 'script';
	link.href = address;
	(page.head ?? page.documentElement).append(link);
	return link;
}

/** Loads the page anew when consent is withdrawn under which a script has run. */
function reloadOnWithdrawal(condition: string) {
	const granted = listTerms(condition).filter((term) => term[0] !== '!' && holds(term));
	addCleanup(condition, () => {
		// A task later the withdrawal is kept and announced.
		if (isReloading || granted.every(holds)) return;
		isReloading = true;
		setTimeout(() => location.reload());
	});
}

/**
 * Makes the job that runs a script: the same element is put in again at its own place with a type that runs. What it will
 * be is decided from its attributes, as of much no event tells: `nomodule`, inline modules, import maps.
 * @param isParsed whether the page's parser made the element
 * @param firstAddress where it was when it was first seen
 * @param insert puts what it has written behind it
 */
export function createScriptJob(
	element: HTMLScriptElement,
	isParsed: boolean,
	firstAddress: string | undefined,
	insert: (place: ChildNode, fragment: DocumentFragment) => void,
): Job | undefined {
	const { dataset } = element;
	const has = (attribute: string) => element.hasAttribute(attribute);
	// Inert, so nothing is fetched.
	if (dataset.src != null && !has('src')) guard(() => (element.src = dataset.src!));

	const language = element.getAttribute('language');
	const type = clean(dataset.type || (language ? `text/${language}` : ''));
	const isModule = type === 'module';
	const isClassic = JAVASCRIPT.test(type);
	const isExternal = (isModule || isClassic) && has('src');
	const isAsync = has('async') && (isModule || isExternal);
	const isDeferred = !isAsync && (isModule || (isExternal && has('defer')));
	// No event comes from a classic script with both `for` and `event`: browsers block it without a word.
	const isHeard = isExternal && !(isClassic && has('for') && has('event'));
	/** As the parser would have resolved it: a later `<base>` or address of the page changes nothing. */
	const address = firstAddress || element.src;
	let preload: HTMLLinkElement | undefined;

	// No engine that we run in will ever run `nomodule`.
	if (isClassic && has('nomodule')) return;

	return {
		_element: element,
		_isDeferred: isDeferred,
		// It must be there before any module is fetched: Firefox refuses a later one.
		_isUrgent: type === 'importmap',
		_prepare() {
			if (!preload && isHeard && element.isConnected) preload = createPreload(element, isModule, address);
		},
		_run() {
			// A script before it, or a listener, may have taken it away, or somebody else has run it.
			if (!element.isConnected || !isInert(element)) {
				known.delete(element);
				return preload?.remove();
			}
			let script = element;
			let isHolding = false;
			const release = () => {
				running.delete(script);
				if (isHolding) resume();
				isHolding = false;
			};
			const settle = (failure?: unknown) => {
				clearTimeout(timer);
				preload?.remove();
				release();
				if (failure) report(`${failure}`, script);
				else announce(script, 'activated');
				const html = written.get(script);
				// As in browsers, nothing is written by a script for which no parser waited.
				if (html && !isAsync && !isDeferred) guard(() => insert(script, parse(html)));
				pump();
			};
			let timer: ReturnType<typeof setTimeout>;
			try {
				if (isDead(element, isParsed)) script = revive(element);
				if (script.src !== address) script.src = address;
				script.type = type;
				if (!type) script.removeAttribute('type');
				// No event tells the end of an inline module: the browser's own ordered list keeps the next one behind it. Only that one,
				// as in that list a hung download would hold all.
				if (isDeferred) {
					if (!isHeard || isEndUnknown) script.async = false;
					isEndUnknown = !isHeard;
				}
				remember(script);
				written.set(script, '');
				running.add(script);
				if ((options.reload ?? false) !== false) reloadOnWithdrawal(dataset.category!);
				if (isHeard) {
					for (const outcome of ['load', 'error']) script.addEventListener(outcome, () => settle(outcome[4] && 'failed to load'));
					timer = setTimeout(() => {
						report('timed out', script);
						release();
					}, +options.timeout! || DEFAULT_TIMEOUT);
				}
				// A node may replace itself. A dead one stays for the framework that made it, and that will take it away.
				if (script === element) element.replaceWith(element);
				else {
					element.after(script);
					// It is no tag any more, nor is what is made of its markup.
					delete dataset.category;
				}
				if (isHeard || isModule) isHolding = !isAsync;
				else settle();
				// An inline module that imports nothing runs within the task; the end of any other nobody can know.
				if (isModule && !isHeard) setTimeout(settle);
			} catch (error) {
				settle(error);
			}
			return isHolding;
		},
	};
}
