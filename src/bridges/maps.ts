/** What each manager's ids are among our names, unless a site says otherwise: the bridges map by them, and `check` knows by them what a page can grant. */
import type { NameMap } from './map.js';

export const COOKIE_INFORMATION: NameMap = {
	cookie_cat_functional: 'functional',
	cookie_cat_statistic: 'statistical',
	cookie_cat_marketing: 'marketing',
};
export const COOKIEBOT: NameMap = { preferences: 'preference', statistics: 'statistical', marketing: 'marketing' };
export const ONETRUST: NameMap = { C0002: 'statistical', C0003: 'functional', C0004: 'marketing' };
export const USERCENTRICS: NameMap = { functional: 'functional', marketing: 'marketing' };
export const DIDOMI: NameMap = {
	cookies: 'preference statistical marketing',
	select_personalized_content: 'preference',
	measure_content_performance: 'statistical',
	create_ads_profile: 'marketing',
	select_personalized_ads: 'marketing',
};
export const COOKIEYES: NameMap = { functional: 'functional', analytics: 'statistical', advertisement: 'marketing' };
/** The categories of the WP Consent API, which Complianz has too. */
export const WORDPRESS: NameMap = {
	functional: 'functional',
	preferences: 'preference',
	statistics: 'statistical',
	marketing: 'marketing',
};
/** Which purposes a category needs is a policy; this is a strict one. */
export const TCF: NameMap = {
	1: 'functional preference statistical marketing',
	2: 'marketing',
	3: 'marketing',
	4: 'marketing',
	5: 'preference',
	6: 'preference',
	7: 'marketing statistical',
	8: 'statistical',
};
export const GPP: NameMap = { Sale: 'marketing', Sharing: 'marketing', TargetedAdvertising: 'marketing' };
