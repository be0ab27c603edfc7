/**
 * Whose turn it is, as the HTML parser runs scripts: one after the other in document order, deferred ones after the document is
 * parsed. Each has a task of its own, so that what it has put off (its microtasks) is done before the next, and the page gets its
 * turn between.
 */

import { CATEGORY } from '../names.js';
import { isParsing, isReady, listen, read } from '../shared.js';
import { announce } from './bus.js';
import { effects, granted, isDecided } from './consent.js';
import { findItem, type Item, kinds, mayRun } from './item.js';
import { observer, place, roots } from './page.js';
import { begin, preload } from './run.js';

/** Milliseconds after which a page goes on that nobody sees: it has no frames. */
const PAINT_LIMIT = 200;
/** Milliseconds for which late tags are gathered: a page that adds thousands of nodes is looked at now and then, not for each. */
const BATCH = 30;
const FOLLOWING = 4;
const PRECEDING = 2;

/**
 * What can hold where nothing is said: the browser leaves out the others, and they cost nothing. And scripts of which nothing but
 * that they were there when the parser ended will tell that it has made them; in Firefox that are all.
 */
const UNSAID = `:is([async],[${CATEGORY}*="!"],[${CATEGORY}*="?"],[${CATEGORY}*=necessary])`;

/** Something may run, or something is granted: before that there is nothing to watch for. */
let isWatching: unknown;
/** The parser had ended when last looked at: what comes now it has not made. */
let isParsed: boolean | undefined;
let isLooking: number | undefined;
/** The next turn comes after a frame. */
let mustPaint: unknown;
let queue: Item[] = [];
/** Who has the turn: an item, the frame to come, or the channel, by which a later task goes on. */
let holder: unknown;
let channel: MessageChannel | undefined;

/** Ends a turn, if it still is one: the next has a task of its own. */
const pass = (who: unknown) => {
	if (holder === who) {
		// A message is a task without the 4 ms to which nested timers are clamped, and not throttled in a hidden tab. One channel stays:
		// WebKit takes milliseconds for each.
		if (!channel) {
			channel = new MessageChannel();
			channel.port1.onmessage = () => {
				holder = 0;
				giveTurn();
				if (!holder && !queue[0]) announce('consent:idle');
			};
		}
		holder = channel;
		channel.port2.postMessage(0);
	}
};

/** Gives the first that waits its turn. */
const giveTurn = () => {
	const [item] = queue;
	// What has just been brought may stand before it; and the page's own deferred scripts come first, until its parser has done with
	// them.
	if (!holder && !isLooking && item && (!item._rank || isReady())) {
		if (mustPaint) {
			holder = 1;
			mustPaint = 0;
			requestAnimationFrame(() => pass(1));
			setTimeout(pass, PAINT_LIMIT, 1);
		} else {
			if (item._rank) queue.forEach(preload);
			holder = queue.shift();
			if (begin(item, pass)) renew();
		}
	}
};

/** Looks at the page when the running code is over, in document order, and gives all that may run their turns. */
export const renew = async () => {
	if (isLooking) return;
	isLooking = 1;
	await 0;
	isLooking = 0;
	queue = ([...effects] as Item[]).filter(mayRun);
	for (const root of roots) {
		for (const kind of kinds)
			for (const element of root.querySelectorAll<HTMLScriptElement>(
				kind._selector! + (granted[1] || isDecided || navigator.buildID ? '' : UNSAID),
			)) {
				const item = findItem(element, kind);
				if (!isParsed) item._isParsed ||= element.async;
				if (mayRun(item)) {
					if (item._isUrgent) begin(item, pass);
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
	giveTurn();
};

/**
 * A click that grants paints before the first tag runs; what the visitor sees comes before the paint. Before there is a body nobody
 * clicks: what was decided before does not wait.
 */
export const refresh = () => {
	mustPaint = read('body');
	renew();
};

/** The page has changed. */
export const notice = () => {
	if (holder || isParsing()) renew();
	else {
		// What the page adds costs nothing until then.
		observer.disconnect();
		setTimeout(renew, BATCH);
	}
};

/** The page is readier. */
const progress = () => {
	if (!isParsing()) renew();
};

/** Begins with the page. */
export const follow = () => {
	listen('readystatechange', progress);
	listen('DOMContentLoaded', progress);
	progress();
};
