/** The decision as it is kept: in a cookie that a server can read, or in the storage of the browser. */
import { listValues, writeCookie } from '../cookie.js';
import type { ConsentState, Plugin } from '../types.js';
import { attempt, getKey, listen, receive } from './shared.js';

/** How long a decision lasts, unless told otherwise. */
const DEFAULT_DAYS = 180;
const DAY_SECONDS = 86_400;

/** A plain record of booleans under well-formed names, as JSON writes it. */
const RECORD = /^{("[\w\-./:]+":(true|false)|,)*}$/;

/** Keeps the visitor's decision for the next page, and for the other tabs. */
export const memory: Plugin = (taggate) => {
	const { store, days, domain, version } = taggate.options;
	if (store === 'none') return;
	const isLocal = store === 'local';
	const key = getKey(taggate.options);
	const lifetime = (+days! || DEFAULT_DAYS) * DAY_SECONDS;
	/** What is kept, as last seen. Where nothing can be kept it stays the same, and this page's own decision stands. */
	let kept = '';
	/** As last kept or restored. The gate has a new one after each update that it has accepted, also when nothing changed by it. */
	let known: ConsentState | undefined;
	/** The update, or the reset, that is being sent is what is kept already. */
	let isOwn = false;

	/** @returns the text of the last decision that is kept; '' when there is none, or it is malformed, expired or of another version */
	function find(): string {
		let newest = '';
		let newestTime = 0;
		for (const value of attempt(() => (isLocal ? [localStorage.getItem(key)!] : listValues(key))) ?? [])
			attempt(() => {
				const text = isLocal ? value : decodeURIComponent(value);
				// Own properties alone: nothing on a prototype is a decision.
				const decision = { __proto__: null, ...JSON.parse(text) };
				if (
					`${decision.version}` !== `${version}` ||
					!(Math.abs(Date.now() - decision.time) < lifetime * 1000 && decision.time > newestTime) ||
					!RECORD.test(JSON.stringify(decision.state))
				)
					return;
				newest = text;
				newestTime = decision.time;
			});
		return newest;
	}

	function put(text: string) {
		attempt(() => {
			if (isLocal) return;
			// One of the host alone, from before there was a domain, would hide it.
			if (domain) writeCookie(key, '', 0, ';path=/');
			writeCookie(key, text, text ? lifetime : 0, `;path=/${domain ? `;domain=${domain}` : ''}`);
		});
		attempt(() => {
			// Of this storage other tabs are told, of a cookie they are not.
			localStorage.setItem(key, text);
			if (!isLocal || !text) localStorage.removeItem(key);
		});
		kept = find();
	}

	function keep() {
		const { state } = taggate;
		if (state === known) return;
		known = state;
		if (!isOwn) {
			const text = taggate.has('decided') ? JSON.stringify({ version, time: Date.now(), state }) : '';
			put(text);
			// Too large: what it was to replace must not stand either.
			if (kept !== text) put('');
		}
		// What the page answers to it is its own.
		isOwn = false;
	}

	/** Takes over what is kept, if that is not what was seen last. */
	function restore() {
		const text = find();
		if (text === kept) return;
		kept = text;
		// With a name that always holds it is an update also when it names nothing else.
		const choices = { __proto__: null, necessary: true, ...(text && JSON.parse(text).state) };
		if (!text || Object.keys(taggate.state).some((name) => !(name in choices))) {
			isOwn = true;
			taggate.reset();
		}
		isOwn = true;
		if (text) taggate.update(choices);
		isOwn = false;
	}

	taggate.on('change', keep);
	receive('update', keep);
	restore();
	known = taggate.state;
	for (const type of ['storage', 'pageshow', 'visibilitychange']) listen(type, restore);
};
