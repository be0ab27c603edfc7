/**
 * The figures of the build: size and integrity of every file for a script tag. `--write` puts those of the runtime into the
 * README, which a test holds equal to the build.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { listFiles, measure } from './sizes.mjs';

const README = new URL('../../README.md', import.meta.url);
/** Where the README states them. */
const SENTENCE = /is [\d,]+ bytes minified, [\d,]+ with gzip; its `integrity` is `[^`]*`/;

for (const file of listFiles()) {
	const { raw, gzip, brotli, integrity } = measure(file);
	console.log(`dist/${file}: ${raw} bytes, gzip ${gzip}, brotli ${brotli}\n  ${integrity}`);
}

if (process.argv.includes('--write')) {
	const { raw, gzip, integrity } = measure();
	const text = readFileSync(README, 'utf8');
	if (!SENTENCE.test(text)) throw new Error(`README.md has no sentence of the form ${SENTENCE}`);
	const [statedRaw, statedGzip] = [raw, gzip].map((bytes) => bytes.toLocaleString('en'));
	const sentence = `is ${statedRaw} bytes minified, ${statedGzip} with gzip; its \`integrity\` is \`${integrity}\``;
	writeFileSync(
		README,
		text.replace(SENTENCE, () => sentence),
	);
}
