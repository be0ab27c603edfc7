/** The one list of the plugins, in the order in which they begin. */
import type { Plugin } from '../types.js';

export const plugins: Plugin[] = [];
