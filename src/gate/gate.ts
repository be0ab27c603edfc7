/** Puts the parts together, and is what the page sees of them. */

import { read } from '../shared.js';
import type { ConsentState, Options, Taggate } from '../types.js';
import { announce, guard, receive, report } from './bus.js';
import {
	change,
	compare,
	type Effect,
	effects,
	fixed,
	holds,
	options,
	presume,
	review,
	sayOfAll,
	setOptions,
	state,
} from './consent.js';
import { findItem, type Item, kinds, makeKind } from './item.js';
import { root, roots, setObserver, setRoot } from './page.js';
import { follow, notice, refresh, renew } from './turn.js';

/** `Node.DOCUMENT_FRAGMENT_NODE` */
const FRAGMENT = 11;

/** What holds until the visitor decides, as far as a plugin has said so. */
let initial: ConsentState = {};

/** Lists what runs, and looks for it. @returns what takes it off and back */
const arm = <Thing extends Effect>(list: Set<Thing>, thing: Thing) => {
	list.add(thing);
	renew(true);
	return () => {
		list.delete(thing);
		// It never holds.
		thing._condition = 'a !a';
		review(thing);
	};
};

/** As a banner does: whoever hears the bus hears the API too. */
const update = (detail: object) => announce('update', detail);

/** The one gate of the page: the one that runs, or this one, which takes over what was pushed. */
export const install = (given: Options): Taggate => {
	const present = self.taggate as Taggate & { scan?: { call?: unknown } };
	// An element with this id may have a field of that name.
	if (present?.scan?.call as unknown) return present;
	setOptions(given);
	presume();
	setRoot();
	setObserver(notice);
	change(initial, false);
	const taggate = {
		push: (callback) => guard(callback, taggate),
		when: (_condition, _run, { at = read('currentScript') } = {}) =>
			arm(effects as Set<Item>, { _condition, _run, _at: new WeakRef(at ?? root) }),
		adopt: (selector, activate, { isUrgent } = {}) => arm(kinds, makeKind(selector, activate, isUrgent)),
		update,
		grant: (...names) => update(sayOfAll(names, true)),
		deny: (...names) => update(sayOfAll(names, false)),
		reset() {
			announce('reset');
		},
		has: (condition) => !!holds(condition),
		get state() {
			return state;
		},
		options,
		on(event, callback) {
			if (fixed.decided) guard(callback, compare());
			receive(event, (detail) => callback(detail));
			return () => {
				callback = Object;
			};
		},
		scan(node = root) {
			node = node.getRootNode();
			if ((node as ShadowRoot).host) roots.add(node as ShadowRoot);
			// In a fragment that is to be inserted scripts are alive, as its plugin says.
			else if (node.nodeType === FRAGMENT)
				for (const script of (node as ShadowRoot).querySelectorAll('script')) findItem(script)._isParsed = true;
			renew(true);
		},
	} as Taggate;
	self.taggate = taggate;
	receive('update', (detail) => {
		const text = guard(() => JSON.stringify(detail, (name, value) => (name && typeof value !== 'boolean' ? 0 : value)))!;
		// A plain record of booleans under well-formed names; any other is no update, for half an update is no decision.
		if (!/^{("[\w./:-]+":(true|false)[,}])+$/.test(text)) return report('not a record of booleans');
		const choices = JSON.parse(text, (name, value) => (name in fixed ? undefined : value));
		// Who names nothing that can be decided says nothing.
		if (Object.keys(choices)[0]) change({ ...(fixed.decided && state), ...choices }, true);
		refresh();
	});
	receive('reset', (names: ConsentState | null) => {
		initial = names ?? initial;
		change(initial, false);
		refresh();
	});
	if (Array.isArray(present)) (present as unknown[] as never[]).forEach(taggate.push);
	follow();
	return taggate;
};
