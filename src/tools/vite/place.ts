/** Where the runtime goes in a page: before any other script, and behind what must come before every script. */
import { readTags, type Tag } from '../html.js';

/** Browsers look for the charset in the first 1,024 bytes, and a policy holds only for what stands behind it. */
const isFirst = ({ name, attributes }: Tag) =>
	name === 'meta' &&
	('charset' in attributes || /^(content-type|content-security-policy)$/i.test(attributes['http-equiv'] ?? ''));

/** Runs as soon as it is parsed, or at any time: a module waits for the end of the page, as Vite's own in the dev server does. */
const runsEarly = ({ name, attributes }: Tag) =>
	name === 'script' && (attributes.type?.trim().toLowerCase() !== 'module' || 'async' in attributes);

/**
 * @returns the offset at which the runtime is put in: behind the `<meta>` of charset and policy that stand before the first script
 * that would run before it, else at the start of the head, else before the first tag that is not `<html>`
 */
export const findPlace = (html: string): number => {
	const tags = readTags(html);
	const script = tags.find(runsEarly);
	const isBefore = ({ element }: Tag) => !script || element.start < script.element.start;
	const meta = tags.filter((tag) => isFirst(tag) && isBefore(tag)).at(-1);
	const head = tags.find(({ name }) => name === 'head');
	return meta?.element.end ?? head?.startTag.end ?? tags.find(({ name }) => name !== 'html')?.element.start ?? html.length;
};
