/** Starts with the attributes of the script tag that runs. */

import { read } from '../shared.js';
import { report } from './bus.js';
import { install } from './gate.js';

const own = read('currentScript') as HTMLScriptElement | null;
// In a module or a shadow root there is none: without its nonce and its options the gate would be open.
if (own) install({ ...own.dataset, nonce: own.nonce });
else report('no currentScript');
