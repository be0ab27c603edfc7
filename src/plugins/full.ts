import { plugins } from '../gate/gate.js';
import { start as startGate } from '../gate/index.js';
import type { Options, Taggate } from '../types.js';
import { controls } from './controls.js';
import { elements } from './elements.js';
import { extras } from './extras.js';
import { lateness } from './lateness.js';
import { memory } from './memory.js';
import { templates } from './templates.js';
import { traces } from './traces.js';

export type * from '../types.js';

// The one list of them, in the order in which they begin: a stored decision stands before anything asks for it.
plugins.push(extras, memory, traces, elements, templates, controls, lateness);

/**
 * Starts the gate with every plugin; every further call, and a second copy of the script, gets the one that runs.
 * @throws TypeError outside a page: on a server call it in the browser only (importing is safe anywhere).
 */
export function start(options?: Options): Taggate {
	return startGate(options);
}
