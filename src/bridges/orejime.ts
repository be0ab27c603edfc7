import { readCookie } from '../cookie.js';
import { type Bridge, follow } from './inbound.js';

interface OrejimeWindow {
	/** It may also be the element of that id. */
	orejime?: { manager?: { on(event: string, listener: () => void): void } };
	orejimeConfig?: { cookie?: { name?: string } };
}

/** Orejime 3, purpose by purpose, https://orejime.boscop.fr/ */
export const orejime: Bridge = (taggate, options) => {
	let isListening = false;
	return follow(taggate, options, undefined, ['orejime.loaded'], (changed) => {
		const { orejime, orejimeConfig } = window as OrejimeWindow;
		if (orejime?.manager && !isListening) {
			orejime.manager.on('update', changed);
			isListening = true;
		}
		const cookie = readCookie(orejimeConfig?.cookie?.name || 'eu-consent');
		if (cookie) return JSON.parse(cookie);
	});
};
