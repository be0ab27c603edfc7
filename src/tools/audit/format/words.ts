/** Words that more than one format uses. */
import type { Cookie, Item, Leak, Party, Report } from '../report.js';
import { TITLES } from '../visit.js';

const WHAT: Record<Item['kind'], string> = {
	request: 'asks',
	frame: 'shows a frame of',
	socket: 'opens a socket to',
	connection: 'reaches out to',
	cookie: 'keeps the cookie',
	storage: 'keeps the key',
	worker: 'starts the worker',
};

export const nameCompany = ({ company, category, host }: Party): string =>
	company ? `${company}${category ? `, ${category}` : ''}` : host;

/** What happened, in a line. */
export const tellItem = (item: Item): string =>
	`${WHAT[item.kind]} ${item.name}${item.kind === 'request' ? ` (${item.type})` : ''}${item.company ? `, ${nameCompany(item)}` : ''}`;

export const tellVisits = (visits: Item['visits']): string => visits.map((name) => TITLES[name]).join(', ');

export const tellPlace = ({ spot }: Leak): string => (spot ? `${spot.source}:${spot.line}:${spot.column}` : 'line not known');

export const tellVerdict = ({ verdict, leaks, visits }: Report): string => {
	const fresh = leaks.filter(({ isKnown }) => !isKnown).length;
	const undone = visits.filter(({ isDone }) => !isDone).map(({ title }) => title.toLowerCase());
	const rest = undone.length ? ` Not seen to the end: ${undone.join(', ')}.` : '';
	if (verdict === 'leak')
		return `${fresh} ${fresh === 1 ? 'line lets' : 'lines let'} something leave or be kept without consent.${rest}`;
	return `Nothing leaves without consent${verdict === 'incomplete' ? ', as far as it was seen' : ''}.${rest}`;
};

export const tellLife = ({ days }: Cookie): string =>
	days === undefined ? 'until the browser closes' : `${days} ${days === 1 ? 'day' : 'days'}`;

/** XML and HTML alike; a page's text cannot end a text or an attribute. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
