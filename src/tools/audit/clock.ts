/** How long things may take. */

/** Milliseconds; only differences mean something. */
export const now = () => performance.now();

export const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** @returns undefined when it takes longer than so many milliseconds, or fails */
export const within = <Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | undefined> => {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<undefined>((done) => {
		timer = setTimeout(() => done(undefined), milliseconds);
	});
	return Promise.race([promise.catch(() => undefined), late]).finally(() => clearTimeout(timer));
};
