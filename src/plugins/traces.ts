/** What third parties leave behind: in the browser, and in the page that runs. */
import { readCookies, writeCookie } from '../cookie.js';
import { CATEGORY, listNames } from '../names.js';
import type { Plugin } from '../types.js';
import { DEFAULT_KEY } from './shared.js';

const COOKIES = 'data-cookies';

function eraseCookie(name: string) {
	// A cookie does not tell what it was set for: any domain and any folder of this page.
	const labels = location.hostname.split('.');
	do {
		let path = '';
		for (const part of location.pathname.split(/(\/)/)) {
			path += part;
			// Of no domain at last: of this host alone.
			writeCookie(`${name}=;max-age=0;path=${path};domain=${labels.join('.')}`);
		}
	} while (labels.shift());
}

/** Erases cookies and the keys of both storages. */
function erase(isMeant: (name: string) => boolean) {
	try {
		for (const cookie of readCookies().split('; ')) {
			const [name] = cookie.split('=') as [string];
			if (isMeant(name)) eraseCookie(name);
		}
	} catch {}
	for (const name of ['localStorage', 'sessionStorage'] as const)
		try {
			for (const key of Object.keys(window[name])) if (isMeant(key)) delete window[name][key];
		} catch {}
}

/** Erases what a tag names in `data-cookies` when its condition stops holding, and reloads the page if that is asked for. */
export const traces: Plugin = ({ options, has, on }) => {
	const { reload = false } = options;
	/** Of each condition what its tags name: words alone, so that no element is kept alive. */
	const lists = new Map<string, Set<string | null>>();
	/** Conditions that held when last looked at, and those under which a script has run. */
	const held = new Set<string>();
	const ran = new Set<string>();

	function remember(tag: Element): string {
		const condition = tag.getAttribute(CATEGORY)!;
		lists.set(condition, (lists.get(condition) ?? new Set()).add(tag.getAttribute(COOKIES)));
		return condition;
	}

	addEventListener('consent:activate', (event) => {
		const { target, defaultPrevented } = event;
		const condition = remember(target as Element);
		held.add(condition);
		if (reload !== false && target instanceof HTMLScriptElement && !defaultPrevented) ran.add(condition);
	});

	// After all cleanups, which may write once more.
	on('change', ({ denied }) => {
		Document.prototype.querySelectorAll.call(document, `[${CATEGORY}][${COOKIES}]`).forEach(remember);
		for (const [condition, names] of lists) {
			if (has(condition)) held.add(condition);
			else if (held.delete(condition)) {
				const patterns = listNames([...names].join(' '));
				// The decision itself is nobody's trace.
				erase(
					(name) =>
						name !== (options.key || DEFAULT_KEY) &&
						patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern)),
				);
				// Not where something had to be withheld: what runs until the visitor decides is over when he does.
				if (!ran.has(condition) || !denied.some((name) => condition.split(/[\s,|]+/).includes(name))) continue;
				// Once.
				ran.clear();
				// A task later the withdrawal is kept and announced.
				setTimeout(() => location.reload());
			}
		}
	});
};
