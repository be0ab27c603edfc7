/** Puts the plugins where the gate finds them when it starts. */
import { pushPlugins } from './all.js';

pushPlugins();
