/**
 * The figures of the build: size and integrity of every file for a script tag. `--write` puts those of the runtime's two builds
 * into the README's table, which a test holds equal to the build.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { listFiles, measure } from './sizes.mjs';

const README = new URL('../../README.md', import.meta.url);
/** A row of the README's table: file, what it holds, bytes, with gzip, integrity. */
const ROW = /^\| `dist\/(\S+)` \|([^|]*)\| [\d,]+ \| [\d,]+ \| `[^`]*` \|$/gm;

for (const file of listFiles()) {
	const { raw, gzip, brotli, integrity } = measure(file);
	console.log(`dist/${file}: ${raw} bytes, gzip ${gzip}, brotli ${brotli}\n  ${integrity}`);
}

if (process.argv.includes('--write')) {
	const text = readFileSync(README, 'utf8');
	if (!text.match(ROW)) throw new Error(`README.md has no row of the form ${ROW}`);
	writeFileSync(
		README,
		text.replace(ROW, (_, file, holds) => {
			const { raw, gzip, integrity } = measure(file);
			return `| \`dist/${file}\` |${holds}| ${raw.toLocaleString('en')} | ${gzip.toLocaleString('en')} | \`${integrity}\` |`;
		}),
	);
}
