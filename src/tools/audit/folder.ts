/** A folder of files, served on the loopback for as long as the audit takes. */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, extname, join, sep } from 'node:path';

const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.htm': 'text/html; charset=utf-8',
	'.xhtml': 'application/xhtml+xml',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.webp': 'image/webp',
	'.avif': 'image/avif',
	'.gif': 'image/gif',
	'.ico': 'image/x-icon',
	'.woff': 'font/woff',
	'.woff2': 'font/woff2',
	'.wasm': 'application/wasm',
};

/** The file behind a path of a URL, where it is one of the folder. */
const findFile = async (root: string, pathname: string): Promise<string | undefined> => {
	try {
		const asked = join(root, decodeURIComponent(pathname));
		for (const path of [asked, join(asked, 'index.html'), `${asked}.html`]) {
			const real = await realpath(path).catch(() => undefined);
			// A link, or `..`, may lead out of the folder.
			if (real && (real === root || real.startsWith(root + sep)) && (await stat(real)).isFile()) return real;
		}
	} catch {
		// A path that is not UTF-8, or has a null in it.
	}
	return undefined;
};

export interface Served {
	/** Of the page to open. */
	url: string;
	close(): void;
}

/** @param path of a folder, whose `index.html` is opened, or of a file; @throws as `fs.stat` */
export const serveFolder = async (path: string): Promise<Served> => {
	const isFile = (await stat(path)).isFile();
	const root = await realpath(isFile ? dirname(path) : path);
	const server = createServer(async (request, response) => {
		const file = await findFile(root, new URL(request.url ?? '/', 'http://folder').pathname);
		if (!file) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.');
		response.writeHead(200, { 'content-type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream' });
		createReadStream(file)
			.on('error', () => response.destroy())
			.pipe(response);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${isFile ? encodeURIComponent(basename(path)) : ''}`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
};
