/** What a held script element is, and what it will be. */
import { CATEGORY, clean, TYPE } from '../names.js';
import { guard, report } from './bus.js';
import { holds } from './consent.js';
import { malformed, round } from './effects.js';
import { options } from './options.js';
import { ask, isParsing } from './page.js';

/** A type that says so is inert, whatever else it says. */
export const HELD = `script[type*="text/plain"i][${CATEGORY}]`;

/** The types under which browsers run a classic script, https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT = /^(.+\/.*(java|ecma)script[\d.]*)?$/;

/** Those that were looked at, and until which change of consent they have no turn: those that ran and those that are refused, for ever. */
export const seen = new WeakMap<Element, number>();
/** Those that the page's parser made, which is known until it ends, or that a plugin vouches for. */
export const alive = new WeakSet<Element>();

/**
 * Whether the browser would never run this script: it was made by a fragment parser (`innerHTML`), which sets "already
 * started". The flag itself cannot be read; force-async can, and such a script lacks it. Firefox sets it there too, so that
 * only the origin tells, as it does where the attribute hides the flag.
 */
export const isDead = (script: HTMLScriptElement): boolean =>
	!alive.has(script) && (!script.async || (!isParsing() && (script.hasAttribute('async') || 'mozInnerScreenX' in window)));

/**
 * Whether the parser may not be done with the element, so that a part of it is still to come.
 * A script tells by itself: "prepare the script element", step 4, sets force-async when the end tag of an inert script is
 * parsed, and `async` reads it. What stands behind it would not do: another script may have appended that. Only where the
 * attribute hides the flag it must, and for other elements.
 */
export const isPartial = (element: HTMLElement): boolean =>
	isParsing() &&
	!(element.matches('script:not([async])')
		? (element as HTMLScriptElement).async
		: ask(element, 'matches', ':not(:last-child),:not(:last-child) *'));

/**
 * Whether a script may run: otherwise an injected inert tag would walk through `strict-dynamic`, which trusts what a trusted
 * script inserts. Nor one that has swallowed the tag whose nonce it shows, https://w3c.github.io/webappsec-csp/#is-element-nonceable:
 * what was swallowed leaves its closing quote in a name, even where the parser drops the attribute before it.
 */
const isTrusted = (script: HTMLScriptElement): boolean =>
	!options.nonce ||
	(script.nonce === options.nonce &&
		![...script.attributes].some(({ name, value }) => /^\S*["'<]|<s(cript|tyle)/i.test(`${name} ${value}`)));

/** Whether the script may have its turn now. One that never may is reported, once. */
export function mayRun(script: HTMLScriptElement): boolean | undefined {
	const condition = `${script.getAttribute(CATEGORY)}`;
	const isOpen = holds(condition);
	if (isOpen === false || seen.get(script)! >= round || !script.isConnected || !script.matches(HELD) || isPartial(script)) return;
	// SVG has an element of that name too.
	if (!(script instanceof HTMLScriptElement)) return;
	if (isOpen && isTrusted(script)) return true;
	seen.set(script, Number.POSITIVE_INFINITY);
	report(isOpen ? 'refused without nonce' : malformed(condition), script);
}

/** What a script will be. Decided from its attributes, as of much no event tells: `nomodule`, inline modules, import maps. */
export function classify(script: HTMLScriptElement) {
	const has = (attribute: string) => script.hasAttribute(attribute);
	const source = script.getAttribute('data-src');
	// Inert, so nothing is fetched.
	if (source != null && !has('src')) guard(() => (script.src = source));
	const language = script.getAttribute('language');
	const _type = clean(script.getAttribute(TYPE) ?? (language ? `text/${language}` : ''));
	const _isModule = _type === 'module';
	// No event comes from what browsers block without a word: a classic script with both `for` and `event`, or `nomodule`.
	const _isHeard = has('src') && (_isModule || (JAVASCRIPT.test(_type) && !script.noModule && !(has('for') && has('event'))));
	const _isAsync = has('async') && (_isModule || _isHeard);
	return { _type, _isModule, _isHeard, _isAsync, _isDeferred: !_isAsync && (_isModule || (_isHeard && script.defer)) };
}
