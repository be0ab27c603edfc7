/**
 * What waits for its turn: scripts, elements that a plugin has taught, callbacks. Of elements nothing is registered: the page is
 * the list, and what is known of one is a property of it.
 */
import { CATEGORY, TYPE } from '../names.js';
import { isParsing } from '../shared.js';
import { report } from './bus.js';
import { type Effect, holds, options, round } from './consent.js';
import { isFollowed, place, root } from './page.js';

export interface Item extends Effect {
	/** What runs, and returns what takes it back; none: a script. */
	_run?: ((at: never) => unknown) | undefined;
	/** Waits for no turn. */
	_isUrgent?: boolean | undefined;
	/** Under what an element keeps its item. */
	_key?: symbol;
	_at: WeakRef<Element>;
	/** Deferred scripts come behind the others, and what has no place comes last. */
	_rank?: number;
	/** The page's parser has made it. */
	_isParsed?: boolean;
	_type?: string;
	_isAsync?: boolean;
	_isModule?: boolean;
	/** An event will tell when it has run. */
	_isHeard?: boolean;
}
export type Kind = Omit<Item, '_at'>;

export const makeKind = (selector: string, _run?: Item['_run'], _isUrgent?: boolean): Kind => ({
	_selector: `:is(${selector})[${CATEGORY}]`,
	_run,
	_isUrgent,
	_key: Symbol(),
});

/** A type that says so is inert, whatever else it says. SVG has an element of that name too. */
const scripts = makeKind('script[type*=plain]:not(svg *)');
export const kinds = new Set([scripts]);

/** What is known of an element as one of its kind. */
export const findItem = (element: Element, kind = scripts) =>
	((element as never as Record<symbol, Item>)[kind._key!] ??= { __proto__: kind, _at: new WeakRef(element) } as unknown as Item);

/**
 * Whether it may have its turn now. Its attributes say what it is: of much no event tells (`nomodule`, inline modules, import
 * maps). One that never may is reported, once.
 */
export const mayRun = (item: Item): boolean | undefined => {
	const { _selector, _run } = item;
	const at = place(item);
	if (_selector) {
		if (!at.matches(_selector)) return;
		item._isAsync = at.matches('[async]');
		item._condition = at.getAttribute(CATEGORY)!;
	}
	const isOpen = holds(item._condition!);
	if (
		isOpen === false ||
		item._held! >= round ||
		// A part of it may still be to come. Of a script "prepare the script element", step 4, tells, which sets force-async when
		// the end tag is parsed; what stands behind it does not, as another script may have appended that. It must where the
		// attribute hides the flag, and for other elements.
		(_selector && isParsing() && (at.async === false || ((_run || item._isAsync) && !isFollowed(at))))
	)
		return;
	item._rank = (at === root && 2) as number;
	if (!_run) {
		item._type = (at.getAttribute(TYPE) ?? at.getAttribute('language')?.replace(/./, 'text/$&') ?? '').trim();
		item._isModule = /^module$/i.test(item._type);
		// No event comes from what browsers block without a word.
		item._isHeard =
			at.matches(item._isModule ? '[src]' : '[src]:not([nomodule],[for][event])') &&
			// https://mimesniff.spec.whatwg.org/#javascript-mime-type
			(item._isModule || /^$|\/.*[aj]script[\d.]*$/i.test(item._type));
		item._rank = (!item._isAsync && (item._isModule || (item._isHeard && at.defer))) as never;
	}
	// Otherwise an injected inert tag would walk through `strict-dynamic`, which trusts what a trusted script inserts, or one that
	// has swallowed the tag whose nonce it shows, https://w3c.github.io/webappsec-csp/#is-element-nonceable:
	// the closing quote of what was swallowed stays in a name, even where the parser drops the attribute before it.
	const reason = isOpen
		? !_run &&
			options.nonce &&
			(at.nonce !== options.nonce ||
				at.getAttributeNames().some((name) => /["'<]/.test(name) || /<s(cript|tyle)/i.test(at.getAttribute(name)!))) &&
			'wrong nonce'
		: `malformed condition "${item._condition}"`;
	if (reason) {
		item._held = 1 / 0;
		report(reason, at);
	}
	return !reason;
};
