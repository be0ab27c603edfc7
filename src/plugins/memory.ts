/** The decision as it is kept: in a cookie that a server can read, or in the storage of the browser. */
import { readCookie, writeCookie } from '../cookie.js';
import { DEFAULT_KEY, listen } from '../shared.js';
import type { Plugin } from '../types.js';

/** How long a decision lasts, unless told otherwise. */
const DEFAULT_DAYS = 180;
const DAY_SECONDS = 86_400;

/** Kept in place of what cannot be kept: no decision. */
const VOID = '-';

/** A plain record of booleans under well-formed names, as JSON writes it: what begins with these letters can be nothing else. */
const RECORD = /^{("[\w./:-]+":[tf]\w+|,)*}$/;

/** Keeps the visitor's decision for the next page, and for the other tabs. */
export const memory: Plugin = (taggate) => {
	const { store, days, domain, version, key: givenKey } = taggate.options;
	const key = givenKey || DEFAULT_KEY;
	const isLocal = store === 'local';
	const lifetime = (+days! || DEFAULT_DAYS) * DAY_SECONDS;
	/** The text that is kept, as last seen. Where nothing can be kept it stays the same, and this page's own decision stands. */
	let kept: string | undefined;
	/**
	 * The state as last kept or restored; false while what is kept is being sent. The gate has a new one after each update that it
	 * has accepted, also when nothing changed by it.
	 */
	let known: unknown;

	const look = () => {
		try {
			return isLocal ? localStorage.getItem(key) || '' : readCookie(key);
		} catch {}
	};

	const put = (text: string) => {
		try {
			const pair = `${key}=${encodeURIComponent(text)};path=/;samesite=lax;${location.protocol === 'https:' ? 'secure;' : ''}max-age=`;
			if (!isLocal) {
				// One of the host alone, from before there was a domain, would hide it.
				if (domain) writeCookie(pair + 0);
				writeCookie(pair + (text ? lifetime : 0) + (domain ? `;domain=${domain}` : ''));
			}
			// Of this storage other tabs are told, of a cookie they are not.
			localStorage[key] = text;
			if (!isLocal || !text) delete localStorage[key];
		} catch {}
		kept = look();
	};

	/** Keeps what the page has decided, or sends what is kept, if that is not what was seen last. */
	const compare = () => {
		const { state } = taggate;
		let text: string | undefined;
		let choices: Record<string, boolean> | undefined;
		if (known && known !== state) {
			text = taggate.has('decided') ? JSON.stringify({ version, time: Date.now(), state }) : '';
			// Too large, or a folder has another: what it was to replace must not stand either.
			for (const next of [text, VOID]) if (kept !== text) put(next);
		} else {
			text = look();
			if (kept !== text) {
				kept = text;
				try {
					// Own properties alone: nothing on a prototype is a decision.
					const { version: its, time, state } = { __proto__: null, ...JSON.parse(text!) } as Record<string, never>;
					if (`${its}` === `${version}` && Date.now() - time! < lifetime * 1000 && RECORD.test(JSON.stringify(state)))
						choices = state;
				} catch {}
				known = false;
				if (!Object.keys(state).every((name) => choices && Object.hasOwn(choices, name))) taggate.reset();
				known = false;
				if (choices) taggate.update(choices);
			}
		}
		// What the page answers to what was kept is its own.
		known = taggate.state;
	};

	if (store === 'none') return;
	// Of what another tab has decided this one is told, or it looks when the visitor comes back to it.
	for (const type of ['consent:update', 'consent:reset', 'consent:change', 'storage', 'pageshow', 'visibilitychange'])
		listen(type, compare);
	compare();
};
