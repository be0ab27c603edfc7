/** Why a script is refused for its nonce, as the runtime has said or the page shows. */
import { REFUSAL } from './journal.js';
import { findSwallowed } from './swallowed.js';
import type { Facts } from './verdict.js';

export function findRefusal(script: HTMLScriptElement, { run, runtimeTag }: Facts): string | undefined {
	if (run?.fault !== REFUSAL && !runtimeTag?.nonce) return;
	const isSame = !!runtimeTag && script.nonce === runtimeTag.nonce;
	const swallowed = findSwallowed([...script.attributes]);
	if (swallowed) return swallowed;
	if (isSame && run?.fault !== REFUSAL) return;
	return script.nonce
		? 'Its nonce is not that of the runtime’s own tag.'
		: 'Its nonce is missing: the runtime’s own tag carries one.';
}
