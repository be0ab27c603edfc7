import { NextResponse } from 'next/server';

/** A policy with a nonce of each answer's own. */
export function proxy(request) {
	const nonce = btoa(crypto.randomUUID());
	// React's own tools need it, and only while a site is developed.
	const tools = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
	const policy = `script-src 'nonce-${nonce}' 'strict-dynamic'${tools}; object-src 'none'; base-uri 'none'`;
	const headers = new Headers(request.headers);
	headers.set('x-nonce', nonce);
	headers.set('content-security-policy', policy);
	const response = NextResponse.next({ request: { headers } });
	response.headers.set('content-security-policy', policy);
	return response;
}
