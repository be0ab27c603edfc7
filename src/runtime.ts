import { register } from './callbacks.js';
import { compare, decide, grantedNames, holds, isDecided, isUpdate, presume, sayOfAll, state } from './consent.js';
import { syncBoxes, watchControls } from './controls.js';
import { announce, guard, page, receive, report } from './events.js';
import { hold, isMalformed } from './gate.js';
import { adaptPage } from './lateness.js';
import { catchUp, scan, start } from './markup.js';
import { keep, recall, watch } from './memory.js';
import { INERT_TYPE } from './names.js';
import { options } from './options.js';
import { pump, refresh, reviewAll } from './schedule.js';
import type { ConsentChange, ConsentState, Options, Taggate } from './types.js';

/** Those that are to be told; more than one while listeners change consent themselves. */
const changes: ConsentChange[] = [];

const showGranted = () => {
	page.documentElement.dataset.consent = grantedNames().join(' ');
};

function apply(change: ConsentChange | undefined) {
	if (change) showGranted();
	// One that a listener causes is told after the one that it listens to.
	if (change && changes.push(change) < 2) {
		for (const next of changes) {
			reviewAll();
			announce(page, 'change', next);
		}
		changes.length = 0;
		refresh();
	}
	syncBoxes();
}

/** Takes a decision made on this page, or forgets it. */
function settle(choices?: ConsentState) {
	const change = decide(choices);
	keep();
	apply(change);
}

function update(detail: ConsentState) {
	if (isUpdate(detail)) settle(detail);
	else report('not a record of booleans', page, detail);
}

const reset = () => settle();

const taggate: Taggate = {
	push: (callback) => void guard(() => callback(taggate)),
	when(condition, callback) {
		if (isMalformed(condition, page)) return () => {};
		// The tags above the caller come first.
		catchUp();
		const off = register(condition, callback);
		pump();
		return off;
	},
	update,
	grant: (...names) => update(sayOfAll(names, true)),
	deny: (...names) => update(sayOfAll(names, false)),
	reset,
	has: (condition) => !!holds(condition),
	get state() {
		return state;
	},
	on(event, callback) {
		if (isDecided) guard(() => callback(compare()));
		return receive(event, ({ detail }) => callback(detail));
	},
	load: (source, attributes) =>
		new Promise((resolve, reject) => {
			const script = page.createElement('script');
			for (const name in attributes)
				script.setAttribute(/^(category|type)$/.test(name) ? `data-${name}` : name, attributes[name]!);
			// Without a condition it is refused, not forgotten.
			script.dataset.category ??= '';
			script.type = INERT_TYPE;
			script.nonce = options.nonce || '';
			script.src = source;
			receive('activated', () => resolve(script), script);
			receive('error', ({ detail }) => reject(new Error(detail.reason)), script);
			page.head.append(script);
			// The observer would not know that it was made alive.
			hold(script, { _isParsed: true });
			pump();
		}),
	scan,
};

/** The one runtime of the page: the one that runs, or this one, which takes over what was pushed. */
export function install(given: Options): Taggate {
	const present = window.taggate as Taggate & ((taggate: Taggate) => void)[];
	// An element with this id has neither.
	if (typeof present?.scan === 'function') return present as Taggate;
	Object.assign(options, given);
	window.taggate = taggate;
	presume(options);
	const decision = recall();
	if (decision) decide(decision);
	adaptPage();
	receive('update', (event) => update(event.detail));
	receive('reset', reset);
	watchControls(update, reset);
	watch((decision) => apply(decide(decision, true)));
	showGranted();
	start();
	present?.forEach?.(taggate.push);
	return taggate;
}
