import type { Options, Taggate } from '../types.js';
import { install } from './gate.js';

export type * from '../types.js';

/**
 * Starts the gate; every further call, and a second copy of the script, gets the one that runs.
 * @throws TypeError outside a page: on a server call it in the browser only (importing is safe anywhere).
 */
export function start(options: Options = {}): Taggate {
	if (typeof document === 'undefined') throw new TypeError('taggate: start() needs a document.');
	return install(options);
}
