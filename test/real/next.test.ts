/** Next's App Router, with a nonce for each answer: test/real/next is what its owner writes. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { installSite, type Site } from './site.js';
import { launchVisitors, listScripts, proveGate } from './visitor.js';

let site: Site;
let visitors: Awaited<ReturnType<typeof launchVisitors>>;
beforeAll(async () => {
	[site, visitors] = await Promise.all([installSite('next'), launchVisitors()]);
});
afterAll(async () => {
	await visitors.close();
	await site.remove();
});

it('is built and served with the runtime before any script that is not async', async () => {
	await site.run('build');
	const origin = await site.serve('start', /Ready in/);
	const answer = await fetch(origin);
	const [, nonce] = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy')!)!;
	// What Next and React put in front are external scripts of their own, which wait for the end of the page.
	const [first] = listScripts(await answer.text()).filter((script) => !script.includes('async=""'));
	expect(first).toBe(`nonce="${nonce}" data-version="2">{let`);

	const visitor = await visitors.invite(origin);
	await proveGate(visitor, origin);

	// A page that Next fetches itself keeps the layout and what has run in it.
	await visitor.page.click('a[href="/other"]');
	await visitor.page.waitForSelector('#other');
	expect([await visitor.entries(), visitor.complaints]).toEqual([['external', 'inline known'], []]);
});

it('has nothing that React complains of while it is developed', async () => {
	const origin = await site.serve('dev', /Ready in/);
	await proveGate(await visitors.invite(origin), origin);
});
