/**
 * What a tag would miss that was written for an earlier time: the events of a page that becomes ready, and `document.write`.
 * Only a gated classic script, told by `document.currentScript`, gets any of it; everybody else's call passes through.
 */
import { CATEGORY } from '../names.js';
import { listen, read } from '../shared.js';
import type { Taggate } from '../types.js';
import { bring } from './bring.js';

/** Before the type under which a gated script's listener is kept back: only this file dispatches it. */
const ALIAS = '~';

/** The events of a page that becomes ready, in their order. */
const TYPES = ['readystatechange', 'DOMContentLoaded', 'load'];

const findGated = (script = read('currentScript') as HTMLScriptElement | null) => script?.hasAttribute(CATEGORY) && script;

/** Lets gated scripts listen and write as if the page were still being parsed. */
export const lateness = (taggate: Taggate) => {
	/** Whether a gated script listens. */
	let isAsked = false;
	/** Those that have begun and are not over. */
	let running: Element[] = [];
	/** What the script that runs has written. */
	let written = '';
	let ownOnload: ((event: Event) => void) | null = null;

	// The prototype, as others that wrap these methods do: one that comes later wraps ours.
	const { prototype } = EventTarget;
	for (const [method, isRemoval] of [['addEventListener'], ['removeEventListener', true]] as const) {
		const original = prototype[method] as (this: unknown, ...parameters: unknown[]) => void;
		prototype[method] = function (
			this: EventTarget | undefined,
			type: string,
			listener: unknown,
			options?: AddEventListenerOptions | boolean,
		) {
			if (
				TYPES.includes(type) &&
				// On the document `load` is that of images and the like, when it is captured.
				[undefined, window, type === 'load' || document].includes(this as never) &&
				(isRemoval || findGated())
			) {
				isAsked = true;
				// A page that is not ready for the tags that still wait is not ready for the one that asks. The browser keeps the
				// listener, so that `signal`, `handleEvent`, `this`, doubles and faults stay its work.
				original.call(this, ALIAS + type, listener, { capture: options === true, ...(options as object), once: true });
				if (!isRemoval) return;
			}
			original.call(this, type, listener, options);
		};
	}

	/** The handlers of any body are the window's. */
	const body = read('createElement').call(document, 'body');
	Object.defineProperty(window, 'onload', {
		// What the page itself had set has been called: who chains must not call it again.
		get: () => (findGated() ? ownOnload : body.onload),
		set(handler) {
			if (findGated()) {
				isAsked = true;
				ownOnload = handler;
			} else body.onload = handler;
		},
	});

	const { options, scan } = taggate;
	for (const [method, end] of [['write', ''], ['writeln', '\n'], ['open']] as const) {
		const original = Document.prototype[method] as (...parameters: unknown[]) => unknown;
		document[method] = (...texts: unknown[]): never => {
			const script = findGated();
			if (!script) return original.apply(document, texts) as never;
			// As in browsers, nothing is written by a script for which no parser waited.
			if (end != null && !script.matches('[src]:is([async],[defer])')) {
				// Behind it when its code is over, and nothing else has run.
				if (!written)
					queueMicrotask(() => {
						// Unlike `innerHTML`, it brings scripts that the browser runs. Trusted Types may forbid it.
						const fragment = new Range().createContextualFragment(written);
						written = '';
						script.after(...bring(options, fragment, script, scan));
					});
				written = written.concat(...(texts as string[]), end);
			}
			return document as never;
		};
	}

	listen('consent:activate', ({ target }) => running.push(target as Element));
	listen('consent:activated consent:error readystatechange', ({ target }) => {
		// What did not begin after all is inert; of what has left the page nothing is heard.
		running = running.filter((script) => script !== target && script.matches('html script:not([type*=plain])'));
		// Last in the queue, and not before the page's parser is done: when it has had its turn, no tag waits.
		if (isAsked) taggate.when('necessary', () => {}, { at: null });
	});
	// Here an ordinary page tells that it is ready.
	listen('consent:idle', () => {
		// Only `DOMContentLoaded` comes before the page is complete, and does not wait for async scripts.
		for (const type of TYPES)
			if (type === 'DOMContentLoaded' || (read('readyState') === 'complete' && !running[0])) {
				const event = Object.defineProperty(new Event(ALIAS + type, { bubbles: true }), 'type', { value: type });
				dispatchEvent.call(document, event);
				if (type === 'load') {
					const handler = ownOnload;
					ownOnload = null;
					handler?.call(window, event);
				}
			}
	});
};
