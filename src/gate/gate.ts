/** Puts the parts together, and is what the page sees of them. */

import { listen, read } from '../shared.js';
import type { Options, Plugin, Taggate } from '../types.js';
import { announce, guard, report } from './bus.js';
import { change, type Effect, effects, fixed, holds, isDecided, options, presume, review, sayOfAll, state } from './consent.js';
import { findItem, type Item, kinds, makeKind } from './item.js';
import { root, roots, setObserver, setRoot } from './page.js';
import { follow, notice, refresh, renew } from './turn.js';

/** Lists what runs, and looks for it. @returns what takes it off and back */
const arm = <Thing extends Effect>(list: Set<Thing>, thing: Thing) => {
	list.add(thing);
	renew();
	return () => {
		list.delete(thing);
		// It never holds, and never matches.
		thing._condition = thing._selector = ':not(*)';
		review(thing);
	};
};

/** As a banner does: whoever hears the bus hears the API too. */
const update = (detail: object) => announce('consent:update', detail);

/** Those of the full file. They come before what was pushed: a stored decision stands before anything asks for it. */
export const plugins: Plugin[] = [];

/** The one gate of the page: the one that runs, or this one, which takes over what was pushed. */
export const install = (given: Options): Taggate => {
	const present = self.taggate as Taggate & { scan?: { call?: unknown } };
	// An element with this id may have a field of that name.
	if (present?.scan?.call as unknown) return present;
	presume(given);
	setRoot();
	setObserver(notice);
	change(options.initial, false);
	const gate: Omit<Taggate, 'on'> = {
		push: (callback) => guard(callback, gate as Taggate),
		when: (_condition, _run, { at = read('currentScript') } = {}) =>
			arm(effects as Set<Item>, { _condition, _run, _at: new WeakRef(at ?? root) }),
		adopt: (selector, activate, isUrgent) => arm(kinds, makeKind(selector, activate, isUrgent)),
		update,
		grant: (...names) => update(sayOfAll(names, true)),
		deny: (...names) => update(sayOfAll(names, false)),
		reset() {
			announce('consent:reset');
		},
		has: (condition) => !!holds(condition),
		get state() {
			return state;
		},
		options,
		roots,
		scan(node = root) {
			// A script that is to be inserted is alive.
			if (!node.isConnected) findItem(node as Element)._isParsed = true;
			renew();
		},
	};
	self.taggate = gate as Taggate;
	listen<CustomEvent<unknown>>('consent:update', ({ detail }) => {
		const choices = guard(Object.entries, detail ?? 0);
		// Half an update is no decision, and a list is no record.
		if (!choices?.[0] || Array.isArray(detail) || choices.some(([name, value]) => value !== !!value || !/^[\w./:-]+$/.test(name)))
			return report('malformed update');
		const decidable = choices.filter(([name]) => !(name in fixed)) as [string, boolean][];
		// Who names nothing that can be decided says nothing.
		if (decidable[0]) change({ ...(isDecided && state), ...Object.fromEntries(decidable) }, true);
		refresh();
	});
	listen('consent:reset', () => {
		change(options.initial, false);
		refresh();
	});
	plugins.forEach(gate.push);
	if (Array.isArray(present)) (present as unknown[] as Plugin[]).forEach(gate.push);
	follow();
	return gate as Taggate;
};
