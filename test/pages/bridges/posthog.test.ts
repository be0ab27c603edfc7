import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consent, entries, evaluate, faults, open, until } from '../fixture.js';

const LIBRARY = readFileSync(new URL('../../../node_modules/posthog-js/dist/array.no-external.js', import.meta.url));

/** The names of the events that PostHog's server has got, and the paths that it was asked for. */
const events: string[] = [];
const paths: string[] = [];

/** It sends gzip, or, from a page that goes away, a form with base64 in it. */
function readEvents(body: Buffer): { event: string }[] {
	let text = body[0] === 0x1f ? gunzipSync(body).toString() : body.toString();
	if (text.startsWith('data=')) text = Buffer.from(new URLSearchParams(text).get('data')!, 'base64').toString();
	const parsed = JSON.parse(text);
	return [parsed.batch ?? parsed].flat();
}

const server = createServer(async (request, response) => {
	response.setHeader('access-control-allow-origin', '*');
	response.setHeader('access-control-allow-headers', 'content-type');
	const path = new URL(request.url!, 'http://localhost').pathname;
	if (request.method === 'OPTIONS') return response.writeHead(204).end();
	paths.push(path);
	if (path === '/library.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(LIBRARY);
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	if (/^\/(i\/v0\/)?e\/$/.test(path)) events.push(...readEvents(Buffer.concat(chunks)).map(({ event }) => event));
	response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":1,"flags":{},"supportedCompression":[]}');
});
let origin: string;

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

/** Waits until the server has got `count` events of this name. */
async function untilGot(name: string, count = 1) {
	for (const deadline = Date.now() + 20_000; events.filter((event) => event === name).length < count; ) {
		if (Date.now() > deadline) throw new Error(`never got ${name}: ${JSON.stringify({ events, faults: await faults() })}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

it('counts a visitor through PostHog while the visitor consents, and not before or after', async () => {
	await open(`<script src="${origin}/library.js"></script><script>
		posthog.init('phc_test', {
			api_host: '${origin}',
			persistence: 'localStorage+cookie',
			opt_out_capturing_by_default: true,
			opt_out_capturing_persistence_type: 'localStorage',
			advanced_disable_flags: true,
			disable_session_recording: true,
			disable_surveys: true,
			autocapture: false,
			capture_pageleave: false,
			request_batching: false,
			opt_out_useragent_filter: true,
			loaded: () => log('loaded'),
		});
		taggate.when('statistical', () => {
			posthog.opt_in_capturing();
			return () => posthog.opt_out_capturing();
		});
		/** Whatever has been sent before it has been answered after it. */
		window.flush = () => fetch('${origin}/flushed').then(() => log('flushed'));
	</script>`);
	const flush = async () => {
		const count = (await entries()).filter((entry) => entry === 'flushed').length;
		await evaluate('void flush()');
		await until(`entries.filter((entry) => entry === 'flushed').length > ${count}`);
	};
	await until(`entries.includes('loaded')`);
	await evaluate(`void posthog.capture('before')`);
	await flush();
	expect(events).toEqual([]);
	expect(paths.filter((path) => /\/e\/$/.test(path))).toEqual([]);
	await consent({ functional: true });
	await evaluate(`void posthog.capture('of another category')`);
	await flush();
	expect(events).toEqual([]);
	await consent({ statistical: true });
	await until('posthog.has_opted_in_capturing()');
	await evaluate(`void posthog.capture('during')`);
	await untilGot('during');
	await consent({ statistical: false });
	await until('posthog.has_opted_out_capturing()');
	const before = [...events];
	await evaluate(`void posthog.capture('after')`);
	await flush();
	await consent({ statistical: true });
	await until('posthog.has_opted_in_capturing()');
	await evaluate(`void posthog.capture('again')`);
	await untilGot('again');
	expect(events.slice(before.length)).not.toContain('after');
	expect(before).not.toContain('before');
	expect(before).not.toContain('of another category');
	expect(await faults()).toEqual([]);
});
