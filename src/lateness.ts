/**
 * What a tag would miss that was written for an earlier time: the events of a page that becomes ready, and `document.write`.
 * Only a gated classic script, told by `document.currentScript`, gets any of it; everybody else's call passes through.
 */
import { isReady, page } from './events.js';
import { READINESS } from './names.js';

/** Before the type under which a gated script's listener is kept back: only this file dispatches it. */
const ALIAS = 'taggate:';

const { getOwnPropertyDescriptor } = Object;

/** `document.currentScript`, which no `<img name=currentScript>` can shadow. */
export const currentScript = (): HTMLScriptElement | null =>
	getOwnPropertyDescriptor(Document.prototype, 'currentScript')!.get!.call(page);

/** What each gated script that has been started has written and not yet placed. */
export const written = new WeakMap<object, string>();
/** Those that have been started and are not over. */
export const running = new Set<HTMLScriptElement>();
let keepsBack = false;
let ownOnload: ((event: Event) => void) | null;

const isGated = () => written.has(currentScript()!);
const callOnload = (event: Event) => ownOnload?.call(window, event);

/** Lets gated scripts listen and write as if the page were still being parsed. */
export function adaptPage() {
	// The prototype, as others that wrap these methods do: one that comes later wraps ours.
	const prototype = EventTarget.prototype;
	for (const method of ['addEventListener', 'removeEventListener'] as const) {
		const original = prototype[method] as (this: EventTarget, ...parameters: unknown[]) => void;
		prototype[method] = function (
			this: EventTarget,
			type: string,
			listener: unknown,
			options?: AddEventListenerOptions | boolean,
		) {
			const target = this || window;
			// On the document `load` is that of images and the like, when it is captured.
			if (READINESS.includes(type) && (target === window || (target === page && type !== 'load'))) {
				if (method[0] === 'r') original.call(target, ALIAS + type, listener, options);
				else if (isGated()) {
					// A page that is not ready for the tags that still wait is not ready for the one that asks. The browser keeps the
					// listener, so that `signal`, `handleEvent`, `this`, doubles and faults stay its work.
					keepsBack = true;
					return original.call(target, ALIAS + type, listener, {
						...(options === true ? { capture: options } : (options as object)),
						once: true,
					});
				}
			}
			return original.call(target, type, listener, options);
		};
	}

	const onload = getOwnPropertyDescriptor(window, 'onload')!;
	Object.defineProperty(window, 'onload', {
		...onload,
		// What the page itself had set has been called: who chains must not call it again.
		get: () => (isGated() ? ownOnload : onload.get!.call(window)),
		set(handler) {
			if (isGated()) {
				ownOnload = handler;
				window.addEventListener('load', callOnload);
			} else onload.set!.call(window, handler);
		},
	});

	for (const method of ['write', 'writeln', 'open', 'close'] as const) {
		const original = page[method] as (...parameters: unknown[]) => unknown;
		page[method] = (...texts: unknown[]): never => {
			const script = currentScript()!;
			if (!isGated()) return original.apply(page, texts) as never;
			if (method > 'w') written.set(script, written.get(script)!.concat(...texts.map(String), method[5] ? '\n' : ''));
			return page as never;
		};
	}
}

/** No tag waits for its turn: here an ordinary page tells that it is ready. */
export function tellReadiness() {
	if (!keepsBack || !isReady()) return;
	for (const type of READINESS) {
		const isEarly = type[0] === 'D';
		// Only `DOMContentLoaded` comes before the page is complete, and does not wait for async scripts.
		if (!isEarly && (page.readyState !== 'complete' || running.size)) continue;
		keepsBack = isEarly;
		const event = new Event(ALIAS + type, { bubbles: isEarly });
		(type[4] ? page : window).dispatchEvent(Object.defineProperty(event, 'type', { value: type }));
	}
}
