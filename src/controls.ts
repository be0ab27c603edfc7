/** The buttons and forms of a banner in plain HTML. */
import { listNames } from './condition.js';
import { holds, sayOfAll } from './consent.js';
import { findAll, is, listen, page } from './events.js';
import { remember } from './schedule.js';
import type { ConsentState } from './types.js';

/** The boxes of a consent form: each is named after what it grants. */
export const BOXES = '[data-consent-form] [type=checkbox][name]';
const BUTTONS = '[data-consent-grant],[data-consent-deny],[data-consent-reset]';

/** Lets a box show what stands. */
export function syncBox(element: Element) {
	if (!is(element, BOXES)) return;
	// What the visitor ticks stays when the page is only looked at again.
	remember(element);
	(element as HTMLInputElement).checked = !!holds((element as HTMLInputElement).name);
}

export const syncBoxes = () => findAll(page, BOXES).forEach(syncBox);

/** Hears clicks and submits before the page does: a dialog that keeps its clicks to itself keeps none back. */
export function watchControls(update: (choices: ConsentState) => void, reset: () => void) {
	listen<MouseEvent>('click', (event) => {
		// Into shadow roots, and out of those of a custom element that is a button.
		const control = event.composedPath().find((node) => is(node, BUTTONS)) as HTMLElement | undefined;
		if (!control) return;
		const { consentGrant, consentDeny, consentReset } = control.dataset;
		// A link that says where to go without scripts.
		if (control.hasAttribute('href')) event.preventDefault();
		if (consentReset != null) reset();
		else update({ ...sayOfAll(listNames(consentGrant), true), ...sayOfAll(listNames(consentDeny), false) });
	});
	listen<SubmitEvent>('submit', (event) => {
		const form = Element.prototype.closest.call(event.target, '[data-consent-form]');
		if (!form) return;
		event.preventDefault();
		// Found before it goes with its template.
		const panel = form.closest<HTMLDialogElement>('dialog,[popover]');
		update(Object.fromEntries([...form.querySelectorAll<HTMLInputElement>(BOXES)].map(({ name, checked }) => [name, checked])));
		if (panel?.popover) panel.hidePopover();
		else panel?.close?.();
	});
	// What was ticked and not sent is no choice.
	for (const type of ['beforetoggle', 'close']) listen(type, syncBoxes);
}
