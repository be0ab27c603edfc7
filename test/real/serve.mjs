import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
const folder = process.argv[2];

/** Any server of plain files. */
createServer(async ({ url }, response) => {
	const path = normalize(new URL(url, 'http://localhost').pathname).replace(/\/$/, '/index.html');
	try {
		const body = await readFile(join(folder, path));
		response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
		response.end(body);
	} catch {
		// A browser asks for an icon without being told of one, and writes its absence into the console.
		response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
	}
}).listen(process.env.PORT, () => console.log('Listening'));
