/** What third parties leave behind: in the browser, and in the page that runs. */
import { readCookies, writeCookie } from '../cookie.js';
import { CATEGORY } from '../names.js';
import { DEFAULT_KEY, find, listen } from '../shared.js';
import type { Plugin } from '../types.js';

const COOKIES = 'data-cookies';
const SEPARATOR = /[\s,|]+/;

/** Erases cookies and the keys of both storages. */
const erase = (isMeant: (name: string) => boolean) => {
	try {
		for (const cookie of readCookies().split('; ')) {
			const [name] = cookie.split('=') as [string];
			if (isMeant(name)) {
				// It does not tell what it was set for: any folder of this page and any domain, at last none, which is this host alone.
				const labels = location.hostname.split('.');
				do {
					let path = '';
					for (const part of location.pathname.split(/(\/)/)) {
						path += part;
						writeCookie(`${name}=;max-age=0;path=${path};domain=${labels.join('.')}`);
					}
				} while (labels.shift());
			}
		}
	} catch {}
	for (const storage of ['localStorage', 'sessionStorage'] as const)
		try {
			for (const name in window[storage]) if (isMeant(name)) delete window[storage][name];
		} catch {}
};

/** Erases what a tag names in `data-cookies` when its condition stops holding, and reloads the page if that is asked for. */
export const traces: Plugin = ({ options: { key, reload = false }, has, on }) => {
	/** Of each tag its condition and what it names, with a quote between: words alone, so that no element is kept alive. */
	const known = new Set<string>();
	/** Those whose condition held when last looked at, and those of scripts that have run. */
	const held = new Set<string>();
	const ran = new Set<string>();

	function remember(tag: Element): string {
		const words = `${tag.getAttribute(CATEGORY)}"${tag.getAttribute(COOKIES) ?? ''}`;
		known.add(words);
		return words;
	}

	listen('consent:activate', (event) => {
		const words = remember(event.target as Element);
		held.add(words);
		if (event.target instanceof HTMLScriptElement && !event.defaultPrevented) ran.add(words);
	});

	// After all cleanups, which may write once more.
	on('change', ({ denied }) => {
		find(`[${COOKIES}]`).forEach(remember);
		for (const words of known) {
			const [condition, list] = words.split('"') as [string, string];
			if (has(condition)) held.add(words);
			else if (held.delete(words)) {
				// The decision itself is nobody's trace. A star stands for any end.
				erase(
					(name) =>
						name !== (key || DEFAULT_KEY) &&
						list.split(SEPARATOR).some((text) => text === name || text === `${name.slice(0, text.length - 1)}*`),
				);
				// Not where something had to be withheld: what runs until the visitor decides is over when he does.
				if (reload !== false && ran.has(words) && denied.some((name) => condition.split(SEPARATOR).includes(name))) {
					// Once.
					ran.clear();
					// A task later the withdrawal is kept and announced.
					setTimeout(() => location.reload());
				}
			}
		}
	});
};
