/** @returns the decoded value of a cookie, or ''; throws when it is not well-formed */
export const readCookie = (name: string): string =>
	decodeURIComponent(`; ${document.cookie}`.split(`; ${name}=`)[1]?.split(';')[0] ?? '');
