/** Why a script is refused for its nonce, as the runtime has said or the page shows. */
import { REFUSAL } from './journal.js';
import type { Facts } from './verdict.js';

export function findRefusal(script: HTMLScriptElement, { run, runtimeTag }: Facts): string | undefined {
	if (run?.fault !== REFUSAL && !runtimeTag?.nonce) return;
	const isSame = !!runtimeTag && script.nonce === runtimeTag.nonce;
	// As browsers judge it, https://w3c.github.io/webappsec-csp/#is-element-nonceable, and as the runtime does.
	const attributes = [...script.attributes];
	if (attributes.some(({ name, value }) => /<s(cript|tyle)/i.test(name + value)))
		return 'An attribute holds “<script” or “<style”: the nonce may be that of a tag which it has swallowed.';
	if (attributes.some(({ name }) => /["'<]/.test(name)))
		return 'The name of an attribute holds a quote: the nonce may be that of a tag which it has swallowed.';
	if (isSame && run?.fault !== REFUSAL) return;
	return script.nonce
		? 'Its nonce is not that of the runtime’s own tag.'
		: 'Its nonce is missing: the runtime’s own tag carries one.';
}
