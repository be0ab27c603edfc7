/**
 * Why the nonce of a script counts for nothing: it may be that of a tag which this one has swallowed. As browsers judge it,
 * https://w3c.github.io/webappsec-csp/#is-element-nonceable, and as the runtime does.
 */
export function findSwallowed(attributes: readonly { name: string; value: string }[]): string | undefined {
	if (attributes.some(({ name, value }) => /<s(cript|tyle)/i.test(name + value)))
		return 'An attribute holds “<script” or “<style”: the nonce may be that of a tag which it has swallowed.';
	if (attributes.some(({ name }) => /["'<]/.test(name)))
		return 'The name of an attribute holds a quote: the nonce may be that of a tag which it has swallowed.';
	return undefined;
}
