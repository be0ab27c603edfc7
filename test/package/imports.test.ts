import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What a source imports, as paths from the root of the project. */
const listImports = (file: string): string[] =>
	[...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|^import) '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
		([, from = '', dynamic = '']) => {
			const path = from || dynamic;
			return path.startsWith('.') ? join(dirname(file), path).replace(/\.js$/, '.ts') : path;
		},
	);

/** They put plugins and gate together. */
const ENTRIES = ['src/plugins/full.ts', 'src/plugins/full-snippet.ts'];

const listFiles = (folder: string) => readdirSync(folder).map((name) => `${folder}/${name}`);

const files = ['src/plugins', 'src/bridges', 'src/markup']
	.flatMap(listFiles)
	.concat('src/load.ts', 'src/cookie.ts', 'src/names.ts', 'src/shared.ts')
	.filter((file) => !ENTRIES.includes(file));

describe('plugins, bridges, markup and load use the public bus and API alone', () => {
	it('finds their sources and what they import', () => {
		expect(files.length).toBeGreaterThan(30);
		expect(listImports('src/plugins/memory.ts')).toContain('src/types.ts');
		expect(listImports(ENTRIES[0]!)).toContain('src/gate/index.ts');
	});

	it.each(files)('%s', (file) => {
		const folder = dirname(file);
		const isAllowed = (path: string) =>
			/^src\/(types|names|shared|cookie)\.ts$/.test(path) ||
			(folder !== 'src' && dirname(path) === folder) ||
			/^src\/bridges\/map\.ts$/.test(path);
		expect(listImports(file).filter((path) => !isAllowed(path))).toEqual([]);
	});

	it('the inspector takes nothing of the gate', () => {
		const taken = listFiles('src/inspector').flatMap(listImports);
		expect([...new Set(taken.filter((path) => path.startsWith('src/gate/')))]).toEqual([]);
	});
});
