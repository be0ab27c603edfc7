/** The hash of the runtime in a policy that stands in the page: `<meta http-equiv=content-security-policy>`. */
import { readTags } from '../html.js';

const quote = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

/** Adds a source to the directive that decides about scripts. A policy without one lets every script run: it stays as it is. */
const addSource = (policy: string, source: string): string => {
	const directives = policy.split(';');
	const find = (name: string) => directives.findIndex((directive) => directive.trim().split(/\s+/)[0]!.toLowerCase() === name);
	const index = [find('script-src-elem'), find('script-src'), find('default-src')].find((found) => found >= 0);
	if (index === undefined) return policy;
	const [name, ...sources] = directives[index]!.trim().split(/\s+/);
	if (sources.includes(source)) return policy;
	const isDefault = name!.toLowerCase() === 'default-src';
	// What was the default of all kinds stays the default of the others.
	const widened = `${isDefault ? 'script-src' : name} ${[...sources.filter((text) => text !== "'none'"), source].join(' ')}`;
	if (isDefault) directives.push(` ${widened}`);
	else directives[index] = `${index ? ' ' : ''}${widened}`;
	return directives.join(';');
};

/**
 * @param source such as `'sha256-…'`
 * @returns the page, in each of whose policies scripts of that source may run
 * @throws Error when the page has no such policy
 */
export const allow = (html: string, source: string): string => {
	const metas = readTags(html).filter(
		({ name, attributes }) =>
			name === 'meta' && /^content-security-policy$/i.test(attributes['http-equiv'] ?? '') && attributes.content,
	);
	if (!metas[0]) throw new Error('taggate: hash is "meta", and the page has no <meta http-equiv="content-security-policy">');
	for (const { attributes, places } of metas.reverse()) {
		const { start, end } = places.content!;
		html = `${html.slice(0, start)}content="${quote(addSource(attributes.content!, source))}"${html.slice(end)}`;
	}
	return html;
};
