import { start as startGate } from '../gate/index.js';
import type { Options, Taggate } from '../types.js';
import { plugins } from './all.js';

export type * from '../types.js';

/**
 * Starts the gate with every plugin; every further call, and a second copy of the script, gets the one that runs.
 * @throws TypeError outside a page: on a server call it in the browser only (importing is safe anywhere).
 */
export const start = (options?: Options): Taggate => startGate(options, plugins);
