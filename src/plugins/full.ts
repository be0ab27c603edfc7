/** The gate with every plugin, for bundlers. */
import './all.js';

export { start } from '../gate/index.js';
export type * from '../types.js';
