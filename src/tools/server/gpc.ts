/** Headers of a request: a `Headers`, or a plain record such as Node's `request.headers`, its names in any case. */
export type RequestHeaders =
	| { get(name: string): string | null }
	| { readonly [name: string]: string | readonly string[] | undefined };

const NAME = 'sec-gpc';

/**
 * Whether the visitor's browser asks not to sell or share: the header `Sec-GPC` is `1`, https://www.w3.org/TR/gpc/
 * @param headers those of the request; without any the browser does not ask
 */
export const gpc = (headers: RequestHeaders | null | undefined): boolean => {
	if (!headers) return false;
	if (typeof headers.get === 'function') return String(headers.get(NAME)).trim() === '1';
	// Own properties alone: nothing on a prototype is a header.
	return Object.entries(headers).some(([name, value]) => name.toLowerCase() === NAME && String(value).trim() === '1');
};
