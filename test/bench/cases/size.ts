import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Case } from '../case.js';
import { GATE, GATES } from '../products.js';

const FORMS = [
	{ name: 'minified', title: 'Size, minified', compress: (file: Buffer) => file, limit: 5000 },
	{ name: 'gzip', compress: (file: Buffer) => gzipSync(file, { level: 9 }), limit: 2700 },
	{ name: 'brotli', compress: (file: Buffer) => brotliCompressSync(file) },
];

export const SIZE_CASES: Case[] = FORMS.map(({ name, title, compress, limit }) => ({
	name,
	title,
	unit: 'bytes',
	products: GATES,
	rounds: 1,
	measure: async ({ file }) => compress(file!).length,
	...(limit && { target: { limit, only: GATE } }),
}));
