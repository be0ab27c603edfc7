/** Cookies, for plugins and bridges. By the accessor of the prototype, which no `<img name=cookie>` shadows. */

/** @returns all that the page may read: `a=1; b=2` */
export const readCookies = (): string => Reflect.get(Document.prototype, 'cookie', document);

/** @returns the values of the cookies of that name, encoded; a folder of the path may have one of its own, which comes first */
export const listValues = (name: string): string[] =>
	`; ${readCookies()}`
		.split(`; ${name}=`)
		.slice(1)
		.map((rest) => rest.split(';')[0]!);

/** @returns the decoded value of a cookie, or ''; throws when it is not well-formed */
export const readCookie = (name: string): string => decodeURIComponent(listValues(name)[0] ?? '');

/**
 * Sets a cookie.
 * @param text its name, its value and its scope
 * @throws where cookies are blocked
 */
export const writeCookie = (text: string) =>
	Reflect.set(Document.prototype, 'cookie', `${text};samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`, document);
