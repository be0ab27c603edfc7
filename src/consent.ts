import { evaluate, isName } from './condition.js';
import type { ConsentChange, ConsentState } from './types.js';

/** Built-in: they hold by themselves and no update changes them. */
const NECESSARY = 'necessary';
const DECIDED = 'decided';

/** Without a prototype, so that nothing on one is a name. */
const none = Object.freeze({ __proto__: null }) as unknown as ConsentState;

/** What was chosen for each name. Never changed in place: whoever has it has a copy. */
export let state = none;
export let isDecided = false;

const isGranted = (name: string): boolean | undefined => name === NECESSARY || (name === DECIDED ? isDecided : state[name]);

/** Of conditions that were asked since the last change: a page has many tags and few conditions. */
const answers = new Map<string, boolean | undefined>();

/** @returns whether the condition holds now; `undefined` when it is malformed */
export function holds(condition: string): boolean | undefined {
	if (!answers.has(condition)) answers.set(condition, evaluate(condition, isGranted));
	return answers.get(condition);
}

/** The names that hold now. */
export const grantedNames = (): string[] => [NECESSARY, ...Object.keys(state).filter(isGranted)];

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
export function compare(before = none): ConsentChange {
	const changed = Object.keys({ ...before, ...state }).filter((name) => before[name] !== state[name]);
	return { state, granted: changed.filter(isGranted), denied: changed.filter((name) => !isGranted(name)) };
}

/** Merges an update, or without one forgets the decision; tells what changed, unless nothing did. */
export function decide(update?: ConsentState): ConsentChange | undefined {
	const before = state;
	const wasDecided = isDecided;
	isDecided = !!update;
	answers.clear();
	const { [NECESSARY]: _, [DECIDED]: __, ...choices } = update || none;
	state = Object.freeze({ ...(update && state), ...choices, __proto__: null as never });
	const change = compare(before);
	if (wasDecided !== isDecided || change.granted[0] || change.denied[0]) return change;
}
