/** Puts the parts together, and is what the page sees of them. */
import type { ConsentChange, Options, Plugin, Taggate } from '../types.js';
import { announce, guard, receive, report } from './bus.js';
import { compare, decide, grantedNames, holds, isDecided, presume, sayOfAll, state } from './consent.js';
import { type Effect, effects, review } from './effects.js';
import { enter, kinds, watch } from './look.js';
import { options, setOptions } from './options.js';
import { read } from './page.js';
import { advance, isHeld, refresh, renew } from './turn.js';

/** A plain record of booleans under well-formed names, as JSON writes it. Any other is no update, for half an update is no decision. */
const UPDATE = /^{("[\w\-./:]+":(true|false)[,}])+$/;

/** Those that are to be told; more than one while listeners change consent themselves. */
const changes: ConsentChange[] = [];

const showGranted = () => read('documentElement').setAttribute('data-consent', grantedNames().join(' '));

function apply(change: ConsentChange | undefined) {
	if (!change) return;
	showGranted();
	// One that a listener causes is told after the one that it listens to.
	if (changes.push(change) > 1) return;
	for (const next of changes) {
		effects.forEach(review);
		announce(document, 'change', next);
	}
	changes.length = 0;
	refresh();
}

/** As a banner does: whoever hears the bus hears the API too. */
const update = (detail: object) => void announce(document, 'update', detail);
const say = (names: string[], value: boolean) => update(sayOfAll(names.join(' '), value));

const taggate: Taggate = {
	push: (callback) => void guard(() => callback(taggate)),
	when(condition, callback, { at = read('currentScript') as Element | null } = {}) {
		const effect: Effect = { _condition: condition, _run: callback, _at: at ? new WeakRef(at) : undefined };
		if (holds(condition) === undefined) report(`malformed condition "${condition}"`, document);
		else effects.add(effect);
		if (holds(condition)) advance(true);
		return () => {
			effects.delete(effect);
			review(effect);
		};
	},
	adopt(selector, activate, { isUrgent } = {}) {
		const kind = { _selector: selector, _activate: activate, _isUrgent: isUrgent, _settled: new WeakMap() };
		kinds.add(kind);
		renew(false, true);
		return () => void kinds.delete(kind);
	},
	update,
	grant: (...names) => say(names, true),
	deny: (...names) => say(names, false),
	reset: () => void announce(document, 'reset'),
	has: (condition) => !!holds(condition),
	get state() {
		return state;
	},
	get options() {
		return options;
	},
	on(event, callback) {
		if (isDecided) guard(() => callback(compare()));
		return receive(event, callback);
	},
	scan(root = document) {
		enter(root);
		renew(false, true);
	},
};

/** The one gate of the page: the one that runs, or this one, which takes over what was pushed. */
export function install(given: Options, plugins: Plugin[] = []): Taggate {
	const present = window.taggate as Taggate;
	// An element with this id has neither.
	if (typeof present?.scan === 'function') return present;
	const pushed: unknown = present;
	// Own ones alone.
	setOptions(given);
	window.taggate = taggate;
	presume();
	receive('update', (detail) => {
		const text = guard(() => JSON.stringify(detail)) as string;
		if (UPDATE.test(text)) apply(decide(JSON.parse(text)));
		else report('not a record of booleans', document, detail);
	});
	receive('reset', () => apply(decide()));
	showGranted();
	for (const plugin of plugins.concat(Array.isArray(pushed) ? pushed : [])) taggate.push(plugin);
	watch(() => isHeld, renew);
	return taggate;
}
