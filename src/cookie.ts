/** Cookies, for plugins and bridges. By the accessor of the prototype, which no `<img name=cookie>` shadows. */

import { read } from './shared.js';

/** @returns all that the page may read: `a=1; b=2` */
export const readCookies = (): string => read('cookie');

/**
 * @returns the decoded value of a cookie, or ''. Of several of that name the last, which is that of the whole site: one of a
 * folder comes before it. Throws when it is not well-formed.
 */
export const readCookie = (name: string): string =>
	decodeURIComponent(`; ${readCookies()}`.split(`; ${name}=`).pop()!.split(';')[0]!);

/**
 * Sets a cookie.
 * @param text its name, its value and its scope
 * @throws where cookies are blocked
 */
export const writeCookie = (text: string) => Reflect.set(Document.prototype, 'cookie', text, document);
