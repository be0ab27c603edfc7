/** The script tag with every plugin. */
import '../gate/gate.js';
import './pushed.js';
import '../gate/tag.js';
