/** The buttons and forms of a banner in plain HTML. */
import { listNames } from '../names.js';
import type { Plugin } from '../types.js';
import { getAttribute, is, listen, read, receive } from './shared.js';

/** Before what tells the kind of a control. */
const PREFIX = 'data-consent-';
const FORM = `[${PREFIX}form]`;
const RESET = `[${PREFIX}reset]`;
const BUTTONS = `[${PREFIX}grant],[${PREFIX}deny],${RESET}`;
/** The boxes of a consent form: each is named after what it grants. */
const BOXES = `${FORM} input[type=checkbox][name]`;

/** Milliseconds for which late boxes are gathered: what the page adds costs nothing until then. */
const BATCH = 30;

/** Into shadow roots, and out of those of a custom element that is a button. */
const find = (event: Event, selector: string) =>
	event.composedPath().find((node) => is(node, selector)) as HTMLDialogElement | undefined;

const listBoxes = (root: Element): HTMLInputElement[] => [
	...(Element.prototype.querySelectorAll.call(root, BOXES) as NodeListOf<HTMLInputElement>),
];

/** Lets the page's own buttons and boxes decide. */
export const controls: Plugin = (taggate) => {
	/** Boxes that show the state, or what the visitor has made of it: that stays when the page is only looked at again. */
	let shown = new WeakSet<object>();

	function show() {
		for (const box of listBoxes(read('documentElement'))) {
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
		observer.disconnect();
		setTimeout(show, BATCH);
	});

	// Clicks and submits before the page hears them: a dialog that keeps its clicks to itself keeps none back.
	listen('click', (event) => {
		const control = find(event, BUTTONS);
		if (!control) return;
		const { form, type } = control as HTMLElement as HTMLButtonElement;
		const say = (kind: string, value: boolean) =>
			Object.fromEntries(listNames(getAttribute(control, PREFIX + kind)).map((name) => [name, value]));
		// A link says where to go without scripts. A form that is about something else is not sent by the way.
		if (is(control, '[href]') || (/submit|image/.test(type) && form && !is(form, `${FORM},[method=dialog i]`)))
			event.preventDefault();
		if (is(control, RESET)) taggate.reset();
		else taggate.update({ ...say('grant', true), ...say('deny', false) });
	});
	listen<SubmitEvent>('submit', (event) => {
		const form = find(event, FORM);
		if (!form) return;
		event.preventDefault();
		// Found before it goes with its template.
		const panel = find(event, 'dialog,[popover]');
		if (!is(event.submitter, RESET))
			taggate.update(Object.fromEntries(listBoxes(form).map(({ name, checked }) => [name, checked])));
		if (panel?.popover) panel.hidePopover();
		else panel?.close?.();
	});

	taggate.on('change', showAnew);
	for (const name of ['update', 'reset'] as const) receive(name, showAnew);
	// What was ticked and not sent is no choice.
	for (const type of ['beforetoggle', 'close'])
		listen(type, ({ target }) => {
			if (is(target, '*')) for (const box of listBoxes(target)) shown.delete(box);
			show();
		});
	listen('input', ({ target }) => shown.add(target!));
	receive('activated', ({ target }) => is(target, 'template') && show());
	listen('DOMContentLoaded', show);
	if (read('readyState') !== 'loading') show();
};
