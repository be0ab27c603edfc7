/** PostHog's own library, and a stand-in for the service that it reports to. */
import { gunzipSync } from 'node:zlib';
import { readBody, sendFile, sendJson } from '../server/http.mjs';

const modules = new URL('../../node_modules/posthog-js/dist/', import.meta.url);
/** The build that fetches no further code of its own from the vendor's host. */
const LIBRARY = 'array.no-external.js';

/** What the library wants to know first: nothing is on trial, clicks are to be captured. */
const SETTINGS = {
	flags: { flags: {}, errorsWhileComputingFlags: false },
	array: { supportedCompression: ['gzip-js'], autocapture_opt_out: false },
};
/** Of what was packed, in bytes. */
const TEXT_LIMIT = 5_000_000;
const GZIP_MAGIC = 0x1f;

/** Events come as gzip, or, from a page that goes away, as a form with base64 in it. */
function readEvents(body) {
	let text = body[0] === GZIP_MAGIC ? gunzipSync(body, { maxOutputLength: TEXT_LIMIT }).toString() : body.toString();
	if (text.startsWith('data=')) text = Buffer.from(new URLSearchParams(text).get('data'), 'base64').toString();
	const parsed = JSON.parse(text);
	return [parsed.batch ?? parsed].flat();
}

export async function servePosthog({ request, response, path, note }) {
	if (path === '/posthog.js') return sendFile(response, new URL(LIBRARY, modules));
	if (path.endsWith('.map')) return sendFile(response, new URL(`${LIBRARY}.map`, modules));
	const body = await readBody(request);
	if (/^\/(i\/v0\/)?e\/$/.test(path)) for (const { event } of readEvents(body)) note('received', event);
	sendJson(response, SETTINGS[path.split('/')[1]] ?? { status: 1 });
}
