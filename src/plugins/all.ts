/** The one list of the plugins, in the order in which they begin: a stored decision stands before anything asks for it. */
import { plugins as all } from '../gate/gate.js';
import type { Plugin } from '../types.js';
import { controls } from './controls.js';
import { elements } from './elements.js';
import { extras } from './extras.js';
import { lateness } from './lateness.js';
import { memory } from './memory.js';
import { templates } from './templates.js';
import { traces } from './traces.js';

all.push(extras, memory, traces, elements, templates as Plugin, controls, lateness as Plugin);
