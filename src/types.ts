import type { ConsentState, Options } from './options.js';

export type { ConsentState, Options };

/** Detail of `consent:change`. */
export interface ConsentChange {
	/** The whole state after the change. */
	state: ConsentState;
	/** Names that became granted. */
	granted: string[];
	/** Names that became denied, or of which nothing is known any more. */
	denied: string[];
}

/** Detail of `consent:error`. */
export interface ConsentError {
	/** What was wrong, in one sentence. */
	reason: string;
}

/** Takes back what the call registered. */
export type Off = () => void;

/** A callback of {@link Taggate.when}; what it returns is its cleanup. */
export type WhenCallback = () => unknown;

export interface WhenOptions {
	/** The element at whose place the callback runs: before the tags behind it. Default: the script that calls, else the end. */
	at?: Element | null;
}

/** What {@link Taggate.push} takes: a plugin, a bridge, or the page's own code. */
export type Plugin = (taggate: Taggate) => unknown;

/** The running gate: `window.taggate`, and what `start()` returns. */
export interface Taggate {
	/** Calls `callback` with this object: at once, or, before the runtime is there, as soon as it is. */
	push(callback: Plugin): void;
	/**
	 * Runs `callback` once when `condition` holds: now or later, in the queue of the tags.
	 * A function that it returns is called when the condition stops holding; only then `callback` is armed again.
	 * A malformed condition is reported and never holds.
	 */
	when(condition: string, callback: WhenCallback, options?: WhenOptions): Off;
	/**
	 * Teaches the gate one more kind of element: `activate` is called with each gated element that matches `selector`, present
	 * or late, when its condition holds and its place has come. A function that it returns is called with the element when the
	 * condition stops holding, and only then `activate` may be called again. What ends it ends it for elements that are still held.
	 * @param isUrgent its elements wait for no script before them: what a visitor sees should not hang on a download
	 */
	adopt(selector: string, activate: (element: HTMLElement) => unknown, isUrgent?: boolean): Off;
	/**
	 * Merges `changes` into the state, as the event `consent:update` does. Only `true` grants, only `false` denies.
	 * Anything but a plain record of booleans is refused whole and reported as `consent:error`.
	 */
	update(changes: Record<string, boolean>): void;
	/** Grants the names, of which each may be a list: `update` with `true` for each. */
	grant(...names: string[]): void;
	/** Denies the names, of which each may be a list: `update` with `false` for each. */
	deny(...names: string[]): void;
	/** Forgets the decision: as on a first visit. */
	reset(): void;
	/** Whether the condition holds now. A malformed condition never holds. */
	has(condition: string): boolean;
	/** A frozen copy of the state. */
	readonly state: ConsentState;
	/** Calls `callback` on each change, and once at once if a decision stands. In the full file, or with the plugin `extras`. */
	on(event: 'change', callback: (change: ConsentChange) => void): Off;
	/**
	 * Looks now. With a script that is to be inserted: it is alive, and no copy runs in its place. In the full file, or with the
	 * plugin `extras`, with what is in a shadow root: from now on there too.
	 */
	scan(node?: Node): void;
	/** Where the gate looks: the root element, and what a plugin adds. */
	readonly roots: Set<Element | ShadowRoot>;
	/** What the gate was started with. */
	readonly options: Readonly<Options>;
}

declare global {
	interface Navigator {
		/** https://www.w3.org/TR/gpc/ */
		readonly globalPrivacyControl?: boolean;
	}
	interface Window {
		taggate?: Taggate | Plugin[];
	}
	interface DocumentEventMap {
		'consent:activate': CustomEvent;
		'consent:activated': CustomEvent;
		'consent:update': CustomEvent<Record<string, boolean>>;
		'consent:reset': CustomEvent;
		'consent:change': CustomEvent<ConsentChange>;
		'consent:idle': CustomEvent;
		'consent:error': CustomEvent<ConsentError>;
	}
	interface HTMLElementEventMap {
		'consent:activate': CustomEvent;
		'consent:activated': CustomEvent;
		'consent:error': CustomEvent<ConsentError>;
	}
}
