/** Does what may be forbidden here, or may not be understood: a page sent it. */
export function attempt<Result>(access: () => Result): Result | undefined {
	try {
		return access();
	} catch {}
}
