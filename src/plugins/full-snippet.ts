/** The script tag with every plugin. */
import './full.js';
import '../gate/tag.js';
