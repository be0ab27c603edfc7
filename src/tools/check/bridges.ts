/** The bridges, by what is known of each without running it. A test holds it against their sources. */
import { type NameMap, parseMap } from '../../bridges/map.js';

interface Bridge {
	/** What only its code says, where it is inlined. */
	word: string;
	/** What it maps by default, of a manager's names; absent where the site chose those, and any may come. */
	map?: NameMap;
	/** To a vendor: it grants nothing. */
	isOutbound?: true;
}

export const BRIDGES: Readonly<Record<string, Bridge>> = {
	'cookie-information': {
		word: 'CookieInformationConsentGiven',
		map: { cookie_cat_functional: 'functional', cookie_cat_statistic: 'statistical', cookie_cat_marketing: 'marketing' },
	},
	cookiebot: {
		word: 'CookiebotOnConsentReady',
		map: { preferences: 'preference', statistics: 'statistical', marketing: 'marketing' },
	},
	onetrust: { word: 'OneTrustGroupsUpdated', map: { C0002: 'statistical', C0003: 'functional', C0004: 'marketing' } },
	usercentrics: { word: 'UC_UI_CMP_EVENT', map: { functional: 'functional', marketing: 'marketing' } },
	didomi: {
		word: 'didomiEventListeners',
		map: {
			cookies: 'preference statistical marketing',
			select_personalized_content: 'preference',
			measure_content_performance: 'statistical',
			create_ads_profile: 'marketing',
			select_personalized_ads: 'marketing',
		},
	},
	cookieyes: {
		word: 'cookieyes_consent_update',
		map: { functional: 'functional', analytics: 'statistical', advertisement: 'marketing' },
	},
	complianz: {
		word: 'cmplz_fire_categories',
		map: { functional: 'functional', preferences: 'preference', statistics: 'statistical', marketing: 'marketing' },
	},
	'wp-consent-api': {
		word: 'wp_listen_for_consent_change',
		map: { functional: 'functional', preferences: 'preference', statistics: 'statistical', marketing: 'marketing' },
	},
	'drupal-eu-cookie-compliance': { word: 'eu_cookie_compliance.changeStatus' },
	'drupal-cookies': { word: 'cookiesjsrUserConsent' },
	'vanilla-cookieconsent': { word: 'cc:onModalShow' },
	klaro: { word: 'savedConsents' },
	tarteaucitron: { word: 'tac.consent_updated' },
	orejime: { word: 'orejime.loaded' },
	tcf: {
		word: '__tcfapi',
		map: {
			1: 'functional preference statistical marketing',
			2: 'marketing',
			3: 'marketing',
			4: 'marketing',
			5: 'preference',
			6: 'preference',
			7: 'marketing statistical',
			8: 'statistical',
		},
	},
	gpp: { word: '__gpp', map: { Sale: 'marketing', Sharing: 'marketing', TargetedAdvertising: 'marketing' } },
	'google-consent-mode': { word: 'ads_data_redaction', isOutbound: true },
	matomo: { word: 'cookieless', isOutbound: true },
	meta: { word: '"revoke"', isOutbound: true },
	'microsoft-uet': { word: 'uetq', isOutbound: true },
	clarity: { word: 'consentv2', isOutbound: true },
	tiktok: { word: 'holdConsent', isOutbound: true },
};

export const isBridge = (name: string): boolean => Object.hasOwn(BRIDGES, name);

/** No map is longer; reading one takes the square of it. */
export const LONGEST_MAP = 2_000;

/** What stands in `data-map`; nothing where a bridge cannot read it. */
export const readMap = (text = ''): NameMap | undefined => {
	if (text.length > LONGEST_MAP) return;
	try {
		const map = parseMap(text);
		// JSON may hold anything.
		return Object.values(map).every((ours) => typeof ours === 'string') ? map : undefined;
	} catch {
		return undefined;
	}
};
