/** When something was, and how long it took, in words. */
import type { Run } from './journal.js';

const SECOND = 1000;
/** Below it a tenth of a millisecond is worth telling. */
const FINE_LIMIT = 10;

/** A moment, from the beginning of the page. */
export const tellTime = (time: number): string => `${(time / SECOND).toFixed(2)} s`;

export function tellDuration(duration: number): string {
	if (duration >= SECOND) return tellTime(duration);
	return `${duration.toFixed(duration < FINE_LIMIT ? 1 : 0)} ms`;
}

/** What Resource Timing has of a file. */
export type Download = Pick<PerformanceResourceTiming, 'startTime' | 'duration'> & { responseStatus?: number };

/**
 * @param isLong the run has a length of its own: a script's
 * @returns nothing of what is not known
 */
export function tellTiming({ startedAt, endedAt }: Run = {}, download: Download | undefined, isLong: boolean): string {
	const status = download?.responseStatus ?? 0;
	return [
		startedAt != null && `at ${tellTime(startedAt)}`,
		isLong &&
			endedAt != null &&
			(startedAt == null ? `over at ${tellTime(endedAt)}` : `took ${tellDuration(endedAt - startedAt)}`),
		// One of another site that does not share its times is there all the same; a status below 400 is no news.
		download &&
			`download ${tellDuration(download.duration)}${startedAt == null ? ` from ${tellTime(download.startTime)}` : ''}${status >= 400 ? `, status ${status}` : ''}`,
	]
		.filter(Boolean)
		.join(' · ');
}
