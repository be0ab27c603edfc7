/** The script tag with every plugin. */
import { run } from '../gate/tag.js';
import { plugins } from './all.js';

run(plugins);
