/** What a bridge needs to come by a script tag of its own, before or after the runtime. */
import { read } from '../shared.js';
import type { Off, Plugin, Taggate } from '../types.js';
import { type NameMap, parseMap } from './map.js';

const getOwnAttributes = (): DOMStringMap | undefined => (read('currentScript') as HTMLScriptElement | null)?.dataset;

/** The runtime, or the queue of those who wait for it. An element with this id is neither, whatever its fields are called. */
export function findQueue(): { push(callback: Plugin): unknown } {
	if (typeof window.taggate?.push !== 'function') window.taggate = [];
	return window.taggate;
}

/** Starts a bridge from a consent manager as soon as the runtime is there. */
export function attachInbound(bridge: (taggate: Taggate, options: { map: NameMap }) => Off) {
	const text = getOwnAttributes()?.map;
	findQueue().push((taggate) => bridge(taggate, { map: parseMap(text) }));
}

/** Starts a bridge to a vendor at once: its default must come before its tag. */
export function attachOutbound(bridge: (taggate: undefined, options: { map: NameMap }) => Off) {
	const attributes = getOwnAttributes();
	bridge(undefined, { ...attributes, map: parseMap(attributes?.map) });
}
