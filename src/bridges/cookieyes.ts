import { type Bridge, type Decision, follow } from './inbound.js';

declare function getCkyConsent(): { isUserActionCompleted: boolean; categories: Decision };

/** CookieYes. */
export const cookieyes: Bridge = (taggate, options) =>
	follow(
		taggate,
		options,
		{ functional: 'functional', analytics: 'statistical', advertisement: 'marketing' },
		['cookieyes_consent_update', 'cookieyes_banner_load'],
		() => {
			const { isUserActionCompleted, categories } = getCkyConsent();
			if (isUserActionCompleted) return categories;
		},
	);
