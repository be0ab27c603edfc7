/** What the visitor has said, and what holds by it. */
import { listNames } from '../names.js';
import type { ConsentChange, ConsentState } from '../types.js';
import { evaluate } from './condition.js';
import { bare, options } from './options.js';
import { read } from './page.js';

const DECIDED = 'decided';
/** A plain record of booleans under well-formed names, as JSON writes it. Any other is no update, for half an update is no decision. */
const UPDATE = /^{("[\w\-./:]+":(true|false)[,}])+$/;

/** Names that always hold, and that no update changes. */
let fixed: string[];
/** What stands until the visitor decides, and again after a reset. */
let initial: ConsentState;
/** What stands for each name. Never changed in place: whoever has it has a copy. */
export let state: ConsentState;
/** The names that hold now. */
let granted: string[];
/** Of conditions that were asked since the last change: a page has many tags and few conditions. */
let answers: Record<string, boolean | null>;

export const isDecided = (): boolean => state !== initial;

/** Whether something is granted, so that tags may have to run while the page streams in. */
export const isAnyGranted = (): boolean => granted.length > fixed.length + +isDecided();

/** Whether anything but `necessary` can hold without `!` or `?` before it. */
export const isAnySaid = (): boolean => granted.length > 1;

/** An update that says the same of each name of a list. */
export const sayOfAll = (names: string | undefined, value: boolean): ConsentState =>
	Object.fromEntries(listNames(names).map((name) => [name, value]));

function set(choices: ConsentState) {
	state = Object.freeze(choices);
	granted = [...new Set([...fixed, ...Object.keys(state).filter((name) => state[name])])];
	read('documentElement').setAttribute('data-consent', granted.join(' '));
	if (isDecided()) granted.push(DECIDED);
	answers = bare();
}

/** Sets what holds without a decision: names that always do, and those that do until the visitor decides. */
export function presume() {
	fixed = ['necessary', ...listNames(options.granted)];
	initial = bare({
		...sayOfAll(options.default, true),
		...(navigator.globalPrivacyControl && sayOfAll(options.gpc, false)),
	});
	set(initial);
}

/** @returns whether the condition holds now; null when it is malformed */
export function holds(condition: string): boolean | null {
	answers[condition] ??= evaluate(condition, (name, isAnswer) =>
		isAnswer ? fixed.includes(name) || (isDecided() && name in state) : granted.includes(name),
	);
	return answers[condition]!;
}

/** Tells what changed; without a state before, what stands. */
export function compare(before: ConsentState = bare()): ConsentChange {
	const changed = Object.keys({ ...before, ...state }).filter((name) => before[name] !== state[name]);
	return { state, granted: changed.filter((name) => state[name]), denied: changed.filter((name) => !state[name]) };
}

/**
 * Takes what a banner says of some names, as JSON.
 * @returns whether it is an update; one that says nothing of a name that can be decided changes nothing
 */
export function decide(text: string): boolean {
	const isUpdate = UPDATE.test(text);
	const update = isUpdate && JSON.parse(text, (name, value) => (fixed.includes(name) || name === DECIDED ? undefined : value));
	if (Object.keys(update)[0]) set(bare({ ...(isDecided() && state), ...update }));
	return isUpdate;
}

/** Forgets the decision. */
export const forget = () => set(initial);
