/** Astro, with the policy of hashes that it makes: test/real/astro is what its owner writes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installSite, type Site } from './site.js';
import { launchVisitors, listScripts, proveGate } from './visitor.js';

let site: Site;
let visitors: Awaited<ReturnType<typeof launchVisitors>>;
beforeAll(async () => {
	[site, visitors] = await Promise.all([installSite('astro'), launchVisitors()]);
});
afterAll(async () => {
	await visitors.close();
	await site.remove();
});

it('is built and served with the runtime before any other script, and its tags by their hashes', async () => {
	await site.run('build');
	const origin = await site.serve('start', /Listening/);
	const html = await (await fetch(origin)).text();
	expect(listScripts(html)[0]).toBe('data-version="2">{let');
	// Astro's own policy: the inline tag of the layout runs by its hash.
	expect(html).toMatch(
		/<meta http-equiv="content-security-policy" content="script-src 'self' https:\/\/stats\.example\.org 'sha256-/,
	);
	await proveGate(await visitors.invite(origin), origin);
});
