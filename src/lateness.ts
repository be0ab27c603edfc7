/**
 * What a tag would miss that was written for an earlier time: the events of a page that becomes ready, and `document.write`.
 * Only a gated classic script, told by `document.currentScript`, gets any of it; everybody else's call passes through.
 */
import { isParsing, page } from './events.js';

/** Before the type under which a gated script's listener is kept back: only this file dispatches it. */
const ALIAS = 'taggate:';
/** The events of a page that becomes ready, in their order. */
const READINESS = ['readystatechange', 'DOMContentLoaded', 'load'];

const { getOwnPropertyDescriptor } = Object;

/** `document.currentScript`, which no `<img name=currentScript>` can shadow. */
export const currentScript = (): HTMLScriptElement | null =>
	getOwnPropertyDescriptor(Document.prototype, 'currentScript')!.get!.call(page);

/** What each gated script that has been started has written and not yet placed. */
export const written = new WeakMap<object, string>();
/** Those that have been started and are not over. */
export const running = new Set<object>();
let keepsBack = false;
let ownOnload: ((event: Event) => void) | null;

const isGated = () => written.has(currentScript()!);
const callOnload = (event: Event) => ownOnload?.call(window, event);

/** Lets gated scripts listen and write as if the page were still being parsed. */
export function adaptPage() {
	for (const target of [window, page]) {
		const add = target.addEventListener as (this: EventTarget, ...parameters: unknown[]) => void;
		target.addEventListener = (type: string, listener: unknown, options?: AddEventListenerOptions | boolean) => {
			// A page that is not ready for the tags that still wait is not ready for the one that asks. The browser keeps the listener,
			// so that `signal`, `handleEvent`, `this`, doubles and faults stay its work.
			if (isGated() && READINESS.includes(type)) {
				keepsBack = true;
				add.call(target, ALIAS + type, listener, { ...(options as object), once: true });
			} else add.call(target, type, listener, options);
		};
	}

	const onload = getOwnPropertyDescriptor(window, 'onload')!;
	Object.defineProperty(window, 'onload', {
		...onload,
		set(handler) {
			if (isGated()) {
				ownOnload = handler;
				window.addEventListener('load', callOnload);
			} else onload.set!.call(window, handler);
		},
	});

	for (const method of ['write', 'writeln'] as const) {
		const original = page[method];
		page[method] = (...texts: string[]) => {
			const script = currentScript()!;
			if (isGated()) written.set(script, written.get(script) + texts.join('') + (method[5] ? '\n' : ''));
			else original.apply(page, texts);
		};
	}
}

/** No tag waits for its turn: here an ordinary page tells that it is ready. */
export function tellReadiness() {
	if (!keepsBack || isParsing()) return;
	for (const type of READINESS) {
		// Only `DOMContentLoaded` comes before the page is complete, and does not wait for async scripts.
		if (type[0] !== 'D' && (page.readyState !== 'complete' || running.size)) continue;
		keepsBack = type[0] === 'D';
		const event = new Event(ALIAS + type, { bubbles: type[0] === 'D' });
		Object.defineProperty(event, 'type', { value: type });
		(type === 'load' ? window : page).dispatchEvent(event);
	}
}
