import { type Bridge, follow } from './inbound.js';
import { WORDPRESS } from './maps.js';

declare function cmplz_get_cookie(name: string): string;
declare function cmplz_has_consent(category: string): boolean;

/** Complianz, for WordPress, https://complianz.io/developers-documentation/ */
export const complianz: Bridge = (taggate, options) =>
	follow(
		taggate,
		options,
		WORDPRESS,
		['cmplz_fire_categories', 'cmplz_status_change', 'cmplz_enable_category', 'cmplz_banner_status', 'cmplz_revoke'],
		() => {
			// Until then it grants what the visitor's region lets it.
			if (cmplz_get_cookie('banner-status') !== 'dismissed') return;
			const categories = ['functional', 'preferences', 'statistics', 'marketing'];
			return Object.fromEntries(categories.map((id) => [id, cmplz_has_consent(id)]));
		},
	);
