/**
 * Whose turn it is, as the HTML parser runs scripts: one after the other in document order, deferred ones after the document is
 * parsed. Each has a task of its own, so that what it has put off (its microtasks) is done before the next, and the page gets its
 * turn between.
 */

import { isParsing, isReady } from '../shared.js';
import { announce } from './bus.js';
import { effects, fixed, granted } from './consent.js';
import { findItem, type Item, kinds, mayRun } from './item.js';
import { isFirefox, observer, place, roots } from './page.js';
import { begin, preload } from './run.js';

/** Milliseconds after which a page goes on that nobody sees: it has no frames. */
const PAINT_LIMIT = 100;
/** Milliseconds for which late tags are gathered: a page that adds thousands of nodes is looked at now and then, not for each. */
const BATCH = 30;
const FOLLOWING = 4;
const PRECEDING = 2;

/**
 * What can hold where nothing is said: the browser leaves out the others, and they cost nothing. And scripts of which nothing but
 * that they were there when the parser ended will tell that it has made them; in Firefox that are all.
 */
const UNSAID = ':is([async],[data-category*="!"],[data-category*="?"],[data-category*=necessary])';
const isAllSeen = () => granted[1] || fixed.decided || isFirefox();

/** Something may run, or something is granted: before that there is nothing to watch for. */
let isWatching: unknown;
/** The parser had ended when last looked at: what comes now it has not made. */
let isParsed: boolean | undefined;
let isLooking: number | undefined;
/** Somebody has the turn, or a later task will go on. */
let isHeld: number | undefined;
/** Something has run, or was asked for, that has an end to tell. */
let hasRun: unknown;
let mustPaint: unknown;
let queue: Item[] = [];
let channel: MessageChannel | undefined;

/** Looks at the page when the running code is over, in document order, and gives all that may run their turns. */
export const renew = async (isAsked?: boolean) => {
	hasRun ||= isAsked;
	if (isLooking) return;
	isLooking = 1;
	await 0;
	isLooking = 0;
	queue = ([...effects] as Item[]).filter(mayRun);
	for (const root of roots) {
		for (const kind of kinds)
			for (const element of root.querySelectorAll<HTMLScriptElement>(kind._selector! + (isAllSeen() ? '' : UNSAID))) {
				const item = findItem(element, kind);
				if (!isParsed) item._isParsed ||= element.async;
				if (mayRun(item)) {
					if (item._isUrgent) begin(item);
					else queue.push(item);
					// Modules wait for import maps.
					if (!item._isModule) preload(item);
				}
			}
		isWatching ||= queue[0] || granted[1];
		if (isWatching) observer.observe(root, { childList: true, subtree: true });
	}
	isParsed ||= !isParsing();
	queue.sort(
		(one, other, position = place(other).compareDocumentPosition(place(one))) =>
			one._rank! - other._rank! || (position & FOLLOWING) - (position & PRECEDING),
	);
	if (isHeld) return;
	isHeld = 1;
	let item: Item | undefined;
	for (;;) {
		item = queue[0];
		hasRun ||= item;
		if (item && !mayRun(item)) queue.shift();
		// What the visitor sees comes at once.
		else if (item?._selector && item._run) begin(item);
		else if (isLooking) await 0;
		// The page's own deferred scripts come first, until its parser has done with them.
		else if (!item || (item._rank && !isReady())) break;
		else {
			if (item._rank) queue.forEach(preload);
			await new Promise((resolve) => {
				// A message is a task without the 4 ms to which nested timers are clamped, and not throttled in a hidden tab. One channel
				// stays: WebKit takes milliseconds for each.
				channel ??= new MessageChannel();
				const { port1, port2 } = channel;
				let isMine = true;
				const release = () => {
					if (isMine) port2.postMessage(0);
					isMine = false;
				};
				port1.onmessage = resolve;
				if (mustPaint) {
					mustPaint = 0;
					requestAnimationFrame(release);
					setTimeout(release, PAINT_LIMIT);
				} else if (begin(item!, release)) renew();
			});
		}
	}
	isHeld = 0;
	if (hasRun && !item) {
		hasRun = 0;
		announce('idle');
	}
};

/** The click that grants paints before the first tag runs; what the visitor sees comes before the paint. */
export const refresh = () => {
	mustPaint ||= navigator.userActivation?.isActive;
	renew();
};

/** The page has changed. */
export const notice = () => {
	if (isHeld || isParsing()) renew();
	else {
		// What the page adds costs nothing until then.
		observer.disconnect();
		setTimeout(renew, BATCH);
	}
};

/** The page is readier. */
const progress = () => {
	if (!isParsing()) renew(true);
};

/** Begins with the page. */
export const follow = () => {
	for (const type of ['readystatechange', 'DOMContentLoaded']) addEventListener(type, progress, true);
	progress();
};
