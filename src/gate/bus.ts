/** The events by which a page and the gate talk, and the funnel of all errors. */
import { type EventName, PREFIX } from '../names.js';
import { ask } from './page.js';

/** Hears an event of the bus wherever it is dispatched, bubbling or not, before the page does. @returns its undo */
export function receive(name: EventName, receiver: (detail: never) => void) {
	const hear = ({ detail }: Event & { detail?: unknown }) => receiver(detail as never);
	addEventListener(PREFIX + name, hear, true);
	return () => removeEventListener(PREFIX + name, hear, true);
}

/** @returns false when a listener prevented it, which only `activate` heeds */
export const announce = (name: EventName, target: EventTarget = document, detail?: unknown): boolean =>
	ask(target, 'dispatchEvent', new CustomEvent(PREFIX + name, { bubbles: true, cancelable: true, detail }));

/** Says what is wrong with a tag, or with what the page said. */
export function report(reason: string, target?: EventTarget) {
	console.error('taggate:', reason, target);
	announce('error', target, { reason });
}

/** Calls a function of the page; what it throws is reported like any uncaught error, and stops nothing. */
export function guard(callback: () => unknown): unknown {
	try {
		return callback();
	} catch (error) {
		reportError(error);
	}
}
