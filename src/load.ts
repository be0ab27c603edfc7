/** A gated tag from code. */
import { CATEGORY, INERT_TYPE, TYPE } from './names.js';
import { read } from './shared.js';
import type { ConsentError, Taggate } from './types.js';

/** Attributes of a tag made by {@link load}. */
export interface LoadAttributes {
	/** The condition under which the tag may run. */
	category: string;
	/** Any other attribute of the script element. `type: 'module'` makes a module. */
	[attribute: string]: string;
}

/** What an attribute is called on a tag that is held. */
const NAMES: Record<string, string> = { category: CATEGORY, type: TYPE };

/**
 * Adds a gated script from code: the same order, once, and faults as a tag of the page.
 * @param source its address
 * @returns resolves with the element after it ran; rejects when it failed or was refused
 */
export const load = (taggate: Taggate, source: string, attributes: LoadAttributes): Promise<HTMLScriptElement> =>
	new Promise((resolve, reject) => {
		const script = read('createElement').call(document, 'script') as HTMLScriptElement;
		// Without a condition it would be forgotten.
		if (!Object.hasOwn(attributes, 'category')) return reject(new Error('malformed condition ""'));
		for (const name of Object.keys(attributes))
			script.setAttribute(Object.hasOwn(NAMES, name) ? NAMES[name]! : name, attributes[name]!);
		script.type = INERT_TYPE;
		if (taggate.options.nonce) script.nonce = taggate.options.nonce;
		script.src = source;
		script.addEventListener('consent:activated', () => resolve(script));
		script.addEventListener('consent:error', (event) => reject(new Error((event as CustomEvent<ConsentError>).detail.reason)));
		// It is alive: no copy runs in its place.
		taggate.scan(script);
		(read('head') ?? read('documentElement')).append(script);
		taggate.scan();
	});
