import type { Options } from '../types.js';

/** A copy without a prototype: nothing on one is a name or an option. */
export const bare = <Given extends object>(record?: Given): Given => ({ __proto__: null, ...record }) as unknown as Given;

/** How the gate was started: the attributes of its script tag, or what `start` was given. */
export let options: Options;

export const setOptions = (given: Options) => {
	options = Object.freeze(bare(given));
};
