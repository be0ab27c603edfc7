import type { Options } from '../types.js';

/** How the gate was started: the attributes of its script tag, or what `start` was given. */
export let options: Options;

/** Own ones alone: nothing on a prototype is an option. */
export const setOptions = (given: Options) => {
	options = Object.freeze({ __proto__: null, ...given });
};
