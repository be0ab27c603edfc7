import { randomBytes } from 'node:crypto';

const YEAR = 31_536_000;

/** Sets a party's cookie, one that a browser lets a third party keep if it lets any, and writes it down. */
export function setCookie(response, note, name) {
	const value = randomBytes(8).toString('hex');
	response.setHeader('set-cookie', `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=None; Secure`);
	note('stored', name);
}
