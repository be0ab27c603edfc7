/** Callbacks that wait for a condition, run, are cleaned up after when it stops holding, and wait again. */
import { holds } from './consent.js';
import { guard } from './events.js';
import { add, type Job, remove } from './schedule.js';
import type { Off, WhenCallback } from './types.js';

const reviews = new Set<() => void>();

/** Cleans up after those whose condition no longer holds, and arms them again. */
export function reviewAll() {
	for (const review of reviews) review();
}

export function register(condition: string, callback: WhenCallback): Off {
	let cleanup: unknown;
	let hasRun = false;
	const job: Job = {
		_condition: () => condition,
		_run() {
			cleanup = guard(callback);
			hasRun = true;
			// It may have taken back its own consent, or itself.
			review();
		},
	};
	const review = () => {
		const isOn = reviews.has(review);
		if (!hasRun || (isOn && holds(condition))) return;
		hasRun = false;
		if (typeof cleanup === 'function') guard(cleanup as () => unknown);
		if (isOn) add(job, job._order);
	};
	reviews.add(review);
	add(job);
	return () => {
		reviews.delete(review);
		remove(job);
		review();
	};
}
