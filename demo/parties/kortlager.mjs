/** Kortlager, which hosts libraries: Leaflet as published, with a cookie as such hosts may set. */
import { refuse, sendFile } from '../server/http.mjs';
import { setCookie } from './cookie.mjs';

const leaflet = new URL('../../node_modules/leaflet/dist/', import.meta.url);
const FILES = ['leaflet.js', 'leaflet.js.map'];

export async function serveKortlager({ response, path, note }) {
	const name = path.slice(1);
	if (!FILES.includes(name)) return refuse(response);
	if (!name.endsWith('.map')) setCookie(response, note, 'kortlager_visitor');
	await sendFile(response, new URL(name, leaflet));
}
