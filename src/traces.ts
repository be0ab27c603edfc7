/** What third parties leave in the browser. */
import { listNames } from './condition.js';
import { attempt, page } from './events.js';

function eraseCookie(name: string) {
	// A cookie does not tell what it was set for: any domain and any folder of this page.
	for (let domain = `.${location.hostname}`; domain; domain = domain.replace(/^\.[^.]*/, '')) {
		let path = '';
		for (const folder of location.pathname.split('/')) {
			for (const part of [folder, '/']) {
				path += part;
				for (const scope of ['', `;domain=${domain.slice(1)}`])
					page.cookie = `${name}=;max-age=0;path=${path}${scope}${location.protocol === 'https:' ? ';secure' : ''}`;
			}
		}
	}
}

/**
 * Erases cookies and the keys of both storages.
 * @param patterns their names, `*` at the end for all that begin so
 */
export function erase(patterns?: string) {
	for (const pattern of listNames(patterns)) {
		const [start, rest] = pattern.split(/(?=\*$)/) as [string, string?];
		const isMeant = (name: string) => (rest ? name.startsWith(start) : name === start);
		attempt(() => {
			for (const cookie of page.cookie.split('; ')) if (isMeant(cookie.split('=')[0]!)) eraseCookie(cookie.split('=')[0]!);
		});
		for (const name of ['localStorage', 'sessionStorage'] as const) {
			attempt(() => {
				for (const key of Object.keys(window[name])) if (isMeant(key)) delete window[name][key];
			});
		}
	}
}
