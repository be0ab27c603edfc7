import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const DIST = new URL('../../dist/', import.meta.url);

/** The built files that pages load by a script tag, below `dist/`. */
export const listFiles = () => ['', 'plugins/', 'bridges/'].flatMap((folder) => listScripts(folder).map((name) => folder + name));

const listScripts = (folder) => readdirSync(new URL(folder, DIST)).filter((name) => name.endsWith('.min.js'));

/** Bytes of a published script, as it is inlined and as a server compresses it; and its hash, for the attribute `integrity`. */
export function measure(file) {
	const bytes = readFileSync(new URL(file, DIST));
	return {
		raw: bytes.length,
		gzip: gzipSync(bytes, { level: 9 }).length,
		brotli: brotliCompressSync(bytes).length,
		integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
	};
}
