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

/** The events of a page that becomes ready, in their order. Only the second comes before the page is complete. */
const TYPES = ['readystatechange', 'DOMContentLoaded', 'load'];

const findGated = (script = read('currentScript') as HTMLScriptElement | null) => script?.hasAttribute(CATEGORY) && script;

type Method = (...parameters: unknown[]) => unknown;

/**
 * Puts itself before a method.
 * @param answer called with the gated script that calls, if it is one, the parameters, `this` and the method; what it returns,
 * unless that is nothing, is the answer
 */
const intercept = (
	methods: EventTarget,
	name: string,
	answer: (
		script: HTMLScriptElement | false | undefined,
		parameters: [string, unknown?, unknown?],
		self: unknown,
		method: Method,
	) => unknown,
) => {
	const method = (methods as never as Record<string, Method>)[name]!;
	(methods as never as Record<string, Method>)[name] = function (this: unknown, ...parameters) {
		return answer(findGated(), parameters as [string], this, method) || method.apply(this, parameters);
	};
};

/** Lets gated scripts listen and write as if the page were still being parsed. */
export const lateness = (taggate: Taggate) => {
	const page = document;
	/** Whether a gated script listens. */
	let isAsked: unknown;
	/** Those that have begun and are not over. */
	let running: Element[] = [];
	/** What the script that runs has written. */
	let written = '';
	let ownOnload: ((event: Event) => unknown) | null = null;
	/** One for all handlers: as in browsers the last is called at the place of the first, and once. */
	const callOnload = (event: Event) => {
		const handler = ownOnload;
		ownOnload = null;
		handler?.call?.(window, event);
	};

	// The prototype, as others that wrap these methods do: one that comes later wraps ours.
	const keepBack = (action: string, isRemoval: boolean) =>
		intercept(EventTarget.prototype, `${action}EventListener`, (script, [type, listener, options], self, method) => {
			if (
				(isRemoval || script) &&
				TYPES.includes(type) &&
				// On the document `load` is that of images and the like, when it is captured.
				[undefined, window, type === 'load' || page].includes(self as never)
			) {
				isAsked ||= script;
				// A page that is not ready for the tags that still wait is not ready for the one that asks. The browser keeps the
				// listener, so that `signal`, `handleEvent`, `this`, doubles and faults stay its work.
				method.call(self, ALIAS + type, listener, { ...(options as object), once: true });
				return !isRemoval;
			}
		});
	keepBack('add', false);
	keepBack('remove', true);

	/** The handlers of any body are the window's. */
	const body = read('createElement').call(page, 'body');
	Object.defineProperty(window, 'onload', {
		// What the page itself had set has been called: who chains must not call it again.
		get: () => (findGated() ? ownOnload : body.onload),
		set(handler) {
			if (findGated()) {
				ownOnload = handler;
				addEventListener('load', callOnload);
			} else body.onload = handler;
		},
	});

	for (const [name, end] of [['write', ''], ['writeln', '\n'], ['open']] as const)
		intercept(page, name, (script, texts) => {
			if (!script) return;
			// As in browsers, nothing is written by a script for which no parser waited.
			if (end != null && !(script.src && script.matches('[async],[defer]'))) {
				// Behind it when its code is over, and nothing else has run.
				if (!written)
					queueMicrotask(() => {
						// Unlike `innerHTML`, it brings scripts that the browser runs. Trusted Types may forbid it.
						const html = written;
						written = '';
						const fragment = new Range().createContextualFragment(html);
						script.after(...bring(fragment, script, taggate.scan));
					});
				written = written.concat(...(texts as string[]), end);
			}
			return page;
		});

	/** What did not begin after all is inert; of what has left the page nothing is heard. */
	const isRunning = (script: Element) => script.matches('html script:not([type*=plain])');
	/** Here an ordinary page tells that it is ready; that it is complete, when the async scripts have run too. */
	const tell = () => {
		for (const type of read('readyState') !== 'complete' || running.some(isRunning) ? [TYPES[1]] : TYPES)
			dispatchEvent.call(page, Object.defineProperty(new Event(ALIAS + type, { bubbles: true }), 'type', { value: type }));
	};
	listen('consent:activate', ({ target }) => {
		running.push(target as Element);
	});
	for (const type of ['consent:activated', 'consent:error', 'readystatechange'])
		listen(type, ({ target }) => {
			running = running.filter((script) => script !== target && isRunning(script));
			// Last in the queue, and not before the page's parser is done: when it has its turn, no tag waits. Not amid an event of the page.
			if (isAsked) taggate.when('necessary', () => setTimeout(tell), { at: null });
		});
};
