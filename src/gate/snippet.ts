/** The script tag. */
import { run } from './tag.js';

run();
