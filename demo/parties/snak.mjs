/** Snak, a chat helper: it answers what it is asked by words that it knows. */
import { readBody, refuse, sendFile, sendJson } from '../server/http.mjs';
import { LANGUAGES, translate } from '../server/render.mjs';
import { setCookie } from './cookie.mjs';

const ANSWERS = [
	[
		/ferry|færge|boat|båd/i,
		'[[The ferry to Ærøskøbing sails from Svendborg every second hour.|Færgen til Ærøskøbing sejler fra Svendborg hver anden time.]]',
	],
	[
		/pass/i,
		'[[Bring a photo and your old passport to Citizen Service, Monday to Thursday 10–15.|Tag foto og dit gamle pas med til Borgerservice, mandag til torsdag 10–15.]]',
	],
	[
		/waste|bin|affald|skrald/i,
		'[[Waste is collected every second Tuesday. Was yours forgotten? Report it under self-service.|Affald hentes hver anden tirsdag. Er dit glemt? Giv et praj under selvbetjening.]]',
	],
	[
		/road|hole|vej|hul|light|lygte/i,
		'[[Please report it under self-service: then the right people see it.|Giv os et praj under selvbetjening: så ser de rette det.]]',
	],
	[/hello|hi\b|hej|goddag/i, '[[Hello! What can I help with?|Hej! Hvad kan jeg hjælpe med?]]'],
];
const UNKNOWN =
	'[[I am only a small helper. Please call 70 00 00 00, Monday to Thursday 9–15.|Jeg er kun en lille hjælper. Ring på 70 00 00 00, mandag til torsdag 9–15.]]';

export async function serveSnak({ request, response, path, searchParams, note }) {
	if (path === '/snak.js') return sendFile(response, new URL('snak.js', import.meta.url));
	if (path !== '/messages') return refuse(response);
	const language = LANGUAGES.find((known) => known === searchParams.get('lang')) ?? LANGUAGES[0];
	const question = `${await readBody(request)}`;
	const answer = ANSWERS.find(([words]) => words.test(question))?.[1] ?? UNKNOWN;
	note('received', 'message');
	setCookie(response, note, 'snak_visitor');
	sendJson(response, { answer: translate(answer, language) });
}
