import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A page to serve: text, and between two texts the milliseconds for which the stream stands still. */
export type Stream = (string | number)[];

export interface TestServer {
	/** Origin of the pages. */
	origin: string;
	/** Another site: another host, so that its cookies are a third party's. */
	thirdParty: string;
	/** Serves `page` under a new address of the first origin, whose path ends in `folders`; returns the address. */
	page(page: string | Stream, headers?: Record<string, string>, folders?: string): string;
	/** The `Cookie` header of every request for a page since `forget`. */
	visits: string[];
	/** Serves `text` under `path` of either origin from now on. */
	publish(path: string, text: string, type: string): void;
	/** Path and query of every request to the third party since `forget`. */
	requests: string[];
	forget(): void;
	close(): Promise<void>;
}

/** Folders that are served as they are: what is published, and the code of others. */
const FOLDERS = /^\/(dist|node_modules)\//;
const TYPES: Record<string, string> = { css: 'text/css', js: 'text/javascript', json: 'application/json' };
const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8', 'access-control-allow-origin': '*' };

/** A second of silence: a WAV file of 8,000 samples, of one byte each. */
function makeSilence(): Buffer {
	const samples = Buffer.alloc(8000, 128);
	const header = Buffer.from('RIFF....WAVEfmt ....................data....');
	header.writeUInt32LE(header.length - 8 + samples.length, 4);
	// The length of what describes the format: PCM, one channel, samples and bytes a second, bytes and bits a sample.
	header.writeUInt32LE(16, 16);
	header.set([1, 0, 1, 0], 20);
	header.writeUInt32LE(8000, 24);
	header.writeUInt32LE(8000, 28);
	header.set([1, 0, 8, 0], 32);
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}

/** What elements load. The frame tells its parent that it lives, and when it no longer does, under the name in its query. */
const FILES: Record<string, [type: string, body: string | Buffer]> = {
	'/pixel.gif': ['image/gif', Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')],
	'/sheet.css': ['text/css', 'body { color: rgb(1, 2, 3) }'],
	'/silence.wav': ['audio/wav', makeSilence()],
	'/captions.vtt': ['text/vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nsilence\n'],
	'/frame.html': [
		'text/html',
		`<!doctype html><script>const tell = (what) => parent.postMessage(location.search.slice(1) + what, '*');
			setInterval(() => tell(' lives'), 10);
			addEventListener('pagehide', () => tell(' is gone'));</script>`,
	],
};

/**
 * Third-party scripts, described by their own address: `/script.js?name=a&delay=100&status=404&body=…`.
 * Without a body a script logs its name. `hang` never answers.
 */
async function serveScript(query: URLSearchParams, response: ServerResponse) {
	if (query.has('hang')) return;
	await pause(Number(query.get('delay') ?? 0));
	if (query.has('drop')) return response.destroy();
	const headers: Record<string, string> = { ...SCRIPT };
	if (query.has('cache')) headers['cache-control'] = query.get('cache')!;
	response.writeHead(Number(query.get('status') ?? 200), headers);
	response.end(query.get('body') ?? `log(${JSON.stringify(query.get('name'))})`);
}

/** Serves pages from one origin and scripts from another, both on the loopback interface. */
export async function startServer(): Promise<TestServer> {
	const pages = new Map<string, { stream: Stream; headers: Record<string, string> }>();
	const files = new Map<string, { text: string; type: string }>();
	const requests: string[] = [];
	const visits: string[] = [];

	async function answer(request: IncomingMessage, response: ServerResponse) {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
		if (request.headers.host?.startsWith('localhost')) requests.push(request.url ?? '');
		const page = pages.get(pathname);
		if (page) {
			visits.push(request.headers.cookie ?? '');
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', ...page.headers });
			for (const part of page.stream) {
				if (typeof part === 'number') await pause(part);
				else response.write(part);
			}
			response.end();
		} else if (files.has(pathname)) {
			const { text, type } = files.get(pathname)!;
			response.writeHead(200, { ...SCRIPT, 'content-type': `${type}; charset=utf-8` });
			response.end(text);
		} else if (FOLDERS.test(pathname)) {
			const type = TYPES[extname(pathname).slice(1)];
			response.writeHead(200, { ...SCRIPT, 'content-type': `${type}; charset=utf-8` });
			response.end(readFileSync(new URL(`..${pathname}`, import.meta.url)));
		} else if (pathname === '/script.js') {
			await serveScript(searchParams, response);
		} else if (FILES[pathname]) {
			const [type, body] = FILES[pathname];
			response.writeHead(200, {
				'content-type': type,
				'content-length': Buffer.byteLength(body),
				'access-control-allow-origin': '*',
			});
			response.end(body);
		} else {
			response.writeHead(pathname === '/empty' ? 200 : 404, { 'content-type': 'text/html' });
			response.end();
		}
	}

	const server = createServer((request, response) => {
		answer(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	let lastPage = 0;
	return {
		origin: `http://127.0.0.1:${port}`,
		thirdParty: `http://localhost:${port}`,
		page(page, headers = {}, folders = '') {
			const path = `/page/${++lastPage}${folders}`;
			pages.set(path, { stream: typeof page === 'string' ? [page] : page, headers });
			return `http://127.0.0.1:${port}${path}`;
		},
		publish: (path, text, type) => void files.set(path, { text, type }),
		requests,
		visits,
		forget() {
			requests.length = visits.length = 0;
			pages.clear();
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
