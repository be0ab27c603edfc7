/** What the bus has told since the inspector listens: of each tag its run, and the last messages. */
import type { EventName } from '../names.js';

/** Messages that are kept, and tags of which the run is: those that left the page longest ago are forgotten first. */
const MESSAGE_LIMIT = 60;
const RUN_LIMIT = 400;

/** The reason that the runtime gives for a tag that lacks its nonce. */
export const REFUSAL = 'wrong nonce';
const TIMEOUT = 'timed out';

/** What is known of a tag's run. Times are milliseconds since the page began. */
export interface Run {
	startedAt?: number;
	endedAt?: number;
	/** The reason of its `consent:error`. */
	fault?: string;
	/** It held the others back for as long as it may, and may still end. */
	isHung?: boolean;
	/** Its `consent:activate`: whether a listener prevented it is known when all of them have been called. */
	activation?: Event;
}

export interface Message {
	time: number;
	/** Without `consent:`. */
	name: EventName;
	target: EventTarget | null;
	detail: unknown;
}

export interface Journal {
	/** The newest first. */
	readonly messages: readonly Message[];
	/** Tags of which anything was heard, in that order. */
	readonly runs: ReadonlyMap<Element, Run>;
	hear(name: EventName, event: Event): void;
	/** Tags that the browser would not have run: behind each stands the copy that ran. */
	readonly dead: WeakSet<Element>;
	/** Takes a live script that came right behind a held one for its copy, if the held one has been started and the other has not. */
	move(dead: Element, copy: Element): void;
}

export function createJournal(): Journal {
	const messages: Message[] = [];
	const runs = new Map<Element, Run>();
	const dead = new WeakSet<Element>();

	function open(element: Element): Run {
		const run = runs.get(element) ?? {};
		runs.set(element, run);
		if (runs.size > RUN_LIMIT) for (const other of runs.keys()) if (!other.isConnected && runs.delete(other)) break;
		return run;
	}

	return {
		messages,
		runs,
		dead,
		hear(name, event) {
			const { target, timeStamp: time } = event;
			const { detail } = event as CustomEvent<{ reason?: string } | null>;
			// The runtime hears what a banner sends first, and answers at once: the answer is here already.
			const isHeardLate = name === 'update' || name === 'reset';
			const place = isHeardLate ? messages.findIndex((message) => message.time < time) : 0;
			messages.splice(place < 0 ? messages.length : place, 0, { time, name, target, detail });
			messages.length = Math.min(messages.length, MESSAGE_LIMIT);
			if (!(target instanceof Element)) return;
			if (name === 'activate') {
				runs.delete(target);
				Object.assign(open(target), { startedAt: time, activation: event });
			} else if (name === 'activated') open(target).endedAt = time;
			else if (name === 'error') {
				const run = open(target);
				if (detail?.reason === TIMEOUT) run.isHung = true;
				else Object.assign(run, { endedAt: time, fault: `${detail?.reason}` });
			}
		},
		move(original, copy) {
			const run = runs.get(original);
			const copied = runs.get(copy);
			// Started and never over, and the reverse: one run. Any other script may stand behind any other.
			if (run?.startedAt == null || run.endedAt != null || run.activation?.defaultPrevented || copied?.startedAt != null) return;
			dead.add(original);
			runs.delete(original);
			runs.set(copy, { ...run, ...copied });
		},
	};
}
