/** What `check` knows of the published files: how it tells them when they are inlined, and what they do. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from '../../demo/start.mjs';
import { BRIDGES } from '../../src/tools/check/bridges.js';
import { check } from '../../src/tools/check/index.js';
import { readPage } from '../../src/tools/check/page.js';
import { findRuntime, PLUGINS } from '../../src/tools/check/runtime.js';

const read = (file: string) => readFileSync(`dist/${file}`, 'utf8').trim();
const inline = (file: string) => `<script>${read(file)}</script>`;
const find = (html: string) => findRuntime(readPage(html));
const listNames = (folder: string) =>
	readdirSync(`dist/${folder}`)
		.filter((file) => file.endsWith('.min.js'))
		.map((file) => file.replace('.min.js', ''))
		.sort();

describe('inlined', () => {
	it('the gate has no plugin, the full file all', () => {
		expect(PLUGINS.toSorted()).toEqual(listNames('plugins'));
		const gate = find(inline('taggate.min.js'));
		expect([gate.tags.length, [...gate.plugins], gate.isOpen]).toEqual([1, [], false]);
		const full = find(inline('taggate.full.min.js'));
		expect([full.tags.length, [...full.plugins].sort(), full.bridges]).toEqual([1, PLUGINS.toSorted(), []]);
	});

	it.each(PLUGINS)('the plugin %s', (name) => {
		const { tags, plugins, others, bridges } = find(inline(`plugins/${name}.min.js`));
		expect([tags, [...plugins], others.length, bridges]).toEqual([[], [name], 1, []]);
		const together = find(`<script>${read('taggate.min.js')}${read(`plugins/${name}.min.js`)}</script>`);
		expect([together.tags.length, [...together.plugins]]).toEqual([1, [name]]);
	});

	it.each(Object.keys(BRIDGES))('the bridge %s', (name) => {
		const { tags, plugins, bridges } = find(inline(`bridges/${name}.min.js`));
		expect([tags, [...plugins], bridges.map((bridge) => bridge.name)]).toEqual([[], [], [name]]);
	});

	it.each(['inspector.min.js', 'markup.min.js'])('%s is neither', (file) => {
		const { tags, plugins, bridges } = find(inline(file));
		expect([tags, [...plugins], bridges]).toEqual([[], [], []]);
	});

	it('has options, a nonce and a place too', () => {
		const html = `<script>a()</script><script nonce="n" data-dayz="3">${read('taggate.full.min.js')}</script><script type="text/plain" data-category="a"></script>`;
		expect(check(html).map(({ rule }) => rule)).toEqual(['runtime-late', 'unknown-option', 'missing-nonce']);
	});
});

describe('bridges', () => {
	it('are all known', () => {
		expect(Object.keys(BRIDGES).sort()).toEqual(listNames('bridges'));
	});

	it.each(Object.entries(BRIDGES))('%s is to a vendor, or maps as its source does', (name, { map, isOutbound }) => {
		const source = readFileSync(`src/bridges/${name}.ts`, 'utf8');
		expect([/\bsignal\(/.test(source), source.includes("'./maps.js'")]).toEqual([!!isOutbound, !!map]);
	});
});

describe('the demo as it is served', () => {
	let demo: Awaited<ReturnType<typeof startDemo>>;
	beforeAll(async () => {
		demo = await startDemo();
	});
	afterAll(() => demo.close());
	const get = async (path: string, banner: string) =>
		(await fetch(demo.city + path, { headers: { cookie: `banner=${banner}` } })).text();

	it.each(['html', 'cookieconsent', 'klaro'])('gives no false alarm with %s', async (banner) => {
		for (const path of ['/en/', '/da/', '/en/report', '/en/cookies']) expect(check(await get(path, banner))).toEqual([]);
	});

	it('names five tags that are planted wrong, by their lines', async () => {
		const html = await get('/en/', 'html');
		const planted = [
			'<link rel="preload" as="script" href="https://a.example/a.js">',
			'<img data-category="statistical" src="https://a.example/p.gif" alt="">',
			'<script data-category="statistical" src="https://a.example/b.js"></script>',
			'<iframe data-category="functional" src="https://a.example/f" title="F"></iframe>',
			'<script type="text/plain" data-category="statistical" src="https://a.example/a.js"></script>',
		];
		const wrong = html.replace('</footer>', `</footer>\n${planted.join('\n')}\n`);
		const first = wrong.split('\n').indexOf(planted[0]!) + 1;
		expect(first).toBeGreaterThan(50);
		expect(check(wrong).map(({ line, rule }) => [line - first, rule])).toEqual([
			[0, 'hint'],
			[1, 'loads-at-once'],
			[2, 'not-inert'],
			[3, 'loads-at-once'],
			[4, 'missing-nonce'],
		]);
	});
});
