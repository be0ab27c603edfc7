/** The buttons and forms of a banner in plain HTML. */
import { listNames } from '../names.js';
import { find as findAll, listen } from '../shared.js';
import type { Plugin } from '../types.js';

const FORM = '[data-consent-form]';
const RESET = '[data-consent-reset]';
const BUTTONS = `[data-consent-grant],[data-consent-deny],${RESET}`;
/** The boxes of a consent form: each is named after what it grants. */
const BOXES = `${FORM} [type=checkbox][name]`;

/** Milliseconds for which late boxes are gathered: after one look what the page adds costs nothing until then. */
const BATCH = 30;

/** `matches` of an element, which in a form a field of that name shadows. */
const is = (node: EventTarget | null, selector: string) =>
	node instanceof Element && Element.prototype.matches.call(node, selector);

/** Into shadow roots, and out of those of a custom element that is a button. */
const find = (event: Event, selector: string) =>
	event.composedPath().find((node) => is(node, selector)) as HTMLButtonElement & HTMLDialogElement;

const listBoxes = () => findAll<HTMLInputElement>(BOXES);

/** Lets the page's own buttons and boxes decide. */
export const controls: Plugin = (taggate) => {
	/** Boxes that show the state, or what the visitor has made of it: that stays when the page is only looked at again. */
	let shown = new WeakSet<object>();

	function show(isAnew?: unknown) {
		if (isAnew) shown = new WeakSet();
		for (const box of listBoxes()) {
			if (!shown.has(box)) box.checked = taggate.has(box.name);
			shown.add(box);
		}
		observer.observe(document, { childList: true, subtree: true });
	}
	const observer = new MutationObserver(() => {
		show();
		observer.disconnect();
		setTimeout(show, BATCH);
	});

	// Before the page hears it: a dialog that keeps its clicks to itself keeps none back.
	listen('click', (event) => {
		// A box that the visitor clicks has been seen.
		shown.add(event.target!);
		const control = find(event, BUTTONS);
		if (control) {
			const isReset = is(control, RESET);
			const choices: Record<string, boolean> = {};
			for (const kind of ['grant', 'deny'])
				for (const name of listNames(control.getAttribute(`data-consent-${kind}`))) choices[name] = kind === 'grant';
			// A link says where to go without scripts. A form that is about something else is not sent by the way.
			if (
				is(control, '[href]') ||
				(control.form && control.type !== 'button' && (isReset || !is(control.form, `${FORM},[method=dialog i]`)))
			)
				event.preventDefault();
			if (isReset) taggate.reset();
			else taggate.update(choices);
		}
	});
	listen('submit', (event) => {
		if (find(event, FORM)) {
			event.preventDefault();
			// Found before it goes with its template.
			const panel = find(event, 'dialog,[popover]');
			const choices: Record<string, boolean> = {};
			for (const box of listBoxes()) if (box.form === event.target) choices[box.name] = box.checked;
			taggate.update(choices);
			if (panel?.popover) panel.hidePopover();
			else panel?.close?.();
		}
	});

	taggate.on('change', show);
	// Also where nothing changed: what was ticked and not sent is no choice.
	listen('consent:update consent:reset beforetoggle close', show);
	// By the page's own clock, as this may come late.
	if (performance.timing.domInteractive) show();
	else listen('DOMContentLoaded', () => show());
};
