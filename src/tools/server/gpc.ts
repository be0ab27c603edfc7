/** Headers of a request: a `Headers`, or a plain record as Node's `request.headers`, whose names are in lower case. */
export type RequestHeaders = { get(name: string): string | null } | Record<string, string | string[] | undefined>;

/**
 * Whether the visitor's browser asks not to sell or share, https://www.w3.org/TR/gpc/
 * @param headers those of the request
 */
export const gpc = (headers: RequestHeaders): boolean => {
	const value = typeof headers.get === 'function' ? headers.get('Sec-GPC') : (headers as Record<string, unknown>)['sec-gpc'];
	return value === '1';
};
