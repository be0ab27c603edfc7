import { type Bridge, follow } from './inbound.js';
import { DIDOMI } from './maps.js';

declare const Didomi: {
	shouldConsentBeCollected(): boolean;
	getUserStatus(): { purposes: { consent: { enabled: string[] } } };
};
interface DidomiWindow {
	didomiEventListeners?: { event: string; listener: () => void }[];
	didomiOnReady?: (() => void)[];
}

/** Didomi, https://developers.didomi.io/cmp/web-sdk/reference/events */
export const didomi: Bridge = (taggate, options) => {
	let isListening = false;
	return follow(taggate, options, DIDOMI, [], (changed) => {
		if (!isListening) {
			isListening = true;
			const page = window as DidomiWindow;
			page.didomiEventListeners = page.didomiEventListeners || [];
			page.didomiEventListeners.push({ event: 'consent.changed', listener: changed });
			// It tells of no decision that it has kept.
			page.didomiOnReady = page.didomiOnReady || [];
			page.didomiOnReady.push(changed);
		}
		if (!Didomi.shouldConsentBeCollected())
			return Object.fromEntries(Didomi.getUserStatus().purposes.consent.enabled.map((id) => [id, true]));
	});
};
