/** Sites for the audit: the demo as it is, a copy of it with tags planted wrong, and pages of any other kind. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface Running {
	/** On 127.0.0.1: the page's own site. */
	origin: string;
	/** The same server as `localhost`: to a browser another site. */
	elsewhere: string;
	/** Paths that were asked for. */
	asked: string[];
	close(): void;
}

export const serve = async (answer: Answer): Promise<Running> => {
	const asked: string[] = [];
	const server: Server = createServer((request, response) => {
		asked.push(request.url ?? '');
		void answer(request, response);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		elsewhere: `http://localhost:${port}`,
		asked,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
};

/** A server of pages by path. */
export const servePages = (pages: Record<string, string>) =>
	serve((request, response) => {
		const page = pages[(request.url ?? '').split('?', 1)[0]!];
		response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(page ?? 'missing');
	});

const TYPES: [RegExp, string][] = [
	[/\.js/, 'text/javascript'],
	[/\.css/, 'text/css'],
	[/frame/, 'text/html'],
];

/** A third party that answers anything, with a cookie. */
export const serveThirdParty = () =>
	serve((request, response) => {
		const [, type] = TYPES.find(([pattern]) => pattern.test(request.url ?? '')) ?? [undefined, 'application/octet-stream'];
		response.writeHead(200, {
			'content-type': type,
			'access-control-allow-origin': '*',
			'set-cookie': 'visitor=1; Max-Age=8640000; SameSite=None; Secure',
		});
		response.end(/tracker\.js/.test(request.url ?? '') ? `fetch(new URL('/beacon', document.currentScript.src))` : '');
	});

/** What each planted tag is, and the text by which its line is found in what was served. */
export const plant = (html: string, third: string): string =>
	html
		.replace('<title>', `<link rel="preload" as="script" href="${third}/ahead.js" crossorigin>\n\t<title>`)
		.replace(
			'</head>',
			`<style>\n\t\t@font-face { font-family: Planted; src: url("${third}/planted.woff2") }\n\t\th1 { font-family: Planted }\n\t</style>\n</head>`,
		)
		.replace('</main>', `\t<iframe src="${third}/frame" title="Film"></iframe>\n\t\t</main>`)
		.replace(
			'<footer>',
			`<script>\n\t\t\tconst pixel = new Image();\n\t\t\tpixel.src = '${third}/pixel.gif?' + Math.random();\n\t\t</script>\n\t\t<footer>`,
		)
		.replace('</body>', `<script data-category="statistical" src="${third}/tracker.js"></script>\n</body>`);

/** The paths of {@link plant}'s lines. */
export const PLANTED = ['/ahead.js', '/planted.woff2', '/pixel.gif', '/frame', '/tracker.js'];

/** The demo once more, on a port of its own, with its pages changed and without its policy, which would stop what is planted. */
export const serveCopy = (city: string, change: (html: string) => string): Promise<Running> =>
	serve(async (request, response) => {
		const cookie = request.headers.cookie;
		const answer = await fetch(city + request.url, { redirect: 'manual', headers: cookie ? { cookie } : {} });
		const type = answer.headers.get('content-type') ?? '';
		const headers = {
			'content-type': type,
			...(answer.headers.has('location') && { location: answer.headers.get('location')! }),
		};
		response.writeHead(answer.status, headers);
		if (/event-stream/.test(type)) {
			response.flushHeaders();
			return void response.on('close', () => answer.body?.cancel());
		}
		const body = Buffer.from(await answer.arrayBuffer());
		if (!/html/.test(type)) return void response.end(body);
		response.end(change(`${body}`));
	});
