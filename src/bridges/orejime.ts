import { readCookie } from '../cookie.js';
import { type Bridge, follow } from './inbound.js';

interface OrejimeWindow {
	orejime?: { manager: { on(event: string, listener: () => void): void } };
	orejimeConfig?: { cookie?: { name?: string } };
}

/** Orejime 3, purpose by purpose, https://orejime.boscop.fr/ */
export const orejime: Bridge = (taggate, options) => {
	let isListening = false;
	return follow(taggate, options, undefined, ['orejime.loaded'], (changed) => {
		const { orejime, orejimeConfig } = window as OrejimeWindow;
		if (orejime && !isListening) {
			isListening = true;
			for (const event of ['update', 'clear']) orejime.manager.on(event, changed);
		}
		const cookie = readCookie(orejimeConfig?.cookie?.name || 'eu-consent');
		if (cookie) return JSON.parse(cookie);
	});
};
