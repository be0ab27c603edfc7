/** The events by which a page and the gate talk, and the funnel of all errors. */
import type { EventName } from '../names.js';

/**
 * By the window's method, which no `<img name=dispatchEvent>` shadows as it does the document's.
 * @returns false when a listener prevented it, which only `activate` heeds
 */
export const announce = (name: `consent:${EventName}`, detail?: unknown, target: EventTarget = document): boolean =>
	dispatchEvent.call(target, new CustomEvent(name, { bubbles: true, cancelable: true, detail }));

/** Says what is wrong with a tag, or with what the page said. */
export const report = (reason: string, target?: EventTarget) => {
	console.error('taggate:', reason, target);
	announce('consent:error', { reason }, target);
};

/** Calls a function of the page; what it throws is reported like any uncaught error, and stops nothing. */
export const guard = <Argument, Result>(callback: (argument: Argument) => Result, argument?: Argument): Result | undefined => {
	try {
		return callback(argument as Argument);
	} catch (error) {
		reportError(error);
	}
};
