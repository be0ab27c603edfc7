/** The one list of the plugins, in the order in which they begin: a stored decision stands before anything asks for it. */
import type { Plugin } from '../types.js';
import { controls } from './controls.js';
import { elements } from './elements.js';
import { extras } from './extras.js';
import { lateness } from './lateness.js';
import { memory } from './memory.js';
import { templates } from './templates.js';
import { traces } from './traces.js';

const plugins: Plugin[] = [extras, memory, traces, elements, templates, controls, lateness];

/** Puts them before what the page has pushed, unless the gate runs already: then it runs with those that it has. */
export const pushPlugins = () => {
	const pushed: unknown = window.taggate;
	if (typeof (pushed as { scan?: unknown } | undefined)?.scan !== 'function')
		window.taggate = [...plugins, ...(Array.isArray(pushed) ? pushed : [])];
};
