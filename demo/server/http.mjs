/** The little that both servers share. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const HOST = '127.0.0.1';
/** A form or an event of statistics is far smaller. */
const BODY_LIMIT = 1_000_000;
const TYPES = {
	'.html': 'text/html',
	'.css': 'text/css',
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.map': 'application/json',
};

export async function sendFile(response, file) {
	const body = await readFile(file);
	response.writeHead(200, { 'content-type': `${TYPES[extname(file.pathname)]}; charset=utf-8`, 'cache-control': 'no-cache' });
	response.end(body);
}

export const sendJson = (response, value) =>
	response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));

export const refuse = (response, status = 404) => response.writeHead(status, { 'content-type': 'text/plain' }).end();

/** @throws when there is more than a visitor would send */
export async function readBody(request) {
	const chunks = [];
	let length = 0;
	for await (const chunk of request) {
		length += chunk.length;
		if (length > BODY_LIMIT) throw new Error(`${request.url}: too long`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** Listens on the wanted port, or on any free one when it is taken; resolves with the server. */
export async function listen(serve, wanted) {
	const server = createServer((request, response) => {
		serve(request, response).catch((error) => {
			console.error(error.message);
			if (!response.headersSent) refuse(response, 500);
			else response.destroy();
		});
	});
	const open = (port) =>
		new Promise((resolve, reject) => {
			server.once('error', reject).listen(port, HOST, () => resolve(server.off('error', reject)));
		});
	return open(wanted).catch((error) => {
		if (error.code !== 'EADDRINUSE') throw error;
		return open(0);
	});
}
