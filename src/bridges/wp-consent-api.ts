import { readCookie } from '../cookie.js';
import { type Bridge, type Decision, follow } from './inbound.js';
import { WORDPRESS } from './maps.js';

interface ConsentApiWindow {
	consent_api?: { cookie_prefix?: string };
}

/** The WP Consent API, https://wordpress.org/plugins/wp-consent-api/ */
export const wpConsentApi: Bridge = (taggate, options) =>
	follow(taggate, options, WORDPRESS, ['wp_listen_for_consent_change', 'wp_consent_type_defined'], () => {
		const prefix = (window as ConsentApiWindow).consent_api?.cookie_prefix || 'wp_consent';
		const decision: Decision = {};
		// Its own function says yes to everything, even to what was denied, on a site without a type of consent.
		for (const id of ['functional', 'preferences', 'statistics', 'statistics-anonymous', 'marketing']) {
			const answer = readCookie(`${prefix}_${id}`);
			if (/^(allow|deny)$/.test(answer)) decision[id] = answer === 'allow';
		}
		if (Object.keys(decision)[0]) return decision;
	});
