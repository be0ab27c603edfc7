/** What all bridges to a vendor share: its default before its tag, and an update on every change that matters to it. */
import type { Off, Taggate } from '../types.js';
import { findQueue } from './attach.js';
import type { NameMap } from './map.js';

export interface SignalOptions {
	/** The vendor's signals and the condition of ours under which each is granted. Signals that it does not hold keep the default. */
	map?: NameMap;
}

/** Tells a vendor; without a runtime it denies and waits for the page's. Returns what ends it. */
export type Signal<Options = object> = (taggate?: Taggate, options?: SignalOptions & Partial<Options>) => Off;

/** What stands for each of the vendor's signals. */
export type Signals = Record<string, 'granted' | 'denied'>;

/**
 * Tells a vendor what stands: at once, and on every change of it. Until the runtime is there nothing is granted but what always is.
 * @param say called with `isFirst` for the default
 * @returns what ends it
 */
export function signal(
	taggate: Taggate | undefined,
	options: SignalOptions | undefined,
	defaults: NameMap,
	say: (signals: Signals, isFirst: boolean) => void,
): Off {
	const conditions: NameMap = { ...defaults, ...options?.map };
	let told = '';
	let isOver = false;

	function tell(runtime?: Taggate) {
		const signals: Signals = {};
		for (const name in conditions) {
			const condition = conditions[name]!;
			signals[name] = (runtime ? runtime.has(condition) : condition === 'necessary') ? 'granted' : 'denied';
		}
		const text = JSON.stringify(signals);
		if (text !== told && !isOver) say(signals, !told);
		told = text;
	}

	(taggate ?? findQueue()).push((runtime) => {
		tell(runtime);
		addEventListener('consent:change', () => tell(runtime), true);
	});
	if (!told) tell();
	return () => {
		isOver = true;
	};
}
