import type { Options } from './types.js';

/** How the runtime was started: the attributes of its script tag, or what `start` was given. */
export const options: Options = {};
