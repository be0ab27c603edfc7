/** Skærm, which plays films in a frame. Its cookie comes when a film is played, not when the player is shown. */

import { refuse } from '../server/http.mjs';
import { fill, LANGUAGES, readTemplate } from '../server/render.mjs';
import { setCookie } from './cookie.mjs';

const FILMS = {
	harbour: '[[The harbour from dawn to dusk|Havnen fra morgen til aften]]',
	ferry: '[[Twelve minutes on the ferry|Tolv minutter med færgen]]',
};

export async function serveSkaerm({ response, path, searchParams, note }) {
	const [, film, action] = path.split('/');
	if (!Object.hasOwn(FILMS, film)) return refuse(response);
	if (action === 'played') {
		setCookie(response, note, 'skaerm_viewer');
		note('received', film);
		return response.writeHead(204).end();
	}
	const language = LANGUAGES.find((known) => known === searchParams.get('lang')) ?? LANGUAGES[0];
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
	response.end(fill(await readTemplate('parties/player.html'), { language, film, title: fill(FILMS[film], { language }) }));
}
