/** Cookies, for plugins and bridges. By the accessor of the prototype, which no `<img name=cookie>` shadows. */

/** @returns the decoded value of a cookie, or ''; throws when it is not well-formed */
export const readCookie = (name: string): string =>
	decodeURIComponent(`; ${Reflect.get(Document.prototype, 'cookie', document)}`.split(`; ${name}=`)[1]?.split(';')[0] ?? '');

/**
 * Sets a cookie.
 * @param scope `;path=…` and `;domain=…`
 * @param lifetime in seconds; 0 erases it
 * @throws where cookies are blocked
 */
export function writeCookie(name: string, value: string, lifetime: number, scope: string) {
	const text = `${name}=${encodeURIComponent(value)};max-age=${lifetime};samesite=lax${scope}${location.protocol === 'https:' ? ';secure' : ''}`;
	Reflect.set(Document.prototype, 'cookie', text, document);
}
