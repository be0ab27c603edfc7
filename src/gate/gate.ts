/** Puts the parts together, and is what the page sees of them. */
import { CATEGORY } from '../names.js';
import type { ConsentChange, ConsentState, Options, Taggate } from '../types.js';
import { announce, guard, receive, report } from './bus.js';
import { compare, decide, forget, holds, isDecided, presume, sayOfAll, state } from './consent.js';
import { arm, type Effect, effects, nextRound, review } from './effects.js';
import { enter, kinds, watch } from './look.js';
import { options, setOptions } from './options.js';
import { isParsing, read } from './page.js';
import { advance, isHeld, refresh, renew, renewLater } from './turn.js';

/** Those that are to be told; more than one while listeners change consent themselves. */
const changes: ConsentChange[] = [];

/** Does what changes consent, and tells what it was, unless nothing changed. */
function change(act: () => void) {
	const before = state;
	const wasDecided = isDecided();
	act();
	const detail = compare(before);
	if (wasDecided === isDecided() && !detail.granted[0] && !detail.denied[0]) return;
	// One that a listener causes is told after the one that it listens to.
	if (changes.push(detail) > 1) return;
	for (const next of changes) {
		nextRound();
		announce('change', document, next);
	}
	changes.length = 0;
	refresh();
}

/** As a banner does: whoever hears the bus hears the API too. */
const update = (detail: object) => void announce('update', document, detail);
const say = (names: string[], value: boolean) => {
	const choices = sayOfAll(names.join(' '), value);
	// Who names nothing says nothing.
	if (Object.keys(choices)[0]) update(choices);
};

const taggate: Taggate = {
	push: (callback) => void guard(() => callback(taggate)),
	when(condition, callback, { at = read('currentScript') as HTMLElement | null } = {}) {
		const effect: Effect = {
			_condition: condition,
			_run: () => callback(),
			_at: at ? new WeakRef(at as HTMLElement) : undefined,
		};
		arm(effect);
		setTimeout(advance, 0, true);
		return () => {
			effects.delete(effect);
			review(effect);
		};
	},
	adopt(selector, activate, { isUrgent } = {}) {
		const kind = {
			_selector: `:is(${selector})[${CATEGORY}]`,
			_run: activate as Effect['_run'],
			_isUrgent: isUrgent,
			_effects: new WeakMap(),
		};
		kinds.add(kind);
		renewLater();
		return () => void kinds.delete(kind);
	},
	update,
	grant: (...names) => say(names, true),
	deny: (...names) => say(names, false),
	reset: () => void announce('reset'),
	has: (condition) => !!holds(condition),
	get state() {
		return state;
	},
	get options() {
		return options;
	},
	on(event, callback) {
		if (isDecided()) guard(() => callback(compare()));
		return receive(event, callback);
	},
	scan(root = document) {
		enter(root);
		renewLater();
	},
};

/** The one gate of the page: the one that runs, or this one, which takes over what was pushed. */
export function install(given: Options): Taggate {
	const present = window.taggate as Taggate;
	// An element with this id has neither.
	if (typeof present?.scan === 'function') return present;
	const pushed: unknown = present;
	setOptions(given);
	window.taggate = taggate;
	presume();
	receive('update', (detail: ConsentState) =>
		change(() => {
			if (
				!decide(guard(() => JSON.stringify(detail, (name, value) => (name && typeof value !== 'boolean' ? 0 : value))) as string)
			)
				report('not a record of booleans');
		}),
	);
	receive('reset', () => change(forget));
	watch(() => isHeld, renew);
	if (Array.isArray(pushed)) for (const plugin of pushed) taggate.push(plugin);
	// Where the page is there already, whoever starts the gate may push first.
	if (isParsing()) renew();
	else renewLater();
	return taggate;
}
