import { readCookie } from '../cookie.js';
import { type Bridge, follow } from './inbound.js';

/** The Drupal module COOKiES, service by service, https://www.drupal.org/project/cookies */
export const drupalCookies: Bridge = (taggate, options) =>
	follow(taggate, options, undefined, ['cookiesjsrUserConsent'], () => {
		const cookie = readCookie('cookiesjsr');
		if (cookie) return JSON.parse(cookie);
	});
