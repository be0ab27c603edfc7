/** What third parties leave in the browser. */
import { listNames } from './condition.js';
import { writeCookie } from './cookie.js';
import { attempt, page } from './events.js';
import { getKey } from './memory.js';

function eraseCookie(name: string) {
	// A cookie does not tell what it was set for: any domain and any folder of this page.
	for (let domain = `.${location.hostname}`; domain; domain = domain.replace(/^\.[^.]*/, '')) {
		let path = '';
		for (const folder of location.pathname.split('/')) {
			for (const part of [folder, '/']) {
				path += part;
				for (const scope of ['', `;domain=${domain.slice(1)}`]) writeCookie(name, '', 0, `;path=${path}${scope}`);
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
		const start = pattern.replace(/\*$/, '');
		// The decision itself is nobody's trace.
		const isMeant = (name: string) => name !== getKey() && (start === pattern ? name === start : name.startsWith(start));
		attempt(() => {
			for (const cookie of page.cookie.split('; ')) {
				const [name] = cookie.split('=') as [string];
				if (isMeant(name)) eraseCookie(name);
			}
		});
		for (const name of ['localStorage', 'sessionStorage'] as const) {
			attempt(() => {
				for (const key of Object.keys(window[name])) if (isMeant(key)) delete window[name][key];
			});
		}
	}
}
