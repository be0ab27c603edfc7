/**
 * Whose turn it is, as the HTML parser runs scripts: one after the other in document order, deferred ones after the document is
 * parsed. Each has a task of its own, so that what it has put off (its microtasks) is done before the next, and the page gets its
 * turn between.
 */
import { announce } from './bus.js';
import { begin, effects, isWaiting } from './effects.js';
import { look } from './look.js';
import { ask, isParsing, isReady } from './page.js';
import { preload, run } from './run.js';
import { classify, mayRun } from './script.js';

/** Milliseconds after which a page goes on that nobody sees: it has no frames. */
const PAINT_LIMIT = 100;

/** Scripts that wait, in document order, deferred ones behind the others. */
let waiting: HTMLScriptElement[] = [];
let mustPaint: boolean | undefined;
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

/** Looks, and starts what waits for no turn: downloads, and what a visitor sees. */
function gather() {
	const deferred: HTMLScriptElement[] = [];
	waiting = [];
	look((script) => {
		const { _isModule, _isDeferred } = classify(script);
		// Modules wait for import maps.
		if (!_isModule) preload(script);
		(_isDeferred ? deferred : waiting).push(script);
	});
	waiting.push(...deferred);
	const urgent = [...effects].filter((effect) => effect._isUrgent && isWaiting(effect) && effect._at?.deref()?.isConnected);
	urgent.forEach(begin);
	// They may have brought others.
	if (urgent[0]) gather();
}

/**
 * Gives all that may run their turns, unless that goes on already.
 * @param isTold whether it is to be told also that nothing waited
 */
export async function advance(isTold?: boolean) {
	if (isHeld) return;
	isHeld = true;
	let hasRun = isTold;
	let script: HTMLScriptElement | undefined;
	for (;;) {
		while (waiting[0] && !mayRun(waiting[0])) waiting.shift();
		script = waiting[0];
		const isDeferred = script && classify(script)._isDeferred;
		const effect = [...effects].find((effect) => {
			const at = effect._at?.deref();
			return (
				isWaiting(effect) &&
				(at?.isConnected
					? !script || isDeferred || ask(at, 'compareDocumentPosition', script) & Node.DOCUMENT_POSITION_FOLLOWING
					: !effect._isTag && !script)
			);
		});
		// The page's own deferred scripts come first, until its parser has done with them.
		if (!effect && (!script || (isDeferred && !isReady()))) break;
		hasRun = true;
		if (isDeferred) waiting.forEach(preload);
		await new Promise<void>((release) => {
			if (mustPaint) {
				mustPaint = false;
				requestAnimationFrame(release as () => void);
				setTimeout(release, PAINT_LIMIT);
			} else if (effect) {
				begin(effect);
				release();
			} else run(script!, release);
		});
		await task();
	}
	isHeld = false;
	if (hasRun && !script) announce('idle');
}

/** There may be something new. */
export function renew(isTold?: boolean) {
	gather();
	advance(isTold);
}

/** The same for who calls: it is looked at once, and the turns begin in a task of their own. */
export function renewLater() {
	gather();
	setTimeout(advance, 0, true);
}

/** Consent has changed. */
export function refresh() {
	// The click that grants paints before the first tag runs. Without a visitor's hand in it a returning visitor's tags run where
	// they stand while the page streams in.
	mustPaint = !isParsing() || navigator.userActivation?.isActive;
	renew();
}
