/** What a held script element is, and what it will be. */
import { clean, isScript, TYPE } from '../names.js';
import { guard } from './bus.js';
import { options } from './options.js';
import { isParsing, read } from './page.js';

/** The types under which browsers run a classic script, https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT = /^(.+\/.*(java|ecma)script[\d.]*)?$/;

/** Scripts that the page's parser made, which is known until it ends, or that a plugin vouches for. */
export const alive = new WeakSet<Element>();

/**
 * Whether the browser would never run this script: it was made by a fragment parser (`innerHTML`), which sets "already
 * started". The flag itself cannot be read; force-async can, and such a script lacks it. Firefox sets it there too, so that
 * only the origin tells, as it does where the attribute hides the flag.
 */
export const isDead = (script: HTMLScriptElement): boolean =>
	!alive.has(script) && (!script.async || (!isParsing() && (script.hasAttribute('async') || 'mozInnerScreenX' in window)));

const isFollowed = (node: Node | null): unknown => node && (read('nextSibling', node) || isFollowed(read('parentNode', node)));

/**
 * Whether the parser is done with the element, so that no part of it is still to come.
 * A script tells by itself: "prepare the script element", step 4, sets force-async when the end tag of an inert script is
 * parsed, and `async` reads it. What stands behind it would not do: another script may have appended that. Only where the
 * attribute hides the flag it must, and for other elements.
 */
export const isWhole = (element: HTMLElement): unknown =>
	!isParsing() || (isScript(element) && !element.hasAttribute('async') ? element.async : isFollowed(element));

/**
 * Whether a script may run: otherwise an injected inert tag would walk through `strict-dynamic`, which trusts what a trusted
 * script inserts. Nor one that has swallowed the tag whose nonce it shows, https://w3c.github.io/webappsec-csp/#is-element-nonceable:
 * what was swallowed leaves its closing quote in a name, even where the parser drops the attribute before it.
 */
export const isTrusted = (script: HTMLElement): boolean =>
	!options.nonce ||
	(script.nonce === options.nonce &&
		![...script.attributes].some(({ name, value }) => /^\S*["'<]|<s(cript|tyle)/i.test(`${name} ${value}`)));

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
	const _isHeard =
		has('src') && (_isModule || (JAVASCRIPT.test(_type) && !has('nomodule') && !(has('for') && has('event'))));
	const _isAsync = has('async') && (_isModule || _isHeard);
	return { _type, _isModule, _isHeard, _isAsync, _isDeferred: !_isAsync && (_isModule || (_isHeard && has('defer'))) };
}

export type Plan = ReturnType<typeof classify>;
