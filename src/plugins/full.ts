import { start as startGate } from '../gate/index.js';
import type { Options, Taggate } from '../types.js';
import { pushPlugins } from './all.js';

export type * from '../types.js';

/**
 * Starts the gate with every plugin; every further call, and a second copy of the script, gets the one that runs.
 * @throws TypeError outside a page: on a server call it in the browser only (importing is safe anywhere).
 */
export function start(options?: Options): Taggate {
	if (typeof document !== 'undefined') pushPlugins();
	return startGate(options);
}
