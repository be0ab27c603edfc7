import { type Bridge, follow } from './inbound.js';

interface CookieConsentWindow {
	CookieConsent?: {
		validConsent?(): boolean;
		getUserPreferences(): { acceptedCategories: string[]; rejectedCategories: string[] };
	};
}

/** vanilla-cookieconsent 3, https://cookieconsent.orestbida.com/ */
export const vanillaCookieconsent: Bridge = (taggate, options) => {
	/** As a module it has no global: then its events tell, on each page, what it grants. */
	let told: string[] | undefined;
	return follow(taggate, options, undefined, ['cc:onConsent', 'cc:onChange', 'cc:onModalShow'], (_, event) => {
		told = (event as CustomEvent)?.detail?.cookie?.categories ?? told;
		const { CookieConsent } = window as CookieConsentWindow;
		let accepted = told;
		let rejected: string[] = [];
		if (CookieConsent?.validConsent) {
			if (!CookieConsent.validConsent()) return;
			({ acceptedCategories: accepted, rejectedCategories: rejected } = CookieConsent.getUserPreferences());
		}
		return Object.fromEntries([...rejected.map((id) => [id, false]), ...accepted!.map((id) => [id, true])]);
	});
};
