import { readCookie } from '../cookie.js';
import { type Bridge, type Decision, follow } from './inbound.js';
import { COOKIE_INFORMATION } from './maps.js';

declare const CookieInformation: { getConsentGivenFor(id: string): boolean };

/** Cookie Information, https://support.cookieinformation.com/ */
export const cookieInformation: Bridge = (taggate, options) =>
	follow(
		taggate,
		options,
		COOKIE_INFORMATION,
		['CookieInformationAPIReady', 'CookieInformationConsentGiven', 'CookieInformationConsentSubmitted'],
		() => {
			const cookie = readCookie('CookieInformationConsent');
			if (!cookie) return;
			// A part that it lacks is absent: what stands is said by the manager's own call.
			const { consents_approved, consents_denied } = JSON.parse(cookie);
			const parts = [consents_approved, consents_denied].filter(Array.isArray);
			if (!parts[0]) return;
			const decision: Decision = {};
			for (const id of parts.flat()) decision[id] = CookieInformation.getConsentGivenFor(id);
			return decision;
		},
	);
