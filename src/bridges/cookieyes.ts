import { type Bridge, type Decision, follow } from './inbound.js';
import { COOKIEYES } from './maps.js';

declare function getCkyConsent(): { isUserActionCompleted: boolean; categories: Decision };

/** CookieYes. */
export const cookieyes: Bridge = (taggate, options) =>
	follow(taggate, options, COOKIEYES, ['cookieyes_consent_update', 'cookieyes_banner_load'], () => {
		const { isUserActionCompleted, categories } = getCkyConsent();
		if (isUserActionCompleted) return categories;
	});
