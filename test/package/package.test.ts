import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listFiles, measure } from './sizes.mjs';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Bytes of a plugin; `lateness` may have more. */
const PLUGIN_BUDGET = 1_299;
const LATENESS_BUDGET = 1_799;

/** Bytes. The contract's goals stand in the comments; until one is met no change may make the file larger. */
const BUDGETS: Record<string, { raw: number; gzip: number }> = {
	'taggate.min.js': { raw: 4_999, gzip: 2_699 },
	// 10,000 and 5,000.
	'taggate.full.min.js': { raw: 11_585, gzip: 5_455 },
};

it.each(Object.entries(BUDGETS))('%s stays within its budget', (file, budget) => {
	const { raw, gzip } = measure(file);
	expect(raw).toBeLessThanOrEqual(budget.raw);
	expect(gzip).toBeLessThanOrEqual(budget.gzip);
});

it.each(listFiles().filter((file) => file.startsWith('plugins/')))('%s stays within the budget of a plugin', (file) => {
	expect(measure(file).raw).toBeLessThanOrEqual(file.includes('lateness') ? LATENESS_BUDGET : PLUGIN_BUDGET);
});

it.each(Object.keys(BUDGETS))('%s can be inlined in a page, and asks for nothing newer than ES2022', (file) => {
	const code = read(`dist/${file}`);
	expect(code).not.toMatch(/<\/script|<!--|import |export /);
	// What came with the years after.
	expect(code).not.toMatch(/withResolvers|groupBy|toSorted|toReversed|findLast|structuredClone|Iterator\./);
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

it.each(Object.keys(BUDGETS))('names the size and the integrity of %s in the README', (file) => {
	const { raw, gzip, integrity } = measure(file);
	const [, statedRaw, statedGzip, statedIntegrity] = new RegExp(
		`\\| \`dist/${file}\` \\|[^|]*\\| ([\\d,]+) \\| ([\\d,]+) \\| \`(\\S+)\``,
	).exec(read('README.md'))!;
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
