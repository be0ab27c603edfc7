/** The one list of the plugins, in the order in which they begin: a stored decision stands before anything asks for it. */
import { controls } from './controls.js';
import { elements } from './elements.js';
import { extras } from './extras.js';
import { lateness } from './lateness.js';
import { memory } from './memory.js';
import { templates } from './templates.js';
import { traces } from './traces.js';

const plugins: unknown[] = [extras, memory, traces, elements, templates, controls, lateness];

/**
 * Puts them before what the page has pushed, unless the gate runs already: then it runs with those that it has.
 * @param pushed what is under the global name
 */
export const pushPlugins = (pushed = self.taggate as { scan?: { call?: unknown } } | undefined) => {
	// An element with this id may have a field of that name.
	if (!pushed?.scan?.call) self.taggate = plugins.concat(Array.isArray(pushed) ? pushed : []) as never;
};
