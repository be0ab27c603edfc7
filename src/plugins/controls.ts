/** The buttons and forms of a banner in plain HTML. */
import { find as findAll, isParsing, listen } from '../shared.js';
import type { Plugin } from '../types.js';

/** Milliseconds for which late boxes are gathered: after one look what the page adds costs nothing until then. */
const BATCH = 100;

/** Lets the page's own buttons and boxes decide. */
export const controls: Plugin = (taggate) => {
	const form = '[data-consent-form]';

	/**
	 * The nearest element on the way of an event, whoever has left the page meanwhile: into shadow roots, and out of those of a
	 * custom element that is a button. By the method of the prototype, which in a form a field of that name shadows.
	 */
	const find = (event: Event, selector: string) =>
		event.composedPath().find((node) => node instanceof Element && Element.prototype.matches.call(node, selector)) as
			| HTMLDialogElement
			| undefined;

	/** Each is named after what it grants. */
	const findBoxes = () => findAll<HTMLInputElement>(`${form} [type=checkbox][name]`);

	/** What the visitor has made of a box stays when the page is only looked at again: a default is not for one that was set. */
	const show = (isAnew?: unknown) => {
		for (const box of findBoxes()) box[isAnew ? 'checked' : 'defaultChecked'] = taggate.has(box.name);
		// Where nothing is said a late box is as it should be, and the page pays nothing.
		if (Object.keys(taggate.state)[0]) observer.observe(document, { childList: true, subtree: true });
	};
	const observer = new MutationObserver(() => {
		show();
		observer.disconnect();
		setTimeout(show, BATCH);
	});

	// Before the page hears it: a dialog that keeps its clicks to itself keeps none back.
	listen('click', (event) => {
		for (const kind of ['grant', 'deny', 'reset'] as const) {
			const name = `data-consent-${kind}`;
			const control = find(event, `[${name}]`);
			if (control) {
				// A link says where to go without scripts. A form that is about something else is not sent by the way.
				if (control.matches(`[href],form :not([type=button],${form} :not([data-consent-reset]),[method=dialog i] *)`))
					event.preventDefault();
				taggate[kind](control.getAttribute(name)!);
			}
		}
	});
	listen('submit', (event) => {
		const owner = find(event, form);
		if (owner) {
			event.preventDefault();
			const choices: Record<string, boolean> = {};
			for (const box of findBoxes()) if (box.form === (owner as Element)) choices[box.name] = box.checked;
			taggate.update(choices);
			find(event, 'dialog')?.close();
			// Not in the oldest of the browsers.
			find(event, '[popover]')?.hidePopover?.();
		}
	});

	// Also where nothing changed: what was ticked and not sent is no choice.
	for (const type of ['DOMContentLoaded', 'consent:update', 'consent:reset', 'beforetoggle', 'close'])
		listen(type, async (event) => {
			// What a template brings stands in the page by then.
			await 0;
			show(event);
		});
	// Nor does it look before the page is parsed.
	if (!isParsing()) show();
};
