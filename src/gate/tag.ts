/** Starts with the attributes of the script tag that runs. */

import { read } from '../shared.js';
import { report } from './bus.js';
import { install } from './gate.js';

const own = read('currentScript') as HTMLScriptElement | null;
// In a module or a shadow root there is none: without its nonce and its options the gate would be open.
if (own) install({ __proto__: null, ...own.dataset, nonce: own.nonce } as never);
else report('no currentScript');
