/**
 * Whose turn it is, as the HTML parser runs scripts: one after the other in document order, deferred ones after the document is
 * parsed. Each has a task of its own, so that what it has put off (its microtasks) is done before the next, and the page gets its
 * turn between.
 */
import { CATEGORY } from '../names.js';
import { announce } from './bus.js';
import { holds } from './consent.js';
import { begin, type Effect, effects } from './effects.js';
import { forgive, look, mayRun, prevented, type Tag } from './look.js';
import { ask, isParsing, isReady, read } from './page.js';
import { preload, run } from './run.js';

/** Milliseconds after which a page goes on that nobody sees: it has no frames. */
const PAINT_LIMIT = 100;

/** What waits, in document order. */
let ordered: Tag[] = [];
/** What waits for the parser and for all others too: modules and `defer`. */
let deferred: Tag[] = [];
let mustPaint = false;
/** Something had its turn since it was last told that nothing waits. */
let isUntold: unknown;
/** Somebody has the turn, or a later task will go on. */
export let isHeld = false;
let channel: MessageChannel | undefined;

/** A message is a task without the 4 ms to which nested timers are clamped, and not throttled in a hidden tab. */
const task = () =>
	new Promise((resolve) => {
		channel ??= new MessageChannel();
		channel.port1.onmessage = resolve;
		channel.port2.postMessage(0);
	});

/** Whether the place of an element comes before that of another; no element is the end. */
const precedes = (one?: Element, other?: Element): unknown =>
	one && (!other || ask(one, 'compareDocumentPosition', other) & Node.DOCUMENT_POSITION_FOLLOWING);

/** @param release called when the next may have its turn */
function giveTurn(tag: Tag, release: () => void) {
	const { _element, _kind, _plan } = tag;
	if (!announce(_element, 'activate')) prevented.add(_element);
	// A listener may have changed consent.
	if (!mayRun(tag)) return release();
	const effect: Effect = { _condition: ask(_element, 'getAttribute', CATEGORY)!, _isOn: true };
	_kind._settled.set(_element, effect);
	if (_plan) return run(_element as HTMLScriptElement, _plan, release);
	begin(effect, () => _kind._activate!(_element));
	announce(_element, 'activated');
	release();
}

/** Looks, and starts what need not wait: elements that are urgent, and downloads. */
function gather() {
	let isOver = true;
	ordered = [];
	deferred = [];
	look((tag) => {
		const { _element, _kind, _plan } = tag;
		if (_kind._isUrgent) {
			isOver = false;
			giveTurn(tag, () => {});
		} else {
			(_plan?._isDeferred ? deferred : ordered).push(tag);
			// Modules wait for import maps.
			if (_plan && !_plan._isModule) preload(_element as HTMLScriptElement, _plan);
		}
	});
	// They may have brought others.
	if (!isOver) gather();
}

function next(tags: Tag[]): Tag | undefined {
	while (tags[0] && !mayRun(tags[0])) tags.shift();
	return tags[0];
}

/** @returns what gives the next its turn */
function choose(): ((release: () => void) => void) | undefined {
	let callback: Effect | undefined;
	let place: Element | undefined;
	for (const effect of effects) {
		const at = effect._at?.deref();
		const here = at && read('isConnected', at) ? at : undefined;
		if (effect._isOn || !holds(effect._condition) || (callback && !precedes(here, place))) continue;
		callback = effect;
		place = here;
	}
	let tag = next(ordered);
	// The page's own deferred scripts come first, until its parser has done with them.
	if (!tag && !place && isReady()) {
		tag = next(deferred);
		for (const { _element, _plan } of deferred) preload(_element as HTMLScriptElement, _plan!);
	}
	if (callback && (tag || deferred[0]) && !precedes(place, tag?._element)) callback = undefined;
	if (!callback && !tag) return;
	isUntold = true;
	return (release) => {
		if (mustPaint) {
			mustPaint = false;
			requestAnimationFrame(release);
			setTimeout(release, PAINT_LIMIT);
		} else if (callback) {
			begin(callback, callback._run!);
			release();
		} else giveTurn(tag!, release);
	};
}

/**
 * Gives all that may run their turns, unless that goes on already.
 * @param isLater from the next task on
 */
export async function advance(isLater?: boolean) {
	if (isHeld) return;
	isHeld = true;
	if (isLater) await task();
	for (let turn = choose(); turn; turn = choose()) {
		await new Promise<void>(turn);
		await task();
	}
	isHeld = false;
	if (isUntold && !deferred[0]) announce(document, 'idle');
	isUntold = deferred[0];
}

/** There may be something new. @param isTold whether it is to be told also when there is nothing */
export function renew(isTold?: boolean, isLater?: boolean) {
	isUntold ||= isTold;
	gather();
	advance(isLater);
}

/** Consent has changed. */
export function refresh() {
	forgive();
	// The click that grants paints before the first tag runs. Without a visitor's hand in it a returning visitor's tags run where
	// they stand while the page streams in.
	mustPaint = !isParsing() || navigator.userActivation?.isActive !== false;
	renew();
}
