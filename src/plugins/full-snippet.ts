/** The script tag with every plugin. */
import './all.js';
import '../gate/tag.js';
