import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { measure } from './sizes.mjs';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Bytes. The contract's goal for the whole product is 5,000 and 2,300; until it is met no change may make the file larger. */
const BUDGET = { raw: 12_700, gzip: 5_950 };

it('stays within its budget', () => {
	const { raw, gzip } = measure();
	expect(raw).toBeLessThanOrEqual(BUDGET.raw);
	expect(gzip).toBeLessThanOrEqual(BUDGET.gzip);
});

it('can be inlined in a page, and asks for nothing newer than ES2020', () => {
	const code = read('dist/taggate.min.js');
	expect(code).not.toMatch(/<\/script|<!--|import |export /);
	expect(code).not.toMatch(/\?\?=|\|\|=|&&=|#[a-z]+\(|\.at\(|hasOwn|structuredClone/);
});

it('does nothing when it is imported on a server', async () => {
	const module = await import('../../dist/taggate.js');
	expect(Object.keys(module)).toEqual(['start']);
	expect(() => module.start()).toThrow('needs a document');
});

it('understands the marks of other managers in few bytes more, and by its name', async () => {
	const code = read('dist/markup.min.js');
	expect(code.length).toBeLessThanOrEqual(1_900);
	expect(() => new Function(code)).not.toThrow();
	expect(code).not.toMatch(/<\/script|<!--|\?\?=|\|\|=|&&=|\.at\(|hasOwn/);
	// As a site writes it; the type checker does not know the package by its own name.
	const name = 'taggate/markup';
	expect(Object.keys(await import(name))).toEqual(['understand']);
	expect(read('dist/markup.d.ts')).toMatch(/declare function understand\(/);
});

it('has no dependency at run time, and pins the others', () => {
	const { dependencies, devDependencies } = JSON.parse(read('package.json'));
	expect(dependencies).toBeUndefined();
	for (const version of Object.values(devDependencies)) expect(version).toMatch(/^\d/);
});

it('names the sizes and the integrity of the build in the README', () => {
	const { raw, gzip, integrity } = measure();
	const [, statedRaw, statedGzip, statedIntegrity] =
		/is ([\d,]+) bytes minified, ([\d,]+) with gzip; its `integrity` is `(\S+)`/.exec(read('README.md'))!;
	expect([statedRaw, statedIntegrity]).toEqual([raw.toLocaleString('en'), integrity]);
	// Versions of zlib differ by some bytes.
	expect(Math.abs(Number(statedGzip!.replace(',', '')) - gzip)).toBeLessThan(gzip / 100);
});

it('names in SECURITY.md tests that are there', () => {
	const named = [...read('SECURITY.md').matchAll(/`([\w-]+\.test\.ts)`: ([^|]+?) *\|/g)];
	expect(named.length).toBeGreaterThan(15);
	for (const [, file, title] of named) {
		const isThere = ['pages', 'unit'].some(
			(folder) =>
				existsSync(new URL(`../${folder}/${file}`, import.meta.url)) && read(`test/${folder}/${file}`).includes(`'${title}`),
		);
		expect(isThere, `${file}: ${title}`).toBe(true);
	}
});

it('shows in the README every recipe that is there, and keeps it at 300 lines', () => {
	const text = read('README.md');
	for (const name of readdirSync(new URL('../../demo/recipes', import.meta.url)))
		expect(text).toContain(`(demo/recipes/${name})`);
	expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(300);
});
