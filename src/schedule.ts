/**
 * One queue for everything that waits for a condition, run as the HTML parser runs scripts: one after the other in document
 * order, deferred ones after the document is parsed, downloads of all in parallel.
 */
import { holds } from './consent.js';
import { announce, guard, isParsing, isReady } from './events.js';
import { tellReadiness } from './lateness.js';

/** Milliseconds of work in one task before the runtime yields: half a frame at 60 Hz, the other half is the page's. */
const TASK_BUDGET = 8;
/** Milliseconds after which a page goes on that nobody sees: it has no frames. */
const PAINT_LIMIT = 100;

/** What a job is doing; first it waits. */
const RUNNING = 1;
const ON = 2;

/** Something that waits for its condition and then for its turn: a tag, a callback, or what either leaves to be cleaned up. */
export interface Job {
	/** The tag: its condition is read anew before its turn, as another job may have changed it. */
	_element?: HTMLElement;
	/** Of a job that is no tag. */
	_condition?: string;
	/** Runs it. True: what comes after waits until `resume` is called. */
	_run(): unknown;
	/** Takes back what `_run` did when the condition stops holding, and lets it wait again. Without it a job runs once. */
	_undo?: () => unknown;
	/** Runs after the parser and after all others: `defer` and modules. */
	_isDeferred?: boolean;
	/** Waits for no turn: import maps, elements, templates. */
	_isUrgent?: boolean;
	/** Waits for the paint all the same: the browser may start a process for a frame. */
	_isHeavy?: boolean;
	/** Starts the download: the order of running costs no order of downloading. Called often. */
	_prepare?: () => void;
	/** Its place: the number of its registration, or one between that of the tag that brought it and the next. Kept by the schedule, as is the next. */
	_order?: number;
	_phase?: typeof RUNNING | typeof ON;
}

/** In order; those that ran and can be undone too. */
let jobs = new Set<Job>();
/** Those of them whose condition held when last looked at and that have not had their turn since. */
let ready = new Set<Job>();
/** Tags that have a job, or that must never get one; and what is due when they are found again. */
export const held = new WeakMap<Element, (() => void) | undefined>();
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
		runUrgent();
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

const isOpen = (job: Job) => holds(job._condition ?? job._element!.dataset.category ?? '');

/** Stable: where there is no number left between two they keep the order in which they came. */
const sort = (jobs: Set<Job>) => new Set([...jobs].sort((one, other) => one._order! - other._order!));

/** Looks at every condition again. */
function rebuild() {
	jobs = sort(jobs);
	ready = new Set([...jobs].filter((job) => !job._phase && isOpen(job)));
}

function next(): Job | undefined {
	let deferred: Job | undefined;
	for (const job of ready) {
		if (!job._isDeferred) return job;
		deferred ??= job;
	}
	// The page's own deferred scripts come first, until its parser has done with them.
	return deferred && isReady() ? deferred : undefined;
}

/** @returns whether the others must wait for it */
function giveTurn(job: Job): unknown {
	ready.delete(job);
	job._phase = RUNNING;
	// A listener may change consent, so that is looked at last.
	if ((job._element && !announce(job._element, 'activate')) || !isOpen(job)) {
		job._phase = undefined;
		return;
	}
	if (!job._undo) jobs.delete(job);
	const isHolding = guard(job._run);
	job._phase = ON;
	// It may have taken back its own consent, or itself.
	review(job);
	return isHolding;
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
	for (const job of ready) job._prepare?.();
}

/** Adds a job at the end, or at the given place. */
export function add(job: Job, order?: number) {
	job._order = order || ++lastOrder;
	jobs.add(job);
	if (!isOpen(job)) return;
	ready.add(job);
	if (job._isUrgent) giveTurn(job);
	else if (order) ready = sort(ready);
}

/** Adds what is to be done when the condition stops holding, and nothing before. */
export const addCleanup = (condition: string, undo: () => unknown) =>
	add({ _condition: condition, _isUrgent: true, _run() {}, _undo: undo });

export function remove(job: Job) {
	jobs.delete(job);
	ready.delete(job);
	held.delete(job._element!);
	review(job);
}

function review(job: Job) {
	if (job._phase !== ON || (jobs.has(job) && isOpen(job))) return;
	job._phase = undefined;
	if (job._undo) guard(job._undo);
}

/** Takes back what no longer may be there: tags first, then callbacks, then what both have left behind. */
export function reviewAll() {
	for (const isDue of [(job: Job) => job._element, (job: Job) => !job._isUrgent, () => true]) {
		for (const job of jobs) {
			// Whoever puts it back brings a tag that was never seen.
			if (job._element?.isConnected === false) remove(job);
			if (isDue(job)) review(job);
		}
	}
}

function runUrgent(isLight = false) {
	// What one of them brings may have run the next.
	for (const job of ready) if (job._isUrgent && !(isLight && job._isHeavy) && ready.has(job)) giveTurn(job);
}

/** Consent has changed. */
export function refresh() {
	rebuild();
	const isByHand = !!navigator.userActivation?.isActive;
	// The click that grants paints before the first tag runs. Without a visitor's hand in it a returning visitor's tags run where
	// they stand while the page streams in, and in a task of their own later.
	mustPaint = !isParsing() || isByHand;
	runUrgent(isByHand && !isHeld);
	pump();
}
