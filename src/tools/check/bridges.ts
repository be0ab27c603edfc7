/** The bridges, by what is known of each without running it. A test holds it against their sources. */
import { type NameMap, parseMap } from '../../bridges/map.js';
import {
	COOKIE_INFORMATION,
	COOKIEBOT,
	COOKIEYES,
	DIDOMI,
	GPP,
	ONETRUST,
	TCF,
	USERCENTRICS,
	WORDPRESS,
} from '../../bridges/maps.js';

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
		map: COOKIE_INFORMATION,
	},
	cookiebot: {
		word: 'CookiebotOnConsentReady',
		map: COOKIEBOT,
	},
	onetrust: { word: 'OneTrustGroupsUpdated', map: ONETRUST },
	usercentrics: { word: 'UC_UI_CMP_EVENT', map: USERCENTRICS },
	didomi: {
		word: 'didomiEventListeners',
		map: DIDOMI,
	},
	cookieyes: {
		word: 'cookieyes_consent_update',
		map: COOKIEYES,
	},
	complianz: {
		word: 'cmplz_fire_categories',
		map: WORDPRESS,
	},
	'wp-consent-api': {
		word: 'wp_listen_for_consent_change',
		map: WORDPRESS,
	},
	'drupal-eu-cookie-compliance': { word: 'eu_cookie_compliance.changeStatus' },
	'drupal-cookies': { word: 'cookiesjsrUserConsent' },
	'vanilla-cookieconsent': { word: 'cc:onModalShow' },
	klaro: { word: 'savedConsents' },
	tarteaucitron: { word: 'tac.consent_updated' },
	orejime: { word: 'orejime.loaded' },
	tcf: {
		word: '__tcfapi',
		map: TCF,
	},
	gpp: { word: '__gpp', map: GPP },
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
