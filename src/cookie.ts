/** Cookies, for plugins and bridges. By the accessor of the prototype, which no `<img name=cookie>` shadows. */

/** @returns all that the page may read: `a=1; b=2` */
export const readCookies = (): string => Reflect.get(Document.prototype, 'cookie', document);

/** @returns what follows the name of each cookie of that name: its encoded value, `;` and more */
export const listCookies = (name: string): string[] => `; ${readCookies()}`.split(`; ${name}=`).slice(1);

/** @returns the decoded value of what {@link listCookies} tells of a cookie; throws when it is not well-formed */
export const decodeCookie = (cookie: string): string => decodeURIComponent(cookie.split(';')[0]!);

/** @returns the decoded value of a cookie, or ''; throws when it is not well-formed */
export const readCookie = (name: string): string => decodeCookie(listCookies(name)[0] ?? '');

/**
 * Sets a cookie.
 * @param text its name, its value and its scope
 * @throws where cookies are blocked
 */
export const writeCookie = (text: string) =>
	Reflect.set(Document.prototype, 'cookie', `${text};samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`, document);
