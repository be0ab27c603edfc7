/** The decision as it is kept: in a cookie that a server can read, or in the storage of the browser. */
import { readCookie, writeCookie } from '../cookie.js';
import { listNames } from '../names.js';
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
	const { store, days, domain, version, key: givenKey, default: untilDecided, gpc } = taggate.options;
	const key = givenKey || DEFAULT_KEY;
	const isLocal = store === 'local';
	const lifetime = (+days! || DEFAULT_DAYS) * DAY_SECONDS;
	/**
	 * The decision that is kept, as last seen; '' when there is none, or it is malformed, expired or of another version. Where nothing
	 * can be kept it stays the same, and this page's own decision stands.
	 */
	let kept = '';
	/** What that says. */
	let choices: object;
	/**
	 * The state as last kept or restored; false while what is kept is being sent. The gate has a new one after each update that it
	 * has accepted, also when nothing changed by it.
	 */
	let known: unknown = {};

	function look() {
		kept = '';
		try {
			const text = isLocal ? (localStorage.getItem(key) ?? '') : readCookie(key);
			// Own properties alone: nothing on a prototype is a decision.
			const { version: its, time, state } = { __proto__: null, ...(text && JSON.parse(text)) } as Record<string, never>;
			if (`${its}` === `${version}` && Math.abs(Date.now() - time!) < lifetime * 1000 && RECORD.test(JSON.stringify(state))) {
				kept = text!;
				choices = state!;
			}
		} catch {}
	}

	function put(text: string) {
		try {
			const value = `${key}=${encodeURIComponent(text)};path=/;max-age=`;
			if (!isLocal) {
				// One of the host alone, from before there was a domain, would hide it.
				if (domain) writeCookie(value + 0);
				writeCookie(value + (text ? lifetime : 0) + (domain ? `;domain=${domain}` : ''));
			}
			// Of this storage other tabs are told, of a cookie they are not.
			localStorage[key] = text;
			if (!isLocal || !text) delete localStorage[key];
		} catch {}
		look();
		// Too large, or a folder has another: what it was to replace must not stand either.
		if (kept !== text && text !== VOID) put(VOID);
	}

	function keep() {
		const { state } = taggate;
		if (known && known !== state) put(taggate.has('decided') ? JSON.stringify({ version, time: Date.now(), state }) : '');
		// What the page answers to what was kept is its own.
		known = state;
	}

	/** Sends what is kept, if that is not what was seen last. */
	function restore() {
		const before = kept;
		look();
		if (kept !== before) {
			known = false;
			if (!(kept && Object.keys(taggate.state).every((name) => Object.hasOwn(choices, name)))) taggate.reset();
			known = false;
			// With a name that always holds it is an update also when it names nothing else.
			if (kept) taggate.update({ ...choices, necessary: true });
			known = taggate.state;
		}
	}

	const sayOfAll = (names: string | undefined, value: boolean) =>
		Object.fromEntries(listNames(names).map((name) => [name, value]));
	if (untilDecided)
		dispatchEvent(
			new CustomEvent('consent:reset', {
				detail: { ...sayOfAll(untilDecided, true), ...(navigator.globalPrivacyControl && sayOfAll(gpc, false)) },
			}),
		);
	known = taggate.state;
	if (store === 'none') return;
	taggate.on('change', keep);
	listen('consent:update', keep);
	restore();
	// Of what another tab has decided this one is told, or it looks when the visitor comes back to it.
	listen('storage pageshow visibilitychange', restore);
};
