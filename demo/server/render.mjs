/**
 * Templates of plain HTML. `{{name}}` becomes a value, escaped; `{{{name}}}` a value that is HTML or script already;
 * `[[Hello|Hej]]` the English or the Danish text, so that both stand where they are read.
 */
import { readFile } from 'node:fs/promises';

export const LANGUAGES = ['en', 'da'];

const TEXTS = /\[\[([^|\]]*)\|([^\]]*)\]\]/g;
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeHtml = (text) => `${text}`.replace(/[&<>"]/g, (character) => ENTITIES[character]);

export const translate = (text, language) => text.replace(TEXTS, (_, ...texts) => texts[LANGUAGES.indexOf(language)]);

/** @throws when the template names a value that is not there */
export function fill(template, values) {
	const find = (name) => {
		if (values[name] === undefined) throw new Error(`No value for {{${name}}}`);
		return values[name];
	};
	// The texts first: what a visitor typed is never read as a template.
	return translate(template, values.language).replace(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g, (_, raw, name) =>
		raw ? find(raw) : escapeHtml(find(name)),
	);
}

/** Read anew each time: what is edited shows at the next reload. */
export const readTemplate = (name) => readFile(new URL(`../${name}`, import.meta.url), 'utf8');
