import { expect, it } from 'vitest';
import { tellDuration, tellTiming } from '../../../src/inspector/timing.js';

it.each([
	[0, '0.0 ms'],
	[9.94, '9.9 ms'],
	[10, '10 ms'],
	[999, '999 ms'],
	[1500, '1.50 s'],
])('%d milliseconds are %s', (duration, text) => {
	expect(tellDuration(duration)).toBe(text);
});

const download = { startTime: 100, duration: 50, responseStatus: 200 };

it.each([
	['a run', { startedAt: 1000, endedAt: 1200 }, undefined, true, 'at 1.00 s · took 200 ms'],
	['a run of a file', { startedAt: 1000, endedAt: 1200 }, download, true, 'at 1.00 s · took 200 ms · download 50 ms'],
	['an element, which has no length', { startedAt: 1000, endedAt: 1200 }, undefined, false, 'at 1.00 s'],
	['only the end', { endedAt: 1200 }, undefined, true, 'over at 1.20 s'],
	['only the file', undefined, download, true, 'download 50 ms at 0.10 s'],
	['a file that is not there', undefined, { ...download, responseStatus: 404 }, true, 'download 50 ms at 0.10 s, status 404'],
	['a file that took no time', undefined, { ...download, duration: 0 }, true, 'downloaded at 0.10 s'],
	['a run of such a file', { startedAt: 1000, endedAt: 1200 }, { ...download, duration: 0 }, true, 'at 1.00 s · took 200 ms'],
	['nothing', undefined, undefined, true, ''],
] as const)('tells of %s no more than is known', (_, run, file, isLong, text) => {
	expect(tellTiming(run, file, isLong)).toBe(text);
});
