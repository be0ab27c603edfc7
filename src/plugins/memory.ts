/** The decision as it is kept: in a cookie that a server can read, or in the storage of the browser. */
import { readCookie, writeCookie } from '../cookie.js';
import type { Plugin } from '../types.js';
import { DEFAULT_KEY } from './shared.js';

/** How long a decision lasts, unless told otherwise. */
const DEFAULT_DAYS = 180;
const DAY_SECONDS = 86_400;

/** Kept in place of what cannot be kept: no decision. */
const VOID = '-';

/** A plain record of booleans under well-formed names, as JSON writes it. */
const RECORD = /^{("[\w\-./:]+":(true|false)|,)*}$/;

/** Keeps the visitor's decision for the next page, and for the other tabs. */
export const memory: Plugin = (taggate) => {
	const { store, days, domain, version } = taggate.options;
	const key = taggate.options.key || DEFAULT_KEY;
	const isLocal = store === 'local';
	const lifetime = (+days! || DEFAULT_DAYS) * DAY_SECONDS;
	/** What is kept, as last seen. Where nothing can be kept it stays the same, and this page's own decision stands. */
	let kept = '';
	/** As last kept or restored. The gate has a new one after each update that it has accepted, also when nothing changed by it. */
	let known: unknown;
	/** What is being sent is what is kept already. */
	let isOwn = false;

	/** @returns the decision that is kept; '' when there is none, or it is malformed, expired or of another version */
	function find(): string {
		try {
			const text = isLocal ? (localStorage.getItem(key) ?? '') : readCookie(key);
			// Own properties alone: nothing on a prototype is a decision.
			const { version: its, time, state } = { __proto__: null, ...JSON.parse(text || '{}') } as Record<string, never>;
			if (`${its}` === `${version}` && Math.abs(Date.now() - time!) < lifetime * 1000 && RECORD.test(JSON.stringify(state)))
				return text;
		} catch {}
		return '';
	}

	function put(text: string) {
		try {
			if (!isLocal) {
				const value = `${key}=${encodeURIComponent(text)};path=/;max-age=`;
				// One of the host alone, from before there was a domain, would hide it.
				if (domain) writeCookie(`${value}0`);
				writeCookie(value + (text ? lifetime : 0) + (domain ? `;domain=${domain}` : ''));
			}
			// Of this storage other tabs are told, of a cookie they are not.
			localStorage[key] = text;
			if (!isLocal || !text) delete localStorage[key];
		} catch {}
		kept = find();
	}

	function keep() {
		const { state } = taggate;
		if (state !== known && !isOwn) {
			const text = taggate.has('decided') ? JSON.stringify({ version, time: Date.now(), state }) : '';
			put(text);
			// Too large, or a folder has another: what it was to replace must not stand either.
			if (kept !== text) put(VOID);
		}
		known = state;
		// What the page answers to it is its own.
		isOwn = false;
	}

	/** Sends what is kept, if that is not what was seen last. */
	function restore() {
		const text = find();
		if (text === kept) return;
		kept = text;
		// With a name that always holds it is an update also when it names nothing else.
		const choices = { __proto__: null, necessary: true, ...(text && JSON.parse(text).state) };
		isOwn = true;
		if (!text || Object.keys(taggate.state).some((name) => !(name in choices))) taggate.reset();
		isOwn = true;
		if (text) taggate.update(choices);
		isOwn = false;
	}

	if (store === 'none') return;
	taggate.on('change', keep);
	addEventListener('consent:update', keep, true);
	restore();
	// Of what another tab has decided this one is told, or it looks when the visitor comes back to it.
	for (const type of ['storage', 'pageshow', 'visibilitychange']) addEventListener(type, restore, true);
};
