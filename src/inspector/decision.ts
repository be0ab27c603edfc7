/** The decision as the public API and the browser show it. */
import { listNames } from '../names.js';
import type { ConsentState, Taggate } from '../types.js';
import { attempt } from './attempt.js';
import { isName, listTerms, nameOf } from './terms.js';

/** Names that nobody chooses. */
const BUILT_IN = ['necessary', 'decided'];
/** Attributes that hold names, and conditions. */
const LISTS = ['data-consent-grant', 'data-consent-deny'];

export interface Choice {
	name: string;
	isGranted: boolean;
	/** `always`: granted by an option, no choice. */
	state: 'granted' | 'denied' | 'not asked' | 'always';
}

export interface Decision {
	isDecided: boolean;
	/** Where it is kept, found by what it says; nothing when it is not in this page's reach. */
	kept?: { place: 'cookie' | 'localStorage'; key: string; time: number; version?: unknown };
	/** Every name that the page speaks of. */
	choices: Choice[];
}

/** A decision is told by its form: the page does not tell under which key it is kept. */
function findKept(state: ConsentState): Decision['kept'] {
	const read = (place: 'cookie' | 'localStorage', key: string, text: string) => {
		const { time, version, state: kept } = JSON.parse(text);
		const isSame = Object.keys(state).every((name) => kept[name] === state[name]);
		return typeof time === 'number' && isSame ? { place, key, time, version } : undefined;
	};
	for (const cookie of attempt(() => document.cookie)?.split('; ') ?? []) {
		const [key, value] = cookie.split(/=(.*)/s) as [string, string | undefined];
		const kept = attempt(() => read('cookie', key, decodeURIComponent(value!)));
		if (kept) return kept;
	}
	for (const key of attempt(() => Object.keys(localStorage)) ?? []) {
		const kept = attempt(() => read('localStorage', key, localStorage[key]));
		if (kept) return kept;
	}
}

/** Names of the page's buttons, boxes and style hook. */
function* listPageNames(page: Document): Generator<string> {
	yield* listNames(page.documentElement.dataset.consent);
	for (const list of LISTS)
		for (const element of page.querySelectorAll(`[${list}]`)) yield* listNames(element.getAttribute(list));
	for (const box of page.querySelectorAll('[data-consent-form] [type=checkbox][name]')) yield box.getAttribute('name')!;
}

/**
 * @param conditions those of the page's tags
 * @returns nothing while the runtime is not there
 */
export function readDecision(taggate: Taggate | undefined, conditions: Iterable<string>, page = document): Decision | undefined {
	if (!taggate) return;
	const { state } = taggate;
	const names = new Set([...Object.keys(state), ...listPageNames(page)]);
	for (const condition of conditions) for (const term of listTerms(condition)) names.add(nameOf(term));
	const isDecided = taggate.has('decided');
	return {
		isDecided,
		kept: isDecided ? findKept(state) : undefined,
		choices: [...names]
			// Of a malformed condition a part may be no name.
			.filter((name) => isName(name) && !BUILT_IN.includes(name))
			.map((name) => {
				const isGranted = taggate.has(name);
				const choice = state[name];
				const chosen = choice ? 'granted' : choice === false ? 'denied' : 'not asked';
				return { name, isGranted, state: isGranted && choice === undefined ? 'always' : chosen };
			}),
	};
}
