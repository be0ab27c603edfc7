/** The vendors of the recipes, each by a stand-in on the third party's server. */
import { readFileSync } from 'node:fs';
import { publish, thirdParty } from '../pages/fixture.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

export const FILM = 'M7lc1UVf-VE';

/** What the recipes name, and where it is here. Leaflet is the real one. */
const ADDRESSES: Record<string, string> = {
	'https://www.googletagmanager.com': thirdParty,
	'https://matomo.example.org': thirdParty,
	'https://chat.example.org': thirdParty,
	'https://www.youtube-nocookie.com': thirdParty,
	'https://unpkg.com/leaflet@1.9.4': `${thirdParty}/node_modules/leaflet`,
	'https://tile.openstreetmap.org/': `${thirdParty}/pixel.gif?`,
};

publish('/gtag/js', read('gtag.js'), 'text/javascript');
publish('/matomo.js', read('matomo.js'), 'text/javascript');
publish('/chat.js', `log('chat')`, 'text/javascript');
publish('/theme.js', `log('theme')`, 'text/javascript');
publish(`/embed/${FILM}`, '<!doctype html><title>film</title>', 'text/html');

/** The text with the vendors' addresses as they are here. */
export const redirect = (text: string) =>
	Object.entries(ADDRESSES).reduce((changed, [theirs, ours]) => changed.replaceAll(theirs, ours), text);

/** A file of the recipes, redirected. */
export const readRecipe = (path: string) => redirect(read(`../../demo/recipes/${path}`));
