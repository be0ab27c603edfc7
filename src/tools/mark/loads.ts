/** What elements load, and by which attributes. */
import type { Tag } from '../html.js';

/** Attributes that load, for elements whose `data-…` the runtime sets when their condition holds. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
	iframe: ['src'],
	img: ['src', 'srcset'],
	embed: ['src'],
	object: ['data'],
	video: ['src', 'poster'],
	audio: ['src'],
	source: ['src', 'srcset'],
	track: ['src'],
	input: ['src'],
	link: ['href'],
};

/** Relations for which a browser asks at once; a link to a canonical page or an author asks for nothing. */
const RELATIONS =
	/(?:^|\s)(?:stylesheet|preload|modulepreload|prefetch|prerender|preconnect|dns-prefetch|icon|apple-touch-icon|mask-icon|manifest)(?:$|\s)/i;

/** The essence of a JavaScript MIME type, https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT = /^(?:application|text)\/(?:x-)?(?:java|ecma)script$|^text\/(?:javascript1\.[0-5]|jscript|livescript)$/;

/** What a browser would do with a script: run it, or nothing, as it holds data or a template. */
export const readScriptType = ({ attributes }: Tag): 'classic' | 'module' | undefined => {
	const { type, language } = attributes;
	const said = type ?? (language ? `text/${language}` : '');
	const clean = type === undefined ? said.toLowerCase() : said.trim().toLowerCase();
	if (clean === 'module') return 'module';
	return said === '' || JAVASCRIPT.test(clean) ? 'classic' : undefined;
};

/** The attributes by which this very element loads something. */
export const listLoads = ({ name, attributes }: Tag): string[] => {
	if (!Object.hasOwn(ATTRIBUTES, name)) return [];
	if (name === 'link' && !RELATIONS.test(attributes.rel ?? '')) return [];
	if (name === 'input' && attributes.type?.toLowerCase() !== 'image') return [];
	return ATTRIBUTES[name]!.filter((attribute) => attributes[attribute]);
};

/** The addresses in an attribute: a set of pictures holds several. */
export const listAddresses = (attribute: string, value: string): string[] =>
	attribute === 'srcset' ? (value.match(/(?:^|,\s)\s*[^\s,]\S*/g) ?? []).map((part) => part.replace(/^[,\s]+|,$/g, '')) : [value];
