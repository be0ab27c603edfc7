import { type Bridge, follow } from './inbound.js';

declare const CookieConsent: {
	validConsent(): boolean;
	getUserPreferences(): { acceptedCategories: string[]; rejectedCategories: string[] };
};

/** vanilla-cookieconsent 3, https://cookieconsent.orestbida.com/ */
export const vanillaCookieconsent: Bridge = (taggate, options) =>
	follow(taggate, options, undefined, ['cc:onFirstConsent', 'cc:onConsent', 'cc:onChange'], () => {
		if (!CookieConsent.validConsent()) return;
		const { acceptedCategories, rejectedCategories } = CookieConsent.getUserPreferences();
		return Object.fromEntries([...acceptedCategories, ...rejectedCategories].map((id) => [id, acceptedCategories.includes(id)]));
	});
