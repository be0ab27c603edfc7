/**
 * One queue for tags and callbacks, run as the HTML parser runs scripts: one after the other in document order, deferred
 * ones after the document is parsed, downloads of all in parallel.
 */
import { holds } from './consent.js';
import { guard, isParsing, isReady } from './events.js';
import { tellReadiness } from './lateness.js';

/** Milliseconds of work in one task before the runtime yields: half a frame at 60 Hz, the other half is the page's. */
const TASK_BUDGET = 8;
/** Milliseconds after which a page goes on that nobody sees: it has no frames. */
const PAINT_LIMIT = 100;

/** Something that waits for its condition and then for its turn: a tag or a callback. */
export interface Job {
	/** Read anew before its turn: another job may have changed it. */
	_condition: () => string;
	/** False: not now, it goes on waiting until consent changes. */
	_mayRun?: () => boolean;
	/** Runs it, once. True: what comes after waits until `resume` is called. */
	_run: () => unknown;
	/** Runs after the parser and after all others: `defer` and modules. */
	_isDeferred?: boolean;
	/** Takes its turn as soon as its condition holds: import maps. */
	_isUrgent?: boolean;
	/** Starts the download: the order of running costs no order of downloading. Called often. */
	_prepare?: () => void;
	/** Its place: the number of its registration, or that of the tag that brought it. Kept by the schedule. */
	_order?: number;
}

/** In order. */
let waiting = new Set<Job>();
/** Those of them whose condition held when last looked at and that have not had their turn since. */
let ready = new Set<Job>();
let lastOrder = 0;
/** A job has the turn, or a later task will go on. */
let isHeld = false;
let mustPaint = false;

/** Goes on, in a task of its own, after a job that held the others back. */
export function resume() {
	// A message is a task without the 4 ms to which nested timers are clamped, and not throttled in a hidden tab.
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		port1.close();
		isHeld = false;
		pump();
	};
	port2.postMessage(0);
}

function resumeAfterPaint() {
	let hasResumed = false;
	const once = () => {
		if (!hasResumed) resume();
		hasResumed = true;
	};
	requestAnimationFrame(once);
	setTimeout(once, PAINT_LIMIT);
}

const isOpen = (job: Job) => holds(job._condition());

/** Looks at every condition again. */
function rebuild() {
	// Stable: the tags that one tag brings share its number and keep their own order.
	waiting = new Set([...waiting].sort((one, other) => one._order! - other._order!));
	ready = new Set([...waiting].filter(isOpen));
}

function next(isDeferred = false): Job | undefined {
	for (const job of ready) if (!!job._isDeferred === isDeferred) return job;
	// The page's own deferred scripts come first, until its parser has done with them.
	return isDeferred || !isReady() ? undefined : next(true);
}

/** @returns whether the others must wait for it */
function giveTurn(job: Job): unknown {
	ready.delete(job);
	// A listener may change consent, so that is looked at last.
	if (job._mayRun?.() === false || !isOpen(job)) return;
	remove(job);
	return guard(job._run);
}

function advance() {
	isHeld = true;
	if (mustPaint) {
		mustPaint = false;
		return navigator.userActivation?.isActive === false ? resume() : resumeAfterPaint();
	}
	const start = performance.now();
	for (let job = next(); job; job = next()) {
		// A download ends in the task in which the script ran, for how long nobody knows: the next one gets a task of its own.
		if (giveTurn(job)) return;
		if (performance.now() - start > TASK_BUDGET) return resume();
	}
	isHeld = false;
	tellReadiness();
}

/** Runs what may run, and starts the downloads of what must wait for its turn. */
export function pump() {
	if (!isHeld) advance();
	for (const job of ready) {
		if (job._isUrgent) giveTurn(job);
		else job._prepare?.();
	}
}

/** Adds a job at the end, or at the given place. */
export function add(job: Job, order?: number) {
	job._order = order || ++lastOrder;
	waiting.add(job);
	if (order) rebuild();
	else if (isOpen(job)) ready.add(job);
}

export function remove(job: Job) {
	waiting.delete(job);
	ready.delete(job);
}

/** Consent has changed. */
export function refresh() {
	rebuild();
	// The click that grants paints before the first tag runs. Without a visitor's hand in it a returning visitor's tags run where
	// they stand while the page streams in, and in a task of their own later.
	mustPaint = !isParsing() || !!navigator.userActivation?.isActive;
	pump();
}
