import { readCookie } from '../cookie.js';
import { type Bridge, follow } from './inbound.js';

interface CookiesDocument {
	cookiesjsr?: { config?: { cookie?: { name?: string } } };
}

/** The Drupal module COOKiES, service by service, https://www.drupal.org/project/cookies */
export const drupalCookies: Bridge = (taggate, options) =>
	follow(taggate, options, undefined, ['cookiesjsrUserConsent'], () => {
		const cookie = readCookie((document as CookiesDocument).cookiesjsr?.config?.cookie?.name || 'cookiesjsr');
		if (cookie) return JSON.parse(cookie);
	});
