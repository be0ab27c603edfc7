import { evaluate, isName, listNames } from './condition.js';
import type { ConsentChange, ConsentState, Options } from './types.js';

/** Built-in: they hold by themselves and no update changes them. */
const NECESSARY = 'necessary';
const DECIDED = 'decided';

/** Without a prototype, so that nothing on one is a name. */
const freeze = (choices: object): ConsentState => Object.freeze({ ...choices, __proto__: null as never });

/** Names that always hold. */
let fixed = [NECESSARY];
/** The state until the visitor decides. */
let initial = freeze({});
/** What stands for each name. Never changed in place: whoever has it has a copy. */
export let state = initial;
export let isDecided = false;

/** Sets what holds without a decision: names that always do, and those that do until the visitor decides. */
export function presume({ granted, default: untilDecided, gpc }: Options) {
	fixed = [NECESSARY, ...listNames(granted)];
	state = initial = freeze({
		...sayOfAll(listNames(untilDecided), true),
		...(navigator.globalPrivacyControl && sayOfAll(listNames(gpc), false)),
	});
}

const isGranted = (name: string): boolean | undefined => fixed.includes(name) || (name === DECIDED ? isDecided : state[name]);

/** Of conditions that were asked since the last change: a page has many tags and few conditions. */
const answers = new Map<string, boolean | undefined>();

/** @returns whether the condition holds now; `undefined` when it is malformed */
export function holds(condition: string): boolean | undefined {
	if (!answers.has(condition)) answers.set(condition, evaluate(condition, isGranted));
	return answers.get(condition);
}

/** An update that says the same of each name. */
export const sayOfAll = (names: string[], value: boolean): ConsentState => Object.fromEntries(names.map((name) => [name, value]));

/** The names that hold now. */
export const grantedNames = (): string[] => [...new Set([...fixed, ...Object.keys(state).filter(isGranted)])];

/**
 * Whether it is a plain record of booleans under well-formed names: a literal or JSON. When any part of it is anything else
 * the whole is no update, for half an update is no decision.
 */
export function isUpdate(detail: unknown): detail is ConsentState {
	// A Proxy or a getter may throw.
	try {
		return (
			{}.toString.call(detail) === '[object Object]' &&
			Object.entries(detail as object).every(([name, value]) => isName(name) && value === !!value)
		);
	} catch {
		return false;
	}
}

/** Tells what changed; without a state before, what stands. */
export function compare(before: ConsentState = {}): ConsentChange {
	const changed = Object.keys({ ...before, ...state }).filter((name) => before[name] !== state[name]);
	return { state, granted: changed.filter(isGranted), denied: changed.filter((name) => !isGranted(name)) };
}

/**
 * Takes a decision, or without one forgets it; tells what changed, unless nothing did.
 * @param isWhole it replaces the one before; otherwise it is merged into it
 */
export function decide(update?: ConsentState, isWhole?: boolean): ConsentChange | undefined {
	const before = state;
	const wasDecided = isDecided;
	isDecided = !!update;
	answers.clear();
	state = initial;
	if (update) {
		const choices: Record<string, boolean> = { ...(wasDecided && !isWhole && before), ...update };
		for (const name of [DECIDED, ...fixed]) delete choices[name];
		state = freeze(choices);
	}
	const change = compare(before);
	if (wasDecided !== isDecided || change.granted[0] || change.denied[0]) return change;
}
