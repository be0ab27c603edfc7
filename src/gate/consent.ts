/** What the visitor has said, what holds by it, and what is taken back when it no longer does. */

import type { ConsentChange, ConsentState, Options } from '../types.js';
import { announce, guard } from './bus.js';
import { root } from './page.js';

/** How the gate was started: the attributes of its script tag, or what `start` was given. */
export let options: Options;
/** Names that no update changes: those that always hold, and `decided`. */
export let fixed: Record<string, boolean>;
/** What stands for each other name. Never changed in place: whoever has it has a copy. */
export let state: ConsentState;
/** What holds now, of all names; and those that do. */
let standing: Record<string, boolean>;
export let granted: string[];
export let isDecided: boolean | undefined;
/** Counts changes of consent: what a listener prevents is prevented until the next. */
export let round = 1;
/** Callbacks that wait, and all that can be taken back. */
export const effects = new Set<Effect>();
/** Changes that are to be told; more than one while listeners change consent themselves. */
let changes: ConsentChange[] = [];

/** What runs while a condition holds. */
export interface Effect {
	/** What it is among elements; none: a callback. */
	_selector?: string;
	/** Its place. Nothing keeps a removed element alive. */
	_at?: WeakRef<Element>;
	_condition?: string;
	/** Until which change of consent it does not wait for its turn; 0: its download has begun. */
	_held?: number;
	/** What its callback has returned. */
	_undo?: { call?: unknown } | 0 | null | undefined;
}

/** An update that says the same of each name of some lists, which an array joins; with a fixed name it is never empty. */
export const sayOfAll = (lists: unknown[], value: boolean): Record<string, boolean> =>
	Object.fromEntries(`necessary ${lists}`.match(/[^\s,]+/g)!.map((name) => [name, value]));

/** Sets what holds without a decision. */
export const presume = (given: Options) => {
	options = { __proto__: null, ...given } as Options;
	fixed = { __proto__: null, ...sayOfAll([options.granted], true), decided: false } as unknown as typeof fixed;
};

/** Sets what is said, and tells what changed by it. */
export const change = (choices: ConsentState | undefined, decides: boolean) => {
	const before = state;
	const wasDecided = isDecided;
	state = Object.freeze({ __proto__: null, ...choices } as unknown as ConsentState);
	standing = { __proto__: null, ...fixed, ...state, ...fixed } as unknown as typeof standing;
	granted = Object.keys(standing).filter((name) => standing[name]);
	root.dataset.consent = granted.join(' ');
	standing.decided = isDecided = decides;
	const changed = Object.keys({ ...before, ...state }).filter((name) => before?.[name] !== state[name]);
	if (!wasDecided !== isDecided && !changed[0]) return;
	// One that a listener causes is told after the one that it listens to.
	if (changes.push({ state, granted: changed.filter((name) => state[name]), denied: changed.filter((name) => !state[name]) }) > 1)
		return;
	for (const next of changes) {
		round++;
		effects.forEach(review);
		announce('consent:change', next);
	}
	changes = [];
};

/** Takes it back when its condition no longer holds. */
export const review = (effect: Effect) => {
	if (holds(effect._condition!)) return;
	const { _undo } = effect;
	effect._undo = effect._held = 0;
	if ((_undo as { call?: unknown })?.call) guard(_undo as (element: unknown) => unknown, effect._selector && effect._at!.deref());
};

/**
 * Evaluates a condition such as `"a b | !c"`: groups joined by `|`, of which any will do, made of names joined by space or
 * comma, of which all are needed; `!` before a name asks that it is not granted, `?` that the visitor has not answered for it.
 * @returns whether it holds now; null when it is empty or malformed
 */
export const holds = (
	condition: string,
	// Each term becomes 1 when it holds, else 0, followed by space, comma or `|`; a `|` at either end.
	answers = `|${condition}|`.replace(
		/([!?]?)([\w./:-]+)/g,
		(_, mark, name) => +(!(mark === '?' ? name in (isDecided ? standing : fixed) : standing[name]) !== !mark) as never,
	),
): boolean | null => (/^\|(\s*[01]\s*[\s,|])+$/.test(answers) ? /\|[^0|]+\|/.test(answers) : null);
