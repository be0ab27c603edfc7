import { install } from './gate.js';
import { read } from './page.js';

/** Starts with the attributes of the script tag that runs. */
export function run() {
	const own = read('currentScript') as HTMLScriptElement | null;
	// In a module or a shadow root there is none: without its nonce and its options the gate would be open.
	if (own) install({ ...own.dataset, nonce: own.nonce });
	else console.error('taggate: no script tag');
}
