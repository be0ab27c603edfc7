import { currentScript } from './lateness.js';
import { install } from './runtime.js';

const own = currentScript();

install({ ...own?.dataset, nonce: own?.nonce });
