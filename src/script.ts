/** What a held script element is: inert, dead or alive; and how a live one is made. */
import { INERT_TYPE } from './names.js';

/** A type as browsers compare it. */
export const clean = (type: string): string => type.trim().toLowerCase();

export const isScript = (element: Element): element is HTMLScriptElement => element instanceof HTMLScriptElement;

/** Whether a script is held: the type is trimmed and case-insensitive, as browsers read it. */
export const isInert = (script: HTMLScriptElement): boolean => clean(script.type) === INERT_TYPE;

/**
 * Whether the browser would never run this element: it was made by a fragment parser (`innerHTML`), which sets "already
 * started". The flag itself cannot be read; force-async can, and such a script lacks it. Firefox sets it there too, so that
 * only the origin tells.
 */
export const isDead = (script: HTMLScriptElement, isParsed: boolean): boolean =>
	!script.async || (!isParsed && (script.hasAttribute('async') || CSS.supports('-moz-appearance', 'none')));

/** Unlike `innerHTML`, a contextual fragment brings scripts that the browser runs when they are inserted. */
export const parse = (html: string): DocumentFragment => new Range().createContextualFragment(html);

/** A fresh element for a dead one. */
export function revive(dead: HTMLScriptElement): HTMLScriptElement {
	const fresh = parse(dead.outerHTML).firstChild as HTMLScriptElement;
	// Whoever listens on the old one did so for the script, not for the element.
	fresh.onload = fresh.onerror = (event) => dead.dispatchEvent(new Event((event as Event).type));
	// A header's policy hides the attribute, and text that was set by code may hold an end tag.
	fresh.nonce = dead.nonce;
	fresh.text = dead.text;
	return fresh;
}
