/** Callbacks that wait for a condition, run, are cleaned up after when it stops holding, and wait again. */
import { guard } from './events.js';
import { add, type Job, remove } from './schedule.js';
import type { Off, WhenCallback } from './types.js';

export function register(condition: string, callback: WhenCallback): Off {
	let cleanup: unknown;
	const job: Job = {
		_condition: condition,
		_run() {
			cleanup = guard(callback);
		},
		_undo() {
			if (typeof cleanup === 'function') cleanup();
		},
	};
	add(job);
	return () => remove(job);
}
