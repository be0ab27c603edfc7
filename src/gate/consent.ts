/** What the visitor has said, what holds by it, and what a change of it is. */
import { listNames } from '../names.js';
import type { ConsentChange, ConsentState } from '../types.js';
import { evaluate } from './condition.js';
import { options } from './options.js';

const DECIDED = 'decided';

/** Without a prototype, so that nothing on one is a name. */
const freeze = (choices: object): ConsentState => Object.freeze({ __proto__: null as never, ...choices });

/** Names that always hold, and that no update changes. */
let fixed: Set<string>;
/** The state until the visitor decides. */
let initial: ConsentState;
/** What stands for each name. Never changed in place: whoever has it has a copy. */
export let state: ConsentState;
export let isDecided = false;
/** Of conditions that were asked since the last change: a page has many tags and few conditions. */
const answers = new Map<string, boolean | undefined>();

/** An update that says the same of each name of a list. */
export const sayOfAll = (names: string | undefined, value: boolean): ConsentState =>
	Object.fromEntries(listNames(names).map((name) => [name, value]));

/** Sets what holds without a decision: names that always do, and those that do until the visitor decides. */
export function presume() {
	fixed = new Set(['necessary', ...listNames(options.granted)]);
	state = initial = freeze({
		...sayOfAll(options.default, true),
		...(navigator.globalPrivacyControl && sayOfAll(options.gpc, false)),
	});
}

const knows = (name: string, isAnswer?: boolean): unknown =>
	fixed.has(name) || (name === DECIDED ? isDecided : isAnswer ? isDecided && name in state : state[name]);

/** @returns whether the condition holds now; `undefined` when it is malformed */
export function holds(condition: string): boolean | undefined {
	if (!answers.has(condition)) answers.set(condition, evaluate(condition, knows));
	return answers.get(condition);
}

/** The names that hold now. */
export const grantedNames = (): string[] => [...new Set([...fixed, ...Object.keys(state).filter((name) => state[name])])];

/** Whether anything but `necessary` holds, so that tags may have to run while the page streams in. */
export const isAnyGranted = (): boolean => grantedNames().length > 1;

/** Tells what changed; without a state before, what stands. */
export function compare(before: ConsentState = freeze({})): ConsentChange {
	const changed = Object.keys({ ...before, ...state }).filter((name) => before[name] !== state[name]);
	return { state, granted: changed.filter((name) => state[name]), denied: changed.filter((name) => !state[name]) };
}

/** Takes a decision, or without one forgets it; tells what changed, unless nothing did. */
export function decide(update?: ConsentState): ConsentChange | undefined {
	const before = state;
	const wasDecided = isDecided;
	const choices = Object.entries({ ...(isDecided && state), ...update });
	const isBuiltIn = (name: string) => fixed.has(name) || name === DECIDED;
	// Who denies what always holds has not decided.
	if (update && choices.every(([name, value]) => isBuiltIn(name) && !value)) return;
	isDecided = !!update;
	state = update ? freeze(Object.fromEntries(choices.filter(([name]) => !isBuiltIn(name)))) : initial;
	answers.clear();
	const change = compare(before);
	if (wasDecided !== isDecided || change.granted[0] || change.denied[0]) return change;
}
