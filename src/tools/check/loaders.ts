/** Elements that load something by an attribute. */
import type { Tag } from '../html.js';

/** By which attributes each element loads that the runtime takes in hand. */
const LOADERS: Readonly<Record<string, readonly string[]>> = {
	iframe: ['src'],
	img: ['src', 'srcset'],
	link: ['href'],
	video: ['src', 'poster'],
	audio: ['src'],
	source: ['src', 'srcset'],
	track: ['src'],
	embed: ['src'],
	object: ['data'],
	input: ['src'],
};
/** What the runtime sets, on any of them. */
const ATTRIBUTES = ['src', 'srcset', 'href', 'poster', 'data'];

export const isLoader = ({ name, isHtml }: Tag): boolean => isHtml && Object.hasOwn(LOADERS, name);

/** The attributes by which an element loads. */
export const listAddresses = ({ name }: Tag): readonly string[] => (Object.hasOwn(LOADERS, name) ? LOADERS[name]! : []);

/** Those that wait, without their `data-`. */
export const listHeld = ({ attributes }: Tag): string[] => ATTRIBUTES.filter((name) => attributes[`data-${name}`]);
