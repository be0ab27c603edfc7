/** Opens the inspector, and keeps it up to date without asking: it hears, observes, and reads at most ten times a second. */
import { type EventName, isInert, isScript } from '../names.js';
import type { Off } from '../types.js';
import { createJournal } from './journal.js';
import { createPanel } from './panel.js';
import { readReport } from './report.js';
import { findTags } from './tags.js';
import type { Download } from './timing.js';

/** Milliseconds between two readings: a page that never stands still must not pay for each of its changes. */
const PAUSE = 100;
/** All events of the bus begin alike. */
const PREFIX = 'consent:';
const EVENTS: EventName[] = ['update', 'reset', 'change', 'activate', 'activated', 'error'];
/** What shows on an element that it was started, or taken back. */
const ATTRIBUTES = ['data-category', 'data-consent', 'type', 'src', 'srcset', 'href', 'poster', 'data'];
/** Under it an open inspector is found by a second copy of the script. */
const KEY = Symbol.for('taggate inspector');

interface Open {
	off: Off;
	focus: () => void;
}

/**
 * Opens a panel that shows every gated element of the page, whether it runs, and why it does not. A second call moves the focus
 * to the panel that is open. It changes nothing but what its buttons say.
 * @returns what closes it and takes away all that it has added
 */
export function inspect(): () => void {
	const page = document as Document & { [KEY]?: Open };
	const present = page[KEY];
	if (present) {
		present.focus();
		return present.off;
	}

	const journal = createJournal();
	const downloads = new Map<string, Download>();
	/** Tags that were there once; and those that were not held when they came. */
	const known = new WeakSet<Element>();
	const comeLive = new WeakSet<Element>();
	const roots = new Set<Document | ShadowRoot>();
	/** Ends every listener. */
	const listening = new AbortController();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let request = 0;
	let nextAt = 0;
	let isParsed = false;

	function close() {
		listening.abort();
		clearTimeout(timer);
		cancelAnimationFrame(request);
		observer.disconnect();
		resources.disconnect();
		panel.remove();
		delete page[KEY];
	}
	const panel = createPanel(close);

	function render() {
		timer = undefined;
		nextAt = performance.now() + PAUSE;
		// While the page is parsed the runtime takes what has something behind it for whole: an element more would deceive it.
		isParsed ||= document.readyState !== 'loading';
		if (!isParsed) return;
		const report = readReport({ journal, roots, downloads, comeLive });
		for (const { element } of report.entries) known.add(element);
		panel.show(report, journal.messages);
	}
	const schedule = () => {
		timer ??= setTimeout(() => {
			request = requestAnimationFrame(render);
		}, nextAt - performance.now());
	};

	/** Hears an event before the page does, bubbling or not. */
	const listen = (type: string, listener: (event: Event) => void, target: EventTarget) =>
		target.addEventListener(type, listener, { capture: true, signal: listening.signal });

	const heard = new WeakSet<Event>();
	function hear(event: Event) {
		if (heard.has(event)) return;
		heard.add(event);
		const { target } = event;
		const name = event.type.replace(PREFIX, '') as EventName;
		journal.hear(name, event);
		// What a script tells that has taken itself away reaches nobody else.
		if (name === 'activate' && target) for (const end of ['activated', 'error']) listen(PREFIX + end, hear, target);
		schedule();
	}

	/** Hears and observes a root; messages do not leave a shadow tree. */
	function watch(root: Document | ShadowRoot) {
		if (roots.has(root) || (root as ShadowRoot).host === panel.host) return;
		roots.add(root);
		observer.observe(root, { childList: true, subtree: true, attributeFilter: ATTRIBUTES });
		for (const name of EVENTS) listen(PREFIX + name, hear, root === document ? window : root);
		findRoots(root);
	}

	/** Only open ones can be found, and only by looking at each element. */
	function findRoots(parent: ParentNode) {
		for (const { shadowRoot } of parent.querySelectorAll('*')) if (shadowRoot) watch(shadowRoot);
	}

	/** Notes what came. One that ran earlier may come again, out of a template. */
	function meet(element: Element) {
		if (element.shadowRoot) watch(element.shadowRoot);
		findRoots(element);
		for (const script of [element, ...element.querySelectorAll('script[data-category]')])
			if (isScript(script) && !isInert(script) && !journal.runs.has(script) && !known.has(script)) comeLive.add(script);
	}

	const observer = new MutationObserver((records) => {
		let last: Element | undefined;
		for (const { addedNodes, previousSibling: before } of records) {
			const [added] = addedNodes;
			if (before instanceof HTMLScriptElement && isInert(before) && added instanceof HTMLScriptElement)
				journal.move(before, added);
			for (const node of addedNodes) {
				// The parser reports each node by itself; one look at the topmost has seen the others.
				if (!(node instanceof Element) || last?.contains(node)) continue;
				last = node;
				meet(node);
			}
		}
		schedule();
	});
	const resources = new PerformanceObserver((list) => {
		// The first is the download; what comes later is taken from the cache.
		for (const entry of list.getEntries())
			if (!downloads.has(entry.name)) downloads.set(entry.name, entry as PerformanceResourceTiming);
		schedule();
	});

	for (const { element } of findTags(document)) known.add(element);
	watch(document);
	resources.observe({ type: 'resource', buffered: true });
	listen('readystatechange', schedule, document);
	page[KEY] = { off: close, focus: panel.focus };
	schedule();
	return close;
}
