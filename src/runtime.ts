import { hold, isMalformed, settings } from './activation.js';
import { register, reviewAll } from './callbacks.js';
import { compare, decide, grantedNames, holds, isDecided, isUpdate, state } from './consent.js';
import { announce, guard, page, receive, report } from './events.js';
import { adaptPage } from './lateness.js';
import { catchUp, scan, start } from './markup.js';
import { INERT_TYPE } from './names.js';
import { pump, refresh } from './schedule.js';
import type { ConsentChange, ConsentState, Options, Taggate } from './types.js';

/** Milliseconds for which a hung download holds others back, unless told otherwise. */
const DEFAULT_TIMEOUT = 10_000;

/** Those that are to be told; more than one while listeners change consent themselves. */
const changes: ConsentChange[] = [];

const showGranted = () => page.documentElement.setAttribute('data-consent', grantedNames().join(' '));

function apply(change: ConsentChange | undefined) {
	if (!change) return;
	showGranted();
	// One that a listener causes is told after the one that it listens to.
	if (changes.push(change) > 1) return;
	for (const next of changes) {
		reviewAll();
		announce(page, 'change', next);
	}
	changes.length = 0;
	refresh();
}

function update(detail: ConsentState) {
	if (isUpdate(detail)) apply(decide(detail));
	else report('not a record of booleans', page, detail);
}

const reset = () => apply(decide());

const setAll =
	(value: boolean) =>
	(...names: string[]) =>
		update(Object.fromEntries(names.map((name) => [name, value])));

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
	grant: setAll(true),
	deny: setAll(false),
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
			script.type = INERT_TYPE;
			script.nonce = settings._nonce;
			script.src = source;
			receive('activated', () => resolve(script), script);
			receive('error', ({ detail }) => reject(new Error(detail.reason)), script);
			page.head.append(script);
			// The observer would not know that it was made alive.
			hold(script, true);
			pump();
		}),
	scan,
};

/** The one runtime of the page: the one that runs, or this one, which takes over what was pushed. */
export function install({ timeout, nonce = '' }: Options): Taggate {
	const present = window.taggate as Taggate & ((taggate: Taggate) => void)[];
	// An element with this id has neither.
	if (typeof present?.scan === 'function') return present as Taggate;
	settings._timeout = Number(timeout) || DEFAULT_TIMEOUT;
	settings._nonce = nonce;
	window.taggate = taggate;
	adaptPage();
	receive('update', (event) => update(event.detail));
	receive('reset', reset);
	showGranted();
	start();
	present?.forEach?.(taggate.push);
	return taggate;
}
