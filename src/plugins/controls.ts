/** The buttons and forms of a banner in plain HTML. */
import { listNames } from '../names.js';
import type { Plugin } from '../types.js';
import { listen, read } from './shared.js';

/** Before what tells the kind of a control. */
const PREFIX = 'data-consent-';
const FORM = `[${PREFIX}form]`;
const RESET = `[${PREFIX}reset]`;
const BUTTONS = `[${PREFIX}grant],[${PREFIX}deny],${RESET}`;
/** The boxes of a consent form: each is named after what it grants. */
const BOXES = `${FORM} input[type=checkbox][name]`;

/** Milliseconds for which late boxes are gathered: after one look what the page adds costs nothing until then. */
const BATCH = 30;

/** `matches` of an element, which in a form a field of that name shadows. */
const is = (node: EventTarget | null, selector: string) =>
	node instanceof Element && Element.prototype.matches.call(node, selector);

/** Into shadow roots, and out of those of a custom element that is a button. */
const find = (event: Event, selector: string) =>
	event.composedPath().find((node) => is(node, selector)) as HTMLButtonElement & HTMLDialogElement;

const listBoxes = () => [...read('documentElement').querySelectorAll<HTMLInputElement>(BOXES)];

/** Lets the page's own buttons and boxes decide. */
export const controls: Plugin = (taggate) => {
	/** Boxes that show the state, or what the visitor has made of it: that stays when the page is only looked at again. */
	let shown = new WeakSet<object>();

	function show() {
		for (const box of listBoxes()) {
			if (!shown.has(box)) box.checked = taggate.has(box.name);
			shown.add(box);
		}
		observer.observe(document, { childList: true, subtree: true });
	}
	function showAnew() {
		shown = new WeakSet();
		show();
	}
	const observer = new MutationObserver(() => {
		show();
		observer.disconnect();
		setTimeout(show, BATCH);
	});

	// Before the page hears it: a dialog that keeps its clicks to itself keeps none back.
	listen((event) => {
		// A box that the visitor clicks has been seen.
		shown.add(event.target!);
		const control = find(event, BUTTONS);
		if (!control) return;
		const { form, type } = control;
		const say = (kind: string, value: boolean) =>
			listNames(control.getAttribute(PREFIX + kind) ?? '').map((name) => [name, value] as const);
		// A link says where to go without scripts. A form that is about something else is not sent by the way.
		if (is(control, '[href]') || (/submit|image/.test(type) && form && !is(form, `${FORM},[method=dialog i]`)))
			event.preventDefault();
		if (is(control, RESET)) taggate.reset();
		else taggate.update(Object.fromEntries([...say('grant', true), ...say('deny', false)]));
	}, 'click');
	listen((event: SubmitEvent) => {
		if (!find(event, FORM)) return;
		event.preventDefault();
		// Found before it goes with its template.
		const panel = find(event, 'dialog,[popover]');
		const boxes = listBoxes().filter(({ form }) => form === event.target);
		if (!is(event.submitter, RESET)) taggate.update(Object.fromEntries(boxes.map(({ name, checked }) => [name, checked])));
		if (panel?.popover) panel.hidePopover();
		else panel?.close?.();
	}, 'submit');

	taggate.on('change', showAnew);
	// Also where nothing changed: what was ticked and not sent is no choice.
	listen(showAnew, 'consent:update', 'consent:reset', 'beforetoggle', 'close');
	if (read('readyState') === 'loading') listen(show, 'DOMContentLoaded');
	else show();
};
