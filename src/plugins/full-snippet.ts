/** The script tag with every plugin. */
import { run } from '../gate/tag.js';
import { pushPlugins } from './all.js';

pushPlugins();
run();
