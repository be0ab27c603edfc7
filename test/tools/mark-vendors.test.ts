import { expect, it } from 'vitest';
import { findMarks, mark } from '../../dist/server.js';
import { SNIPPETS } from './snippets.js';

const page = (html: string) => `<!doctype html>\n<html>\n<head>\n${html}\n</head>\n<body><p>Text</p></body>\n</html>\n`;

/** The page as it was before it was marked. */
const unmark = (html: string) =>
	html.replace(/ type="text\/plain" data-category="[^"]+"/g, '').replace(/data-category="[^"]+" data-(?=src|href)/g, '');

it('knows the tags of at least 40 vendors', () => expect(SNIPPETS.length).toBeGreaterThanOrEqual(40));

it.each(SNIPPETS)('marks what $vendor tells to paste, and leaves nothing to decide', ({ html, categories }) => {
	const { marks, unknown } = findMarks(page(html));
	expect(marks.map(({ category }) => category)).toEqual(categories);
	expect(unknown).toEqual([]);
});

it.each(SNIPPETS)('changes nothing of $vendor when it is marked already', ({ html }) => {
	const once = mark(page(html));
	expect(findMarks(once)).toEqual({ marks: [], unknown: [] });
	expect(mark(once)).toBe(once);
});

it.each(SNIPPETS.filter(({ html }) => !html.includes('type=')))(
	'adds marks to $vendor and keeps every other byte',
	({ html }) => {
		const before = page(html);
		const after = mark(before);
		expect(after).not.toBe(before);
		expect(unmark(after)).toBe(before);
	},
);
