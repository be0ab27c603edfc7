/**
 * What a tag would miss that was written for an earlier time: the events of a page that becomes ready, and `document.write`.
 * Only a gated classic script, told by `document.currentScript`, gets any of it; everybody else's call passes through.
 */
import { CATEGORY } from '../names.js';
import { isReady, listen, read } from '../shared.js';
import type { Taggate } from '../types.js';
import { bring, vouch } from './bring.js';

/** Before the type under which a gated script's listener is kept back: only this file dispatches it. */
const ALIAS = '~';

const findGated = (script = read('currentScript') as HTMLScriptElement | null) => script?.hasAttribute(CATEGORY) && script;

/** Lets gated scripts listen and write as if the page were still being parsed. */
export const lateness = (taggate: Taggate) => {
	/** The events of a page that becomes ready, in their order, and where they are dispatched. */
	const targets = {
		__proto__: null,
		readystatechange: document,
		DOMContentLoaded: document,
		load: window,
	} as unknown as Record<string, EventTarget>;
	/** Those that have begun and are not over. */
	let running: Element[] = [];
	let isIdle = false;
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
			// On the document `load` is that of images and the like, when it is captured.
			if (targets[type] && [undefined, window, targets[type]].includes(this) && (isRemoval || findGated())) {
				// A page that is not ready for the tags that still wait is not ready for the one that asks. The browser keeps the
				// listener, so that `signal`, `handleEvent`, `this`, doubles and faults stay its work.
				original.call(this, ALIAS + type, listener, { capture: options === true, ...(options as object), once: true });
				if (!isRemoval) return;
			}
			original.call(this, type, listener, options);
		};
	}

	const { get, set } = Object.getOwnPropertyDescriptor(window, 'onload') as Required<PropertyDescriptor>;
	Object.defineProperty(window, 'onload', {
		// What the page itself had set has been called: who chains must not call it again.
		get: () => (findGated() ? ownOnload : get.call(window)),
		set(handler) {
			if (findGated()) ownOnload = handler;
			else set.call(window, handler);
		},
	});

	/** Puts what a script has written behind it; scripts in it run next, under the same condition. */
	const place = async (writer: HTMLScriptElement) => {
		// Its code is over, and nothing else has run.
		await 0;
		const html = written;
		written = '';
		// Unlike `innerHTML`, it brings scripts that the browser runs. Trusted Types may forbid it.
		const fragment = new Range().createContextualFragment(html);
		vouch(taggate, fragment);
		writer.after(...bring(taggate, fragment, writer));
	};
	for (const [method, end] of [['write', ''], ['writeln', '\n'], ['open']] as const) {
		const original = Document.prototype[method] as (...parameters: unknown[]) => unknown;
		document[method] = (...texts: unknown[]): never => {
			const script = findGated();
			if (!script) return original.apply(document, texts) as never;
			// As in browsers, nothing is written by a script for which no parser waited.
			if (end != null && !script.matches('[src]:is([async],[defer])')) {
				if (!written) place(script);
				written = written.concat(...(texts as string[]), end);
			}
			return document as never;
		};
	}

	listen('consent:activate', ({ target }) => {
		isIdle = false;
		running.push(target as Element);
	});
	listen('consent:activated consent:error consent:idle', ({ type, target }) => {
		isIdle ||= type === 'consent:idle';
		// What did not begin after all is inert; of what has left the page nothing is heard.
		running = running.filter((script) => script !== target && script.isConnected && script.matches('script:not([type*=plain])'));
		// No tag waits for its turn: here an ordinary page tells that it is ready.
		if (isIdle && isReady())
			// Only `DOMContentLoaded` comes before the page is complete, and does not wait for async scripts.
			for (const type in targets)
				if (type === 'DOMContentLoaded' || (read('readyState') === 'complete' && !running[0])) {
					const event = Object.defineProperty(new Event(ALIAS + type, { bubbles: true }), 'type', { value: type });
					dispatchEvent.call(targets[type]!, event);
					if (type === 'load') {
						const handler = ownOnload;
						ownOnload = null;
						handler?.call(window, event);
					}
				}
	});
	// An ordinary page would be ready by now: whoever waits last is over when no tag waits.
	listen('readystatechange DOMContentLoaded', () => taggate.when('necessary', () => {}));
};
