/**
 * Serves the demo: the page from one site, the third parties' code from another, so that "third party" is true for the browser.
 * The other site counts what it is asked for and tells the page, which could not know by itself.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { gunzipSync } from 'node:zlib';

const PORT = Number(process.env.PORT ?? 4173);
const BIND = '127.0.0.1';

const demo = new URL('./', import.meta.url);
const modules = new URL('../node_modules/', import.meta.url);
const runtime = new URL('../dist/taggate.min.js', import.meta.url);

const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.map': 'application/json' };
const OWN = {
	'/style.css': new URL('style.css', demo),
	'/panel.js': new URL('panel.js', demo),
	'/town.js': new URL('town.js', demo),
	'/leaflet.css': new URL('leaflet/dist/leaflet.css', modules),
};
/** Served as published: no copy of them is in this repository. */
const THIRD_PARTY = {
	'/jquery.min.js': new URL('jquery/dist/jquery.min.js', modules),
	'/bootstrap.bundle.min.js': new URL('bootstrap/dist/js/bootstrap.bundle.min.js', modules),
	'/leaflet.js': new URL('leaflet/dist/leaflet.js', modules),
	// The build that fetches no further code of its own from the vendor's host.
	'/posthog.js': new URL('posthog-js/dist/array.no-external.js', modules),
	'/film.html': new URL('film.html', demo),
};

/** Sent with a file. The film's is one that a browser lets a frame of another site keep, if it lets any. */
const COOKIES = {
	'/film.html': `skaerm_viewer=${randomBytes(8).toString('hex')}; Path=/; Max-Age=31536000; SameSite=None; Secure`,
};

/**
 * Nothing runs but what bears the nonce and what that brings, so no host is listed for scripts. Styles come from files alone:
 * the libraries here set them through the CSSOM, which no policy forbids.
 */
const getPolicy = (nonce) =>
	[
		"default-src 'none'",
		`script-src 'nonce-${nonce}' 'strict-dynamic'`,
		"style-src 'self'",
		"img-src 'self' data:",
		`connect-src 'self' ${partner.origin}`,
		`frame-src ${partner.origin}`,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join('; ');

/** What PostHog's library wants to know first: nothing is on trial, clicks are to be captured. */
const ANALYTICS = {
	flags: { flags: {}, errorsWhileComputingFlags: false },
	array: { supportedCompression: ['gzip-js'], autocapture_opt_out: false },
};

/** What each page view has asked of the third parties. Two tabs, or a last beacon of the page before, do not mix. */
const views = new Map();
let lastView = 0;

function note(view, kind, name) {
	view[kind][name] = (view[kind][name] ?? 0) + 1;
	for (const stream of view.streams) tell(stream, view);
}

const tell = (stream, { requests, events, cookies }) =>
	stream.write(`data: ${JSON.stringify({ requests, events, cookies })}\n\n`);

async function sendFile(response, file) {
	const body = await readFile(file);
	response.writeHead(200, { 'content-type': `${TYPES[extname(file.pathname)]}; charset=utf-8`, 'cache-control': 'no-cache' });
	response.end(body);
}

async function sendPage(response) {
	const id = `${++lastView}`;
	views.set(id, { requests: {}, events: {}, cookies: {}, streams: new Set() });
	const nonce = randomBytes(16).toString('base64url');
	// Read anew each time: after a build a reload shows it.
	const values = { runtime: await readFile(runtime, 'utf8'), partner: `${partner.origin}/${id}`, view: id, nonce };
	const page = await readFile(new URL('index.html', demo), 'utf8');
	response.writeHead(200, {
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'content-security-policy': getPolicy(nonce),
	});
	response.end(page.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]));
}

function streamCounts(response, view) {
	response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	tell(response, view);
	view.streams.add(response);
	response.on('close', () => view.streams.delete(response));
}

async function serveOwn(request, response) {
	const { pathname, searchParams } = new URL(request.url, 'http://own');
	const view = views.get(searchParams.get('view'));
	if (pathname === '/') await sendPage(response);
	else if (pathname === '/counts' && view) streamCounts(response, view);
	else if (OWN[pathname]) await sendFile(response, OWN[pathname]);
	else refuse(response);
}

/** PostHog sends gzip, or, from a page that goes away, a form with base64 in it. */
function readEvents(body) {
	let text = body[0] === 0x1f ? gunzipSync(body).toString() : body.toString();
	if (text.startsWith('data=')) text = Buffer.from(new URLSearchParams(text).get('data'), 'base64').toString();
	const parsed = JSON.parse(text);
	return [parsed.batch ?? parsed].flat();
}

async function answerAnalytics(request, response, path, view) {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	if (/^\/(i\/v0\/)?e\/$/.test(path)) for (const { event } of readEvents(Buffer.concat(chunks))) note(view, 'events', event);
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify(ANALYTICS[path.split('/')[1]] ?? { status: 1 }));
}

async function serveThirdParty(request, response) {
	response.setHeader('access-control-allow-origin', '*');
	response.setHeader('access-control-allow-headers', 'content-type');
	const [, id, path] = /^\/(\d+)(\/.*)$/.exec(new URL(request.url, 'http://partner').pathname) ?? [];
	const view = views.get(id);
	if (!view) return refuse(response);
	const file = THIRD_PARTY[path.replace(/\.map$/, '')];
	// Source maps are asked for by developer tools, not by the page.
	if (path.endsWith('.map') && file) return sendFile(response, new URL(`${file}.map`));
	note(view, 'requests', path);
	if (COOKIES[path]) {
		response.setHeader('set-cookie', COOKIES[path]);
		note(view, 'cookies', path);
	}
	if (file) await sendFile(response, file);
	else if (request.method === 'OPTIONS') response.writeHead(204).end();
	else await answerAnalytics(request, response, path, view);
}

const refuse = (response, status = 404) => response.writeHead(status, { 'content-type': 'text/plain' }).end();

/** Listens on the wanted port, or on any free one when it is taken. */
async function listen(serve, host, wanted) {
	const server = createServer((request, response) => {
		serve(request, response).catch((error) => {
			console.error(error.message);
			if (!response.headersSent) refuse(response, 500);
			else response.destroy();
		});
	});
	const open = (port) =>
		new Promise((resolve, reject) => {
			server.once('error', reject).listen(port, BIND, () => resolve(server.off('error', reject)));
		});
	await open(wanted).catch((error) => {
		if (error.code !== 'EADDRINUSE') throw error;
		return open(0);
	});
	return { origin: `http://${host}:${server.address().port}` };
}

// Another host, so another site: a browser's rules for third parties apply.
const partner = await listen(serveThirdParty, 'localhost', PORT && PORT + 1);
const own = await listen(serveOwn, BIND, PORT);
console.log(`Havneby Kommune  ${own.origin}\nthird parties    ${partner.origin}`);
