/** The script tag. */
import './tag.js';
