/**
 * The third parties, on a site of their own: libraries as published, and stand-ins for suppliers. Each counts what it is asked
 * for, answers, and sets cookies as its kind does.
 */
import { refuse } from '../server/http.mjs';
import { hasView, openAccount } from '../server/ledger.mjs';
import { serveKortlager } from './kortlager.mjs';
import { servePosthog } from './posthog.mjs';
import { serveSkaerm } from './skaerm.mjs';
import { serveSnak } from './snak.mjs';
import { serveTaeller } from './taeller.mjs';

const PARTIES = {
	kortlager: serveKortlager,
	snak: serveSnak,
	skaerm: serveSkaerm,
	posthog: servePosthog,
	taeller: serveTaeller,
};

/** @returns what answers a request for `/VIEW/PARTY/path`; the page view is in the address for the demo's own accounts */
export function createThirdParties() {
	return async function serveThirdParties(request, response) {
		const { pathname, searchParams } = new URL(request.url, 'http://party');
		const [, view, party, path] = /^\/(\d+)\/([a-z]+)(\/.*)$/.exec(pathname) ?? [];
		if (!hasView(view) || !Object.hasOwn(PARTIES, party)) return refuse(response);
		response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
		response.setHeader('access-control-allow-credentials', 'true');
		response.setHeader('access-control-allow-headers', 'content-type');
		if (request.method === 'OPTIONS') return response.writeHead(204).end();
		const note = openAccount(view, party);
		// Source maps are asked for by developer tools, not by the page.
		if (!path.endsWith('.map')) note();
		await PARTIES[party]({ request, response, path, searchParams, note });
	};
}
