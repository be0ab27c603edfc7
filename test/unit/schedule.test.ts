import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../src/schedule.js';

let schedule: typeof import('../../src/schedule.js');
let consent: typeof import('../../src/consent.js');
let ran: string[];

beforeEach(async () => {
	vi.resetModules();
	schedule = await import('../../src/schedule.js');
	consent = await import('../../src/consent.js');
	ran = [];
});

const createJob = (name: string, more: Partial<Job> = {}, condition = 'necessary'): Job => ({
	_condition: condition,
	_run: () => void ran.push(name),
	...more,
});

describe('the schedule', () => {
	it('runs at once, in the order of registration, what may run', () => {
		for (const name of ['a', 'b', 'c']) schedule.add(createJob(name));
		expect(ran).toEqual([]);
		schedule.pump();
		expect(ran).toEqual(['a', 'b', 'c']);
		schedule.pump();
		expect(ran).toEqual(['a', 'b', 'c']);
	});

	it('runs deferred ones last', () => {
		schedule.add(createJob('deferred', { _isDeferred: true }));
		schedule.add(createJob('ordered'));
		schedule.pump();
		expect(ran).toEqual(['ordered', 'deferred']);
	});

	it('puts a job that brings others before those behind it', () => {
		const writer = createJob('writer');
		schedule.add(writer);
		schedule.add(createJob('next'));
		schedule.add(createJob('one'), writer._order);
		schedule.add(createJob('two'), writer._order);
		schedule.pump();
		expect(ran).toEqual(['writer', 'one', 'two', 'next']);
	});

	it('holds the others back until it is told to resume, and starts their downloads meanwhile', async () => {
		const prepare = vi.fn();
		schedule.add(createJob('slow', { _run: () => ran.push('slow') > 0 }));
		schedule.add(createJob('next', { _prepare: prepare }));
		schedule.pump();
		expect([ran, prepare.mock.calls.length]).toEqual([['slow'], 1]);
		schedule.pump();
		expect(ran).toEqual(['slow']);
		schedule.resume();
		await vi.waitFor(() => expect(ran).toEqual(['slow', 'next']));
	});

	it('does not start the download of what is not granted', () => {
		const prepare = vi.fn();
		schedule.add(createJob('slow', { _run: () => true }));
		schedule.add(createJob('other', { _prepare: prepare }, 'statistical'));
		schedule.pump();
		expect(prepare).not.toHaveBeenCalled();
	});

	it('looks at the condition again before the turn', () => {
		consent.decide({ a: true });
		schedule.add(createJob('first', { _run: () => void consent.decide({ a: false }) }));
		schedule.add(createJob('second', {}, 'a'));
		schedule.pump();
		expect(ran).toEqual([]);
	});

	it('keeps waiting what a listener prevents, and asks again when consent changes', async () => {
		const element = document.body.appendChild(document.createElement('p'));
		element.dataset.category = 'necessary';
		element.addEventListener('consent:activate', (event) => event.preventDefault(), { once: true });
		schedule.add({ _element: element, _run: () => void ran.push('shy') });
		schedule.pump();
		schedule.pump();
		expect(ran).toEqual([]);
		schedule.refresh();
		await vi.waitFor(() => expect(ran).toEqual(['shy']));
	});

	it('runs what is urgent at once, also while another has the turn', () => {
		schedule.add(createJob('slow', { _run: () => ran.push('slow') > 0 }));
		schedule.pump();
		schedule.add(createJob('urgent', { _isUrgent: true }));
		expect(ran).toEqual(['slow', 'urgent']);
	});

	it('undoes tags first, then callbacks, then what both left behind, and lets them wait again', async () => {
		const undone: string[] = [];
		const element = document.body.appendChild(document.createElement('p'));
		element.dataset.category = 'a';
		const createUndoable = (name: string, more: Partial<Job> = {}) =>
			createJob(name, { _undo: () => undone.push(name), ...more }, 'a');
		consent.decide({ a: true });
		schedule.add(createUndoable('trace', { _isUrgent: true }));
		schedule.add(createUndoable('callback'));
		schedule.add(createUndoable('tag', { _element: element, _condition: undefined, _isUrgent: true }));
		schedule.pump();
		expect(ran).toEqual(['trace', 'tag', 'callback']);
		consent.decide({ a: false });
		schedule.reviewAll();
		expect(undone).toEqual(['tag', 'callback', 'trace']);
		consent.decide({ a: true });
		schedule.refresh();
		await vi.waitFor(() => expect(ran.slice(3)).toEqual(['trace', 'tag', 'callback']));
	});

	it('forgets a tag that has left the page, which may come back as a new one', () => {
		const undo = vi.fn();
		const element = document.body.appendChild(document.createElement('p'));
		element.dataset.category = 'necessary';
		schedule.known.set(element, undefined);
		schedule.add({ _element: element, _isUrgent: true, _run: () => void ran.push('tag'), _undo: undo });
		element.remove();
		schedule.reviewAll();
		expect([ran, undo.mock.calls.length, schedule.known.has(element)]).toEqual([['tag'], 1, false]);
	});
});
