/** The script tag with every plugin. */
import './pushed.js';
import '../gate/tag.js';
