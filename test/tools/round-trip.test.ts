/** What one tool writes the other has nothing against. */
import { describe, expect, it } from 'vitest';
import { check, findMarks, mark, snippet } from '../../dist/server.js';
import { SNIPPETS } from './snippets.js';

describe('what `mark` writes behind the runtime of `snippet`', () => {
	it.each(SNIPPETS.map(({ vendor, html }) => [vendor, html] as const))('has nothing that `check` finds wrong: %s', (_, html) => {
		const page = (body: string) =>
			`<!doctype html>\n<html lang="en"><head><meta charset="utf-8">${snippet().html}<title>Page</title></head><body>\n${body}\n<form data-consent-form><input type="checkbox" name="statistical"><input type="checkbox" name="marketing"><input type="checkbox" name="functional"><button>Save</button></form></body></html>`;
		const marked = mark(page(html));
		expect(findMarks(marked).marks).toEqual([]);
		expect(check(marked).filter(({ severity }) => severity === 'error')).toEqual([]);
	});
});
