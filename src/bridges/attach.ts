/** What a bridge needs to come by a script tag of its own, before or after the runtime. */
import type { Off, Taggate } from '../types.js';
import { type NameMap, parseMap } from './map.js';

const getOwnAttributes = (): DOMStringMap | undefined => (document.currentScript as HTMLScriptElement | null)?.dataset;

/** Starts a bridge from a consent manager as soon as the runtime is there. */
export function attachInbound(bridge: (taggate: Taggate, options: { map: NameMap }) => Off) {
	const text = getOwnAttributes()?.map;
	window.taggate ||= [];
	window.taggate.push((taggate) => bridge(taggate, { map: parseMap(text) }));
}

/** Starts a bridge to a vendor at once: its default must come before its tag. */
export function attachOutbound(bridge: (taggate: undefined, options: { map: NameMap }) => Off) {
	const attributes = getOwnAttributes();
	bridge(undefined, { ...attributes, map: parseMap(attributes?.map) });
}
