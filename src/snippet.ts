import { currentScript } from './lateness.js';
import { install } from './runtime.js';

const own = currentScript();
const { timeout } = own?.dataset ?? {};

install({ timeout: timeout ? Number(timeout) : undefined, nonce: own?.nonce });
