import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const FILE = new URL('../../dist/taggate.min.js', import.meta.url);

/** Bytes of the published script: as it is inlined, and as a server compresses it. */
export function measure() {
	const bytes = readFileSync(FILE);
	return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').at(-1))) {
	const { raw, gzip, brotli } = measure();
	console.log(`dist/taggate.min.js: ${raw} bytes, gzip ${gzip}, brotli ${brotli}`);
}
