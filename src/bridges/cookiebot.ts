import { type Bridge, type Decision, follow } from './inbound.js';
import { COOKIEBOT } from './maps.js';

declare const Cookiebot: { hasResponse: boolean; consent: Decision; submitCustomConsent: object };

/** Cookiebot, https://www.cookiebot.com/en/developer/ */
export const cookiebot: Bridge = (taggate, options) =>
	follow(
		taggate,
		options,
		COOKIEBOT,
		['CookiebotOnConsentReady', 'CookiebotOnLoad', 'CookiebotOnAccept', 'CookiebotOnDecline'],
		() => {
			// The global is there before its methods are.
			Cookiebot.submitCustomConsent.valueOf();
			return Cookiebot.hasResponse ? Cookiebot.consent : undefined;
		},
	);
