import { readCookie } from '../cookie.js';
import { type Bridge, type Decision, follow } from './inbound.js';

declare function wp_has_consent(category: string): boolean;
interface ConsentApiWindow {
	consent_api?: { cookie_prefix?: string };
}

/** The WP Consent API, https://wordpress.org/plugins/wp-consent-api/ */
export const wpConsentApi: Bridge = (taggate, options) =>
	follow(
		taggate,
		options,
		{ functional: 'functional', preferences: 'preference', statistics: 'statistical', marketing: 'marketing' },
		['wp_listen_for_consent_change', 'wp_consent_type_defined'],
		() => {
			const prefix = (window as ConsentApiWindow).consent_api?.cookie_prefix || 'wp_consent';
			const decision: Decision = {};
			// Without a consent type it grants everything: only what has been answered counts.
			for (const id of ['functional', 'preferences', 'statistics', 'statistics-anonymous', 'marketing'])
				if (readCookie(`${prefix}_${id}`)) decision[id] = wp_has_consent(id);
			if (Object.keys(decision)[0]) return decision;
		},
	);
