/**
 * What a tag would miss that was written for an earlier time: the events of a page that becomes ready, and `document.write`.
 * Only a gated classic script, told by `document.currentScript`, gets any of it; everybody else's call passes through.
 */
import { CATEGORY, isInert, isScript, PREFIX, READINESS } from '../names.js';
import { isReady, listen, read } from '../shared.js';
import type { Taggate } from '../types.js';
import { holdScripts } from './bring.js';

/** Before the type under which a gated script's listener is kept back: only this file dispatches it. */
const ALIAS = 'taggate:';

const { getOwnPropertyDescriptor } = Object;

const isGated = () => (read('currentScript') as HTMLScriptElement | null)?.hasAttribute(CATEGORY);

/** Lets gated scripts listen and write as if the page were still being parsed. */
export const lateness = (taggate: Taggate) => {
	/** Those that have begun and are not over. */
	const running = new Set<HTMLScriptElement>();
	let keepsBack = false;
	let isIdle = false;
	let ownOnload: ((event: Event) => void) | null = null;
	const callOnload = (event: Event) => ownOnload?.call(window, event);
	/** What each gated script has written and not yet placed. */
	const written = new WeakMap<Element, string>();

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
			if (READINESS.includes(type) && (target === window || (target === document && type !== 'load'))) {
				if (method === 'removeEventListener') original.call(target, ALIAS + type, listener, options);
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
		const original = Document.prototype[method] as (...parameters: unknown[]) => unknown;
		document[method] = (...texts: unknown[]): never => {
			if (!isGated()) return original.apply(document, texts) as never;
			const script = read('currentScript') as HTMLScriptElement;
			if (method.startsWith('write'))
				written.set(script, (written.get(script) ?? '') + texts.map(String).join('') + (method === 'writeln' ? '\n' : ''));
			return document as never;
		};
	}

	/** Puts what a script has written behind it; scripts in it run next, under the same condition. */
	function place(target: HTMLScriptElement) {
		const html = written.get(target);
		written.delete(target);
		// As in browsers, nothing is written by a script for which no parser waited.
		if (!html || target.matches('[src]:is([async],[defer])')) return;
		try {
			// Unlike `innerHTML`, it brings scripts that the browser runs.
			const fragment = new Range().createContextualFragment(html);
			holdScripts(fragment, target.getAttribute(CATEGORY)!, taggate.options.nonce);
			fragment.querySelectorAll('script').forEach(taggate.scan);
			target.after(fragment);
			taggate.scan();
		} catch (error) {
			// Trusted Types forbid it.
			reportError(error);
		}
	}

	/** No tag waits for its turn: here an ordinary page tells that it is ready. */
	function tell() {
		// What did not begin after all is inert; of what has left the page nothing is heard.
		for (const script of running) if (isInert(script) || !script.isConnected) running.delete(script);
		if (!isIdle || !keepsBack || !isReady()) return;
		for (const type of READINESS) {
			const isEarly = type === 'DOMContentLoaded';
			// Only `DOMContentLoaded` comes before the page is complete, and does not wait for async scripts.
			if (!isEarly && (read('readyState') !== 'complete' || running.size)) continue;
			keepsBack = isEarly;
			const event = new Event(ALIAS + type, { bubbles: isEarly });
			prototype.dispatchEvent.call(type === 'load' ? window : document, Object.defineProperty(event, 'type', { value: type }));
		}
	}

	for (const name of ['activate', 'activated', 'error', 'idle'])
		listen(PREFIX + name, (event) => {
			const script = event.target as HTMLScriptElement;
			const isBeginning = name === 'activate';
			isIdle = name === 'idle' || (isIdle && !isBeginning);
			if (isBeginning && isScript(script)) running.add(script);
			else running.delete(script);
			if (name === 'activated') place(script);
			if (!isBeginning) tell();
		});
};
