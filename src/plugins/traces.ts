/** What third parties leave behind: in the browser, and in the page that runs. */
import { readCookies, writeCookie } from '../cookie.js';
import { CATEGORY, listNames } from '../names.js';
import { DEFAULT_KEY, find, listen } from '../shared.js';
import type { ConsentChange, Plugin } from '../types.js';

const COOKIES = 'data-cookies';

/** Erases cookies and the keys of both storages. */
const erase = (isMeant: (name: string) => boolean) => {
	try {
		// The values too, as if they were names: what is meant goes, whether it is there or not.
		for (const name of readCookies().split(/; |=/))
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
		for (const storage of [localStorage, sessionStorage]) for (const name in storage) if (isMeant(name)) delete storage[name];
	} catch {}
};

/** Erases what a tag names in `data-cookies` when its condition stops holding, and reloads the page if that is asked for. */
export const traces: Plugin = ({ options: { key, reload = false }, has }) => {
	/**
	 * Of each tag whether it is a script that has run, its condition and what it names, with a quote between: words alone, so that no
	 * element is kept alive. And whether its condition held when last looked at.
	 */
	const known = new Map<string, boolean>();

	const remember = (tag: Element, hasRun?: unknown) => {
		const condition = tag.getAttribute(CATEGORY)!;
		known.set([hasRun || '', condition, tag.getAttribute(COOKIES)].join('"'), has(condition));
	};

	/** Those too that still wait for their turn, or had it before this plugin was there. */
	const rememberAll = () => {
		for (const tag of find(`[${COOKIES}]`)) remember(tag);
	};

	listen('consent:activate', ({ target }) => remember(target as Element, (target as Element).matches('script')));

	// After all cleanups, which may write once more.
	listen<CustomEvent<ConsentChange>>('consent:change', ({ detail }) => {
		for (const [words, wasHeld] of known) {
			const [hasRun, condition, list] = words.split('"') as [string, string, string];
			const isHeld = has(condition);
			known.set(words, isHeld);
			if (wasHeld && !isHeld) {
				// The decision itself is nobody's trace. A star stands for any end.
				erase(
					(name) =>
						name !== (key || DEFAULT_KEY) &&
						listNames(list).some((text) => text === name || text === `${name.slice(0, text.length - 1)}*`),
				);
				// Not where something had to be withheld: what runs until the visitor decides is over when he does.
				// A task later the withdrawal is kept and announced.
				if (hasRun && reload !== false && detail.denied.some((name) => condition.includes(name))) {
					// Once.
					reload = false;
					setTimeout(() => location.reload());
				}
			}
		}
		rememberAll();
	});
	rememberAll();
};
