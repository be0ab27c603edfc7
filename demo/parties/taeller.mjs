/** Tæller, which counts visits and understands what is written for Matomo. */
import { readBody, refuse, sendFile } from '../server/http.mjs';

export async function serveTaeller({ request, response, path, note }) {
	if (path === '/taeller.js') return sendFile(response, new URL('taeller.js', import.meta.url));
	if (path !== '/collect') return refuse(response);
	note('received', new URLSearchParams(`${await readBody(request)}`).get('action'));
	response.writeHead(204).end();
}
