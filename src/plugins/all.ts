/** The one list of the plugins, in the order in which they begin: a stored decision stands before anything asks for it. */
import type { Plugin } from '../types.js';
import { controls } from './controls.js';
import { elements } from './elements.js';
import { memory } from './memory.js';
import { traces } from './traces.js';

export const plugins: Plugin[] = [memory, traces, elements, controls];
