import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../../dist/bridges/', import.meta.url);
const bridges = readdirSync(folder).filter((name) => /^[\w-]+(?<!\.min)\.js$/.test(name));

it.each(bridges)('%s: importing it on a server does nothing', async (name) => {
	const before = Object.getOwnPropertyNames(globalThis);
	expect(Object.values(await import(new URL(name, folder).href)).map((value) => typeof value)).toEqual(['function']);
	expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
});

it.each(bridges.map((name) => name.replace('.js', '.min.js')))('%s: is a classic script', (name) => {
	expect(() => new Function(readFileSync(new URL(name, folder), 'utf8'))).not.toThrow();
});
