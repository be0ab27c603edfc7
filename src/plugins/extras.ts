/**
 * What the gate has no room for: names that hold until the visitor decides, `on`, shadow roots, and who listens on a script that a
 * copy has replaced.
 */
import { CATEGORY, listNames } from '../names.js';
import { listen } from '../shared.js';
import type { ConsentChange, Plugin } from '../types.js';

/** Completes the API, and the copies of scripts that `innerHTML` made. */
export const extras: Plugin = (taggate) => {
	const { scan, roots, options } = taggate;
	// A decision that was restored already stands.
	if (options.default && !taggate.has('decided')) {
		const detail: Record<string, boolean> = {};
		for (const name of listNames(options.default))
			detail[name] = !(navigator.globalPrivacyControl && listNames(options.gpc).includes(name));
		dispatchEvent(new CustomEvent('consent:reset', { detail }));
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
		if (taggate.has('decided'))
			callback({ state, granted: names.filter((name) => state[name]), denied: names.filter((name) => !state[name]) });
		return () => {
			callback = Object;
		};
	};

	listen('consent:activate', ({ target }) =>
		// The copy stands behind it as soon as it runs; one that was not replaced has its category still.
		queueMicrotask(() => {
			const script = target as HTMLScriptElement;
			// Whoever listens on the old one did so for the script, not for the element.
			const relay = (event: unknown) => script.dispatchEvent(new Event((event as Event).type));
			if (!script.hasAttribute(CATEGORY)) Object.assign(script.nextSibling!, { onload: relay, onerror: relay });
		}),
	);
};
