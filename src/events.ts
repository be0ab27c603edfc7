/** The document; undefined on a server, where importing must be harmless. */
export const page = globalThis.document;

/** Whether the page's parser may still bring something. */
export const isParsing = (): boolean => page.readyState === 'loading';

/** Whether the parser and the page's deferred scripts are done. By the page's own clock, as the runtime itself may come late. */
export const isReady = (): boolean => performance.timing.domContentLoadedEventStart > 0;

/** `matches` of an element, which in a form a field of that name shadows. */
export const is = (node: unknown, selector: string): node is HTMLElement =>
	node instanceof HTMLElement && Element.prototype.matches.call(node, selector);

/** `querySelectorAll`, which a field or an image of that name shadows. */
export const findAll = (root: ParentNode, selector: string): NodeListOf<HTMLElement> =>
	(root instanceof Element ? Element : root === page ? Document : DocumentFragment).prototype.querySelectorAll.call(
		root,
		selector,
	) as NodeListOf<HTMLElement>;

/** The bus: all its events begin alike. */
const PREFIX = 'consent:';

/** What a banner may send, and what the runtime tells. */
export type EventName = 'update' | 'reset' | 'change' | 'activate' | 'activated' | 'error';

/** Hears an event wherever below the target it is dispatched, bubbling or not, before the page does. @returns its undo */
export function listen<Kind extends Event>(type: string, listener: (event: Kind) => void, target: EventTarget = window) {
	target.addEventListener(type, listener as (event: Event) => void, true);
	return () => target.removeEventListener(type, listener as (event: Event) => void, true);
}

/** Hears an event of the bus. @returns its undo */
export const receive = (name: EventName, receiver: (event: CustomEvent) => void, target?: EventTarget): (() => void) =>
	listen(PREFIX + name, receiver, target);

/** @returns false when a listener prevented it */
export const announce = (target: EventTarget, name: EventName, detail?: unknown): boolean =>
	EventTarget.prototype.dispatchEvent.call(
		target,
		new CustomEvent(PREFIX + name, { bubbles: true, cancelable: name === 'activate', detail }),
	);

/** The funnel of all errors but those of callbacks. */
export function report(reason: string, target: EventTarget, value: unknown = target) {
	console.error('taggate:', reason, value);
	announce(target, 'error', { reason });
}

/** Calls a function of the page; what it throws is reported like any uncaught error, and stops nothing. */
export function guard(callback: () => unknown): unknown {
	try {
		return callback();
	} catch (error) {
		reportError(error);
		announce(page, 'error', { reason: `${error}` });
	}
}

/** Does what may be forbidden here: storage throws where it is blocked, in a sandboxed frame for one. */
export function attempt<Result>(access: () => Result): Result | undefined {
	try {
		return access();
	} catch {}
}
