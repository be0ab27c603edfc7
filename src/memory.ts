/** The decision as it is kept: in a cookie that a server can read, or in the storage of the browser. */
import { isDecided, isUpdate, state } from './consent.js';
import { readCookie, writeCookie } from './cookie.js';
import { attempt, listen } from './events.js';
import { options } from './options.js';
import type { ConsentState } from './types.js';

/** What options say unless told otherwise. */
const DEFAULT_KEY = 'taggate';
const DEFAULT_DAYS = 180;
const DAY_SECONDS = 86_400;

/** As last seen. Where nothing can be kept it stays the same, and this page's own decision stands. */
let lastText: string | undefined;

export const getKey = () => options.key || DEFAULT_KEY;
/** In seconds. */
const getLifetime = () => (+options.days! || DEFAULT_DAYS) * DAY_SECONDS;

/** @returns the text that is kept, if any */
const read = () =>
	attempt(() => {
		const { store } = options;
		if (store === 'none') return;
		if (store === 'local') return localStorage[getKey()] as string;
		return readCookie(getKey());
	});

/** @returns the decision that is kept; nothing when there is none, or it is malformed, expired or of another version */
export function recall(): ConsentState | undefined {
	lastText = read();
	return attempt(() => {
		// Nothing kept is the common case, and a throw costs Chromium a millisecond: it reads the whole script again for the stack.
		const { version, time, state } = JSON.parse(lastText || '{}');
		if (`${version}` === `${options.version}` && Math.abs(Date.now() - time) < getLifetime() * 1000 && isUpdate(state))
			return state;
	});
}

/** Keeps the decision that stands, or forgets it. */
export function keep() {
	const { domain, store, version } = options;
	if (store === 'none') return;
	const isLocal = store === 'local';
	const text = isDecided ? JSON.stringify({ version, time: Date.now(), state }) : '';
	const write = (text: string, scope = domain && `;domain=${domain}`) =>
		attempt(() => writeCookie(getKey(), text, text ? getLifetime() : 0, `;path=/${scope || ''}`));
	if (!isLocal) {
		// One of the host alone, from before there was a domain, would hide it.
		if (domain) write('', '');
		write(text);
		// Too large: what it was to replace must not stand either.
		if (read() !== text) write('');
	}
	// Of this storage other tabs are told, of a cookie they are not.
	attempt(() => {
		localStorage[getKey()] = text;
	});
	attempt(() => {
		if (!isLocal || !text || localStorage[getKey()] !== text) delete localStorage[getKey()];
	});
	lastText = read();
}

/** Hears what another tab has decided: at once, or when this page is looked at again. */
export function watch(changed: (decision: ConsentState | undefined) => void) {
	for (const type of ['storage', 'pageshow', 'visibilitychange']) {
		listen(type, () => {
			if (read() !== lastText) changed(recall());
		});
	}
}
