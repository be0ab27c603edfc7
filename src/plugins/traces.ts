/** What third parties leave behind: in the browser, and in the page that runs. */
import { readCookies, writeCookie } from '../cookie.js';
import { CATEGORY, isScript, listNames } from '../names.js';
import type { Plugin } from '../types.js';
import { attempt, DEFAULT_KEY, read } from './shared.js';

const COOKIES = 'data-cookies';

function eraseCookie(name: string) {
	// A cookie does not tell what it was set for: any domain and any folder of this page.
	for (let domain = location.hostname; domain; domain = domain.replace(/^[^.]*\.?/, '')) {
		let path = '';
		for (const folder of location.pathname.split('/'))
			for (const part of [folder, '/']) {
				path += part;
				for (const scope of ['', `;domain=${domain}`]) writeCookie(`${name}=;max-age=0;path=${path}${scope}`);
			}
	}
}

/** Erases cookies and the keys of both storages. */
function erase(isMeant: (name: string) => boolean) {
	attempt(() =>
		readCookies()
			.split('; ')
			.map((cookie) => cookie.split('=')[0]!)
			.filter(isMeant)
			.forEach(eraseCookie),
	);
	for (const storage of ['localStorage', 'sessionStorage'] as const)
		attempt(() => {
			for (const key of Object.keys(window[storage]).filter(isMeant)) delete window[storage][key];
		});
}

/** What is known of a condition under which something was activated: words alone, so that no element is kept alive. */
interface Mark {
	/** It held when last looked at. */
	_isOn: boolean;
	/** What the tags name. */
	_lists: Set<string | null>;
	_hasRun?: unknown;
}

/** Erases what a tag names in `data-cookies` when its condition stops holding, and reloads the page if that is asked for. */
export const traces: Plugin = ({ options, has, on }) => {
	const { reload = false } = options;
	const marks = new Map<string, Mark>();

	function remember(tag: Element, hasRun?: unknown) {
		const condition = tag.getAttribute(CATEGORY)!;
		const mark: Mark = marks.get(condition) ?? { _isOn: has(condition), _lists: new Set() };
		marks.set(condition, mark);
		mark._lists.add(tag.getAttribute(COOKIES));
		mark._hasRun ||= hasRun;
	}

	addEventListener('consent:activate', (event) => {
		const { target, defaultPrevented } = event;
		remember(target as Element, isScript(target) && !defaultPrevented);
	});

	// After all cleanups, which may write once more.
	on('change', ({ denied }) => {
		let mustReload: unknown;
		for (const [condition, mark] of marks) {
			const wasOn = mark._isOn;
			mark._isOn = has(condition);
			if (!wasOn || mark._isOn) continue;
			const patterns = listNames([...mark._lists].join(' '));
			// The decision itself is nobody's trace.
			erase(
				(name) =>
					name !== (options.key || DEFAULT_KEY) &&
					patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern)),
			);
			// Not where it only had to be withheld: "until the visitor decides" is over when he does.
			if (mark._hasRun) mustReload ||= condition.split(/[\s,|]+/).some((term) => denied.includes(term));
		}
		// A task later the withdrawal is kept and announced.
		if (mustReload && reload !== false) setTimeout(() => location.reload());
		for (const tag of read('documentElement').querySelectorAll(`[${CATEGORY}][${COOKIES}]`)) remember(tag);
	});
};
