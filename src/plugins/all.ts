/** The one list of the plugins, in the order in which they begin. */
import type { Plugin } from '../types.js';
import { lateness } from './lateness.js';
import { templates } from './templates.js';

const plugins: Plugin[] = [templates, lateness];

/** Puts them before what the page has pushed, unless the gate runs already: then it runs with those that it has. */
export function pushPlugins() {
	const pushed: unknown = window.taggate;
	if (typeof (pushed as Plugin | undefined)?.['scan' as never] !== 'function')
		window.taggate = [...plugins, ...(Array.isArray(pushed) ? pushed : [])];
}
