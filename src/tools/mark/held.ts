/** Tags that are held already, by us or by another consent manager: nothing is marked twice. */
import type { Tag } from '../html.js';

/**
 * Attributes of ours, of Cookiebot, Cookie Information, OneTrust, Usercentrics, CookieYes, iubenda, consentmanager,
 * vanilla-cookieconsent 2, c15t, Axeptio and Drupal's COOKiES.
 */
const ATTRIBUTES = [
	'data-category',
	'data-cookieconsent',
	'data-cookieblock-src',
	'data-category-consent',
	'data-consent-src',
	'data-optanon-category',
	'data-usercentrics',
	'data-uc-src',
	'data-cookieyes',
	'data-iub-purposes',
	'data-suppressedsrc',
	'data-cmp-vendor',
	'data-cmp-purpose',
	'data-cmp-src',
	'data-cookiecategory',
	'data-c15t-category',
	'data-sid',
];
const CLASS = /(?:^|\s)(?:optanon-category|ot-vscat|_iub_cs_activate|cmplazyload|cmplz-)/;

/** Whether a consent manager knows the tag by its own marks. */
export const isHeld = ({ attributes }: Tag): boolean =>
	ATTRIBUTES.some((name) => name in attributes) || CLASS.test(attributes.class ?? '');
