/** What the browser keeps after a visit: cookies, and the storage of each origin on the page. */
import type { BrowserContext, Cookie, Page } from 'playwright-core';
import { within } from './clock.js';

export interface Stored {
	cookies: Cookie[];
	/** Keys and names, never values: those may be personal. */
	keys: { origin: string; type: string; name: string }[];
}

/** Runs in a frame. Each kind may be forbidden there. */
const listKeys = async () => {
	const keys: { origin: string; type: string; name: string }[] = [];
	const add = async (type: string, list: () => string[] | Promise<string[]>) => {
		try {
			// A frame without an address is at "null" by its location, and keeps in its parent's storage.
			for (const name of await list()) keys.push({ origin: self.origin, type, name });
		} catch {
			// A sandboxed frame, or one whose storage the browser blocks.
		}
	};
	await add('localStorage', () => Object.keys(localStorage));
	await add('sessionStorage', () => Object.keys(sessionStorage));
	await add('indexedDB', async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
	await add('caches', () => caches.keys());
	return keys;
};

export const readStored = async (context: BrowserContext, page: Page): Promise<Stored> => {
	const [cookies, ...keys] = await Promise.all([
		within(2_000, context.cookies()),
		...page.frames().map((frame) => within(2_000, frame.evaluate(listKeys))),
	]);
	return { cookies: cookies ?? [], keys: keys.flatMap((list) => list ?? []) };
};
