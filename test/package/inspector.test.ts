import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Bytes minified: a tool for who builds the page, which no visitor loads. */
const BUDGET = 25_500;

it('is one classic script of modest size that asks for nothing newer than ES2022', () => {
	const code = read('dist/inspector.min.js');
	expect(code.length).toBeLessThanOrEqual(BUDGET);
	expect(() => new Function(code)).not.toThrow();
	expect(code).not.toMatch(/<\/script|<!--|structuredClone|innerHTML|insertAdjacentHTML/);
	expect(JSON.parse(read('package.json')).sideEffects).toContain('./dist/*.min.js');
});

it('is called by name, and does nothing when it is imported on a server', async () => {
	// As a site writes it; the type checker does not know the package by its own name.
	const name = 'taggate/inspector';
	expect(Object.keys(await import(name))).toEqual(['inspect']);
	expect(read('dist/inspector.d.ts')).toMatch(/declare function inspect\(\): \(\) => void/);
	expect(read('dist/inspector.d.ts')).not.toMatch(/import/);
});
