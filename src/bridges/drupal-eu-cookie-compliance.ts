import { type Bridge, follow } from './inbound.js';

interface EuCookieCompliance {
	/** 0 refused, 1 agreed, 2 agreed and thanked; a string in newer versions. */
	getCurrentStatus(): number | string | null;
	/** Not in versions before the categories. */
	getAcceptedCategories?(): string[];
}
declare const Drupal: { eu_cookie_compliance: EuCookieCompliance };
declare const drupalSettings: { eu_cookie_compliance: { cookie_categories?: string[] } };
declare const jQuery: (target: Document) => { on(events: string, listener: () => void): void };

/** EU Cookie Compliance, for Drupal; a site without categories has the one name `agreed`. https://www.drupal.org/project/eu_cookie_compliance */
export const drupalEuCookieCompliance: Bridge = (taggate, options) => {
	let isListening = false;
	return follow(taggate, options, undefined, [], (changed) => {
		const { eu_cookie_compliance } = Drupal;
		const status = `${eu_cookie_compliance.getCurrentStatus()}`;
		if (!isListening) {
			// It tells jQuery alone.
			jQuery(document).on('eu_cookie_compliance.changeStatus eu_cookie_compliance.changePreferences', changed);
			isListening = true;
		}
		if (!/^[012]$/.test(status)) return;
		const hasAgreed = status > '0';
		const categories = drupalSettings.eu_cookie_compliance.cookie_categories;
		if (!categories?.[0]) return { agreed: hasAgreed };
		const accepted = eu_cookie_compliance.getAcceptedCategories!();
		return Object.fromEntries(categories.map((id) => [id, hasAgreed && accepted.includes(id)]));
	});
};
