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

/** One from the cache, or whose times another site keeps to itself, has no duration; a status below 400 is no news. */
function tellDownload({ startTime, duration, responseStatus = 0 }: Download, isAlone: boolean): string {
	const time = isAlone ? ` at ${tellTime(startTime)}` : '';
	const status = responseStatus >= 400 ? `, status ${responseStatus}` : '';
	if (duration > 0) return `download ${tellDuration(duration)}${time}${status}`;
	return time || status ? `downloaded${time}${status}` : '';
}

/**
 * @param isLong the run has a length of its own: a script's
 * @returns nothing of what is not known
 */
export function tellTiming({ startedAt, endedAt }: Run = {}, download: Download | undefined, isLong: boolean): string {
	return [
		startedAt != null && `at ${tellTime(startedAt)}`,
		isLong &&
			endedAt != null &&
			(startedAt == null ? `over at ${tellTime(endedAt)}` : `took ${tellDuration(endedAt - startedAt)}`),
		download && tellDownload(download, startedAt == null),
	]
		.filter(Boolean)
		.join(' · ');
}
