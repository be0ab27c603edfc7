/**
 * What the gate has no room for: names that hold until the visitor decides, `on`, shadow roots, and who listens on a script that a
 * copy has replaced.
 */
import { CATEGORY, listNames } from '../names.js';
import { listen } from '../shared.js';
import type { ConsentChange, Options, Plugin } from '../types.js';

/** Completes the API, and the copies of scripts that `innerHTML` made. */
export const extras: Plugin = (taggate) => {
	const { scan, roots, options, has } = taggate;
	if (options.default) {
		(options as Options).initial = Object.fromEntries(
			listNames(options.default).map((name) => [
				name,
				!(navigator.globalPrivacyControl && listNames(options.gpc).includes(name)),
			]),
		);
		// A decision that was restored already stands.
		if (!has('decided')) taggate.reset();
	}

	taggate.scan = (node) => {
		const root = node?.getRootNode() as ShadowRoot | undefined;
		if (root?.host) roots.add(root);
		scan(node);
	};

	taggate.on = (_, callback) => {
		const { state } = taggate;
		const names = Object.keys(state);
		listen<CustomEvent<ConsentChange>>('consent:change', ({ detail }) => callback(detail));
		if (has('decided')) callback({ state, granted: names.filter(has), denied: names.filter((name) => !has(name)) });
		return () => {
			callback = Object;
		};
	};

	listen('consent:activate', async ({ target: script }: Event & { target: HTMLScriptElement }) => {
		// The copy stands behind it as soon as it runs; one that was not replaced has its category still.
		await 0;
		const copy = script.nextSibling as HTMLScriptElement;
		// Whoever listens on the old one did so for the script, not for the element.
		if (script.src && !script.hasAttribute(CATEGORY))
			copy.onload = copy.onerror = (event) => script.dispatchEvent(new Event((event as Event).type));
	});
};
