import { page } from './events.js';

/** @returns the decoded value of a cookie, or ''; throws when it is not well-formed */
export const readCookie = (name: string): string =>
	decodeURIComponent(`; ${page.cookie}`.split(`; ${name}=`)[1]?.split(';')[0] ?? '');

/**
 * Sets a cookie.
 * @param scope `;path=…` and `;domain=…`
 * @param lifetime in seconds; 0 erases it
 * @throws where cookies are blocked
 */
export function writeCookie(name: string, value: string, lifetime: number, scope: string) {
	page.cookie = `${name}=${encodeURIComponent(value)};max-age=${lifetime};samesite=lax${scope}${location.protocol === 'https:' ? ';secure' : ''}`;
}
