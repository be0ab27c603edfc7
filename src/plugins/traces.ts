/** What third parties leave behind: in the browser, and in the page that runs. */
import { readCookies, writeCookie } from '../cookie.js';
import { CATEGORY, isScript, listNames } from '../names.js';
import type { Plugin } from '../types.js';
import { attempt, getAttribute, getKey, receive } from './shared.js';

function eraseCookie(name: string) {
	// A cookie does not tell what it was set for: any domain and any folder of this page.
	for (let domain = `.${location.hostname}`; domain; domain = domain.replace(/^\.[^.]*/, '')) {
		let path = '';
		for (const folder of location.pathname.split('/'))
			for (const part of [folder, '/']) {
				path += part;
				for (const scope of ['', `;domain=${domain.slice(1)}`]) writeCookie(name, '', 0, `;path=${path}${scope}`);
			}
	}
}

/**
 * Erases cookies and the keys of both storages.
 * @param patterns their names, `*` at the end for all that begin so
 * @param decision the name of the decision itself, which is nobody's trace
 */
function erase(patterns: Iterable<string>, decision: string) {
	for (const pattern of patterns) {
		const start = pattern.replace(/\*$/, '');
		const isMeant = (name: string) => name !== decision && (start === pattern ? name === start : name.startsWith(start));
		attempt(() => {
			for (const cookie of readCookies().split('; ')) {
				const [name] = cookie.split('=') as [string];
				if (isMeant(name)) eraseCookie(name);
			}
		});
		for (const name of ['localStorage', 'sessionStorage'] as const)
			attempt(() => {
				for (const key of Object.keys(window[name])) if (isMeant(key)) window[name].removeItem(key);
			});
	}
}

/** What is known of a condition under which something was activated: words alone, so that no element is kept alive. */
interface Mark {
	/** It held when last looked at. */
	_isOn: boolean;
	_cookies: Set<string>;
	/** Once a script has run: what was granted then. */
	_granted?: string[] | undefined;
}

/** Erases what a tag names in `data-cookies` when its condition stops holding, and reloads the page if that is asked for. */
export const traces: Plugin = ({ options, has, on }) => {
	const { reload = false } = options;
	const marks = new Map<string, Mark>();
	let isReloading = false;

	receive('activate', (event) => {
		const [tag] = event.composedPath() as [HTMLElement];
		const condition = getAttribute(tag, CATEGORY)!;
		const mark = marks.get(condition) ?? { _isOn: true, _cookies: new Set() };
		marks.set(condition, mark);
		for (const name of listNames(getAttribute(tag, 'data-cookies'))) mark._cookies.add(name);
		if (reload === false || !isScript(tag)) return;
		const { _granted } = mark;
		// What must not be granted, or not answered, is not withdrawn.
		mark._granted = condition.split(/[\s,|]+/).filter((term) => /^\w/.test(term) && has(term));
		// Whether a listener prevents it is known when all have been called.
		queueMicrotask(() => {
			if (event.defaultPrevented) mark._granted = _granted;
		});
	});

	// After all cleanups, which may write once more.
	on('change', () => {
		for (const [condition, mark] of marks) {
			const wasOn = mark._isOn;
			mark._isOn = has(condition);
			if (!wasOn || mark._isOn) continue;
			erase(mark._cookies, getKey(options));
			if (isReloading || (mark._granted ?? []).every(has)) continue;
			isReloading = true;
			// A task later the withdrawal is kept and announced.
			setTimeout(() => location.reload());
		}
	});
};
