/** What all bridges from a consent manager share: when to look, what to send, and what never to believe. */
import type { Off, Taggate } from '../types.js';
import type { NameMap } from './map.js';

export interface BridgeOptions {
	/** Names that it does not hold keep the default. One of theirs may map to several of ours, and several to one: then all are needed. */
	map?: NameMap;
}

/** Connects a consent manager; returns what disconnects it. */
export type Bridge = (taggate: Taggate, options?: BridgeOptions) => Off;

/** What a consent manager says of its names. */
export type Decision = Record<string, boolean>;

/**
 * Reads what stands: nothing while the visitor has not decided. It throws while the manager is not there or half built: then
 * what was sent stands. Where there are no events it subscribes `changed` itself, as soon as it can.
 */
type Read = (changed: () => void, event?: Event) => Decision | undefined;

/**
 * Sends the runtime what a consent manager decides.
 * @param defaults the default map; without one the site chose the manager's names, which are ours too
 * @param events those that may tell of a change, none of which is believed: after each the manager is read again
 * @returns what disconnects the two
 */
export function follow(
	taggate: Taggate,
	options: BridgeOptions | undefined,
	defaults: NameMap | undefined,
	events: string[],
	read: Read,
): Off {
	const names: NameMap = { ...defaults, ...options?.map };
	let sent = '';
	let isOff = false;

	function look(event?: Event) {
		try {
			const theirs = read(changed, event);
			// One that is no name here needs the map. All stay: what a manager no longer holds is denied.
			if (!defaults) for (const id in theirs) if (!/[^\w./:-]/.test(id)) names[id] ??= id;
			const ours: Decision = {};
			for (const id in names)
				for (const name of names[id]!.split(' ')) if (name) ours[name] = theirs?.[id] === true && ours[name] !== false;
			// Who says nothing of a name has not decided.
			const text = theirs && Object.keys(ours)[0] ? JSON.stringify(ours) : '';
			if (text === sent || isOff) return;
			sent = text;
			if (text) taggate.update(ours);
			else taggate.reset();
		} catch {
			// Not there yet.
		}
	}

	/** One click of a visitor's is many events of a manager's, and between them the state is half: it is read after all of them. */
	const changed = (event?: Event) => void setTimeout(look, 0, event);

	// None of their events bubbles, but all pass the window on their way.
	for (const type of [...events, 'DOMContentLoaded', 'load']) addEventListener(type, changed, true);
	// Some managers tell nobody that they are there: each script that has loaded may have brought one. Its event ends at the document.
	// The window's method, which no `<img name=addEventListener>` shadows.
	addEventListener.call(document, 'load', changed, true);
	look();
	return () => {
		isOff = true;
	};
}
