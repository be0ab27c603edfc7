import { expect, it } from 'vitest';
import { createJournal } from '../../../src/inspector/journal.js';
import type { EventName } from '../../../src/names.js';

/** What reached a listener: only what the journal reads of it. */
const event = (target: EventTarget, timeStamp: number, detail?: unknown) => ({ target, timeStamp, detail }) as unknown as Event;
const script = () => document.createElement('script');

it('keeps of each tag when it started and when it was over', () => {
	const { hear, runs } = createJournal();
	const tag = script();
	hear('activate', event(tag, 10));
	expect(runs.get(tag)).toMatchObject({ startedAt: 10 });
	hear('activated', event(tag, 25));
	expect(runs.get(tag)).toMatchObject({ startedAt: 10, endedAt: 25 });
});

it('knows no start of what had started before', () => {
	const { hear, runs } = createJournal();
	const tag = script();
	hear('activated', event(tag, 25));
	expect(runs.get(tag)).toEqual({ endedAt: 25 });
});

it('forgets the run before when a tag is activated again', () => {
	const { hear, runs } = createJournal();
	const tag = script();
	hear('activate', event(tag, 1));
	hear('error', event(tag, 2, { reason: 'failed to load' }));
	expect(runs.get(tag)).toMatchObject({ endedAt: 2, fault: 'failed to load' });
	hear('activate', event(tag, 3));
	expect(runs.get(tag)?.fault ?? runs.get(tag)?.endedAt).toBeUndefined();
});

it('lets a tag that timed out still end', () => {
	const { hear, runs } = createJournal();
	const tag = script();
	hear('activate', event(tag, 1));
	hear('error', event(tag, 2, { reason: 'timed out' }));
	expect(runs.get(tag)).toMatchObject({ isHung: true });
	expect(runs.get(tag)?.endedAt).toBeUndefined();
	hear('activated', event(tag, 3));
	expect(runs.get(tag)).toMatchObject({ isHung: true, endedAt: 3 });
});

it('joins a dead tag and the copy that ran in its place, and no others', () => {
	const { hear, move, runs } = createJournal();
	const [dead, copy, other] = [script(), script(), script()] as const;
	hear('activate', event(dead, 1));
	hear('activated', event(copy, 4));
	move(dead, copy);
	expect([...runs.keys()]).toEqual([copy]);
	expect(runs.get(copy)).toMatchObject({ startedAt: 1, endedAt: 4 });
	move(copy, other);
	expect(runs.has(other)).toBe(false);
});

it('shows what a banner sent before the answer, which was heard first', () => {
	const { hear, messages } = createJournal();
	hear('change', event(document, 5.1));
	hear('update', event(window, 5, { a: true }));
	hear('reset', event(window, 9));
	expect(messages.map(({ name }) => name)).toEqual(['reset', 'change', 'update'] satisfies EventName[]);
});

it('keeps the last messages, and no tag for ever', () => {
	const { hear, messages, runs } = createJournal();
	for (let time = 0; time < 1000; time++) hear('activated', event(script(), time));
	expect([messages.length, messages[0]?.time, messages.at(-1)?.time]).toEqual([60, 999, 940]);
	expect(runs.size).toBe(400);
});
