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
	/** Serves `page` under a new address of the first origin; returns the address. */
	page(page: string | Stream, headers?: Record<string, string>): string;
	/** Serves `text` under `path` of either origin from now on. */
	serve(path: string, text: string, type: string): void;
	/** Path and query of every request to the third party since `forget`. */
	requests: string[];
	forget(): void;
	close(): Promise<void>;
}

/** Folders that are served as they are: what is published, and the code of others. */
const FOLDERS = /^\/(dist|node_modules)\//;
const TYPES: Record<string, string> = { css: 'text/css', js: 'text/javascript', json: 'application/json' };
const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8', 'access-control-allow-origin': '*' };

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

	async function answer(request: IncomingMessage, response: ServerResponse) {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
		if (request.headers.host?.startsWith('localhost')) requests.push(request.url ?? '');
		const page = pages.get(pathname);
		if (page) {
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
		page(page, headers = {}) {
			const path = `/page/${++lastPage}`;
			pages.set(path, { stream: typeof page === 'string' ? [page] : page, headers });
			return `http://127.0.0.1:${port}${path}`;
		},
		serve: (path, text, type) => void files.set(path, { text, type }),
		requests,
		forget() {
			requests.length = 0;
			pages.clear();
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
