/** The recipes of the README: nothing before consent, the right thing with it, and after withdrawal what they promise. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createProject, type Project } from '../package/tarball.js';
import { buildClient, buildPage, copyRecipes, readRuntime, runOnServer } from '../recipes/build.js';
import { FILM, readRecipe, redirect } from '../recipes/vendors.js';
import {
	consent,
	entries,
	evaluate,
	faults,
	loaded,
	open,
	origin,
	type PageOptions,
	publish,
	requests,
	tab,
	thirdParty,
	until,
} from './fixture.js';

let project: Project;
beforeAll(() => {
	project = createProject(['react', 'react-dom', 'vue']);
	copyRecipes(project);
});
afterAll(() => project.remove());

/** Opens a page that brings the runtime itself; a first visit has asked for nothing and kept nothing. */
async function visit(page: string, options: PageOptions = {}) {
	await open(page.replace('<!doctype html>', ''), { ...options, hasRuntime: false });
	await until('window.taggate?.scan');
	await loaded();
	if (options.isReturning) return;
	expect([await entries(), [...requests], await evaluate('document.cookie'), await faults()]).toEqual([[], [], '', []]);
}

/** The paths that the third party was asked for, in order. */
const paths = () => requests.map((request) => request.split('?')[0]);
/** Waits for so many requests of this path; no test leaves one on its way to the next. */
const untilAsked = (path: string, count = 1) =>
	expect.poll(() => paths().filter((asked) => asked === path).length, { timeout: 10_000 }).toBe(count);
const cookieNames = async () =>
	(await evaluate<string>('document.cookie')).split('; ').flatMap((cookie) => cookie.split('=')[0] || []);

const FRAME = '.film iframe';
const PLAY = '.film button';
const isThere = (selector: string) => `!!document.querySelector('${selector}')`;

/** A film that plays by a click, alone, and goes with its consent. */
async function watchFilm() {
	expect([await evaluate(isThere(FRAME)), requests.length]).toEqual([false, 0]);
	await tab.click(PLAY);
	await until(isThere(FRAME));
	await untilAsked(`/embed/${FILM}`);
	expect([await evaluate(isThere(PLAY)), paths()]).toEqual([false, [`/embed/${FILM}`]]);
	await consent({ [`youtube-${FILM}`]: false });
	await until(`!${isThere(FRAME)} && ${isThere(PLAY)}`);
	// Of those who have consented to all.
	await consent({ marketing: true });
	await until(isThere(FRAME));
	await untilAsked(`/embed/${FILM}`, 2);
	await consent({ marketing: false });
	await until(`!${isThere(FRAME)}`);
}

const HIT = '/matomo.php?action_name=page&idsite=1';

/** Matomo that counts from consent to withdrawal, where the bridge tells it, and from consent on where it does not. */
async function count({ isTold = true } = {}) {
	await consent({ statistical: true });
	await until(`entries.includes('${HIT}')`);
	await untilAsked('/matomo.php');
	expect(await cookieNames()).toEqual(expect.arrayContaining(['_pk_id.1.1fff', '_pk_ses.1.1fff']));
	await consent({ statistical: false });
	expect(await cookieNames()).toEqual(['taggate']);
	if (!isTold) return;
	await evaluate(`void _paq.push(['trackEvent', 'menu', 'after'])`);
	expect((await entries()).filter((entry) => /after/.test(entry))).toEqual([]);
	await consent({ statistical: true });
	await until(`entries.some((entry) => entry.includes('after'))`);
	await untilAsked('/matomo.php', 2);
	expect(await evaluate('trackers')).toBe(1);
}

it('Google Analytics: asks Google for nothing before consent, counts with it, and is silent after a withdrawal', async () => {
	const page = readRecipe('google-analytics/index.html');
	await visit(page);
	await tab.click('[data-consent-grant]');
	await until('entries.length');
	await untilAsked('/g/collect');
	// The hit says that analytics is granted and ads are not: Google has heard of the consent before it counted.
	expect([await entries(), paths()]).toEqual([['/g/collect?en=page_view&gcs=G101'], ['/gtag/js', '/g/collect']]);
	expect((await cookieNames()).sort()).toEqual(['_ga', '_ga_XXXXXXXXXX', 'taggate']);

	await tab.click('[data-consent-deny]');
	await until(`document.documentElement.dataset.consent === 'necessary'`);
	expect(await cookieNames()).toEqual(['taggate']);
	await evaluate(`void gtag('event', 'after')`);
	expect([(await entries()).length, await cookieNames()]).toEqual([1, ['taggate']]);

	await consent({ statistical: true, marketing: true });
	await until(`!window['ga-disable-G-XXXXXXXXXX']`);
	await evaluate(`void gtag('event', 'again')`);
	expect((await entries()).slice(1)).toEqual(['/g/collect?en=again&gcs=G111']);
	await untilAsked('/g/collect', 2);

	await visit(page, { isReturning: true });
	await until('entries.length');
	await untilAsked('/g/collect');
	expect([await entries(), await faults()]).toEqual([['/g/collect?en=page_view&gcs=G111'], []]);
});

it('Matomo: counts from consent to withdrawal, erases its cookies, and goes on with a new consent', async () => {
	await visit(readRecipe('matomo/index.html'));
	await count();
	expect(await faults()).toEqual([]);
});

it('YouTube: plays the one film by a click, unloads it with its consent, and keeps the size', async () => {
	await visit(readRecipe('youtube/index.html'));
	const height = () => evaluate<number>(`document.querySelector('.film').offsetHeight`);
	const before = await height();
	await tab.click(PLAY);
	await until(isThere(FRAME));
	await untilAsked(`/embed/${FILM}`);
	expect([await height(), await evaluate(`document.activeElement.matches('${FRAME}')`)]).toEqual([before, true]);
	await tab.click('[data-consent-deny]');
	await until(`!${isThere(FRAME)} && ${isThere(PLAY)}`);
	requests.length = 0;
	await watchFilm();
	expect(await faults()).toEqual([]);
});

it('Leaflet: shows the real map with consent, takes it down on withdrawal, and makes it again', async () => {
	await visit(readRecipe('leaflet/index.html'));
	const isShown = `document.querySelectorAll('#map .leaflet-tile-loaded').length > 3 && getComputedStyle(document.querySelector('#map .leaflet-tile')).position === 'absolute'`;
	await tab.click('[data-consent-grant]');
	await until(isShown);
	expect(paths()).toEqual(
		expect.arrayContaining(['leaflet.css', 'leaflet.js'].map((name) => `/node_modules/leaflet/dist/${name}`)),
	);
	await tab.click('[data-consent-deny]');
	await until(`!document.querySelector('#map .leaflet-tile') && ${isThere('.ask')}`);
	await tab.click('[data-consent-grant]');
	await until(isShown);
	expect(paths().filter((path) => path?.endsWith('.js')).length).toBe(1);
	expect(await faults()).toEqual([]);
});

describe('Drupal', () => {
	interface Asset {
		type?: 'external';
		weight?: number;
		attributes?: Record<string, string | true>;
	}
	interface Library {
		version?: string;
		header?: boolean;
		js: Record<string, Asset>;
		dependencies?: string[];
	}
	const libraries = parse(readRecipe('drupal/havneby.libraries.yml')) as Record<string, Library>;
	/** As JsCollectionRenderer renders what is not aggregated: the address and then the attributes. */
	const print = (isHeader: boolean) =>
		Object.values(libraries)
			.filter(({ header = false }) => header === isHeader)
			.flatMap(({ js }) => Object.entries(js))
			.sort(([, a], [, b]) => (a.weight ?? 0) - (b.weight ?? 0))
			.map(([path, { type, attributes = {} }]) => {
				const address = type === 'external' ? path : `/themes/havneby/${path}`;
				const rest = Object.entries(attributes).map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${value}"`));
				return `<script src="${address}"${rest.join('')}></script>`;
			})
			.join('\n');

	beforeAll(() => {
		publish('/themes/havneby/js/taggate.full.min.js', readRuntime(project), 'text/javascript');
		publish('/themes/havneby/js/matomo-queue.js', readRecipe('drupal/js/matomo-queue.js'), 'text/javascript');
		publish('/themes/havneby/js/bridges/matomo.min.js', readRecipe('../../dist/bridges/matomo.min.js'), 'text/javascript');
	});

	it('holds what a library defines, and tells Matomo', async () => {
		expect(libraries.matomo!.dependencies).toEqual(['havneby/taggate']);
		await visit(`<head>${print(true)}<body>${print(false)}`);
		await count();
		expect(await faults()).toEqual([]);
	});

	it('plays a film of a field by a click', async () => {
		const { default: twig } = await import('twig');
		const attached: string[] = [];
		twig.extendFunction('attach_library', (name: string) => {
			attached.push(name);
			return '';
		});
		twig.extendFilter('t', (text: string, parameters: [Record<string, string>] | false) =>
			Object.entries(parameters ? parameters[0] : {}).reduce((all, [name, value]) => all.replaceAll(name, value), text),
		);
		const html = twig.twig({ data: readRecipe('drupal/field--field-film.html.twig'), autoescape: true }).render({
			label: 'The harbour <1950>',
			items: [FILM, 'x | necessary'].map((value) => ({ content: { '#context': { value } } })),
		});
		expect(html).not.toContain('necessary');
		expect(attached).toEqual(['havneby/taggate']);
		await visit(`<head>${print(true)}<body>${html}`);
		expect(await evaluate(`document.querySelector('${PLAY}').textContent`)).toBe('Play: The harbour <1950>');
		await watchFilm();
		expect(await faults()).toEqual([]);
	});
});

const hasPhp = !spawnSync('php', ['-v']).error;
if (!hasPhp) console.warn('No PHP on this machine, so the recipe for WordPress is not tested; .ci/run installs it.');

it.skipIf(!hasPhp)('WordPress: holds the scripts of the plugins that it names, with what they add, and no other', async () => {
	const plugin = join(project.folder, 'taggate.php');
	copyFileSync(fileURLToPath(new URL('../../demo/recipes/wordpress/taggate.php', import.meta.url)), plugin);
	writeFileSync(join(project.folder, 'taggate.full.min.js'), readRuntime(project));
	const stubs = fileURLToPath(new URL('../recipes/wordpress.php', import.meta.url));
	const page = redirect(execFileSync('php', ['-d', 'error_reporting=-1', stubs, plugin], { encoding: 'utf8' }));
	await open(page, { hasRuntime: false });
	await loaded();
	expect([await entries(), [...requests], await faults()]).toEqual([['theme'], [], []]);
	await consent({ functional: true, statistical: true });
	await until('entries.length === 5');
	await untilAsked('/matomo.php');
	expect(await entries()).toEqual(['theme', 'before', HIT, 'after function', 'chat']);
	expect(await evaluate('[markup, document.querySelector("[data-type=module]").type]')).toEqual([
		'<script src=x></script>',
		'module',
	]);
	expect(await faults()).toEqual([]);
});

describe.each(['react', 'vue'])('%s, built by Vite from the packed package', (name) => {
	let page: string;
	beforeAll(async () => {
		page = await buildPage(project, `recipes/${name}/index.html`);
	});

	it('shows and takes away what a component gates', async () => {
		await visit(page);
		await until(isThere(PLAY));
		await watchFilm();
		expect(await faults()).toEqual([]);
	});

	it('loads a tag once, tells it, and erases what it leaves', async () => {
		await visit(page);
		await until(isThere(PLAY));
		await count();
		expect(await faults()).toEqual([]);
	});
});

describe('Next: a layout and a page, rendered by React on a server and made alive by it', () => {
	const TREE = `
		import { createElement } from 'react';
		import Layout from '/recipes/next/layout.jsx';
		import Page from '/recipes/next/page.jsx';
		const tree = createElement(Layout, null, createElement(Page));`;
	/** The other side reads the runtime's file, and sends it with the tree. */
	const CLIENT = `${TREE}
		import { hydrateRoot } from 'react-dom/client';
		window.problems = [];
		const tell = (error) => { problems.push(String(error?.message ?? error)) };
		console.error = (...parameters) => tell(parameters.join(' '));
		hydrateRoot(document, tree, { onRecoverableError: tell, onUncaughtError: tell, onCaughtError: tell });
		setTimeout(() => { window.isAlive = true });`;

	beforeAll(async () => {
		const runtime = JSON.stringify(readRuntime(project));
		await buildClient(project, '/next.js', CLIENT, { 'node:fs': `export const readFileSync = () => ${runtime}` });
		const html = await runOnServer(
			project,
			`${TREE}
			import { renderToPipeableStream } from 'react-dom/server';
			const { pipe } = renderToPipeableStream(tree, {
				// Until the log is there.
				bootstrapScriptContent: 'window.entries = []; window.log = (entry) => entries.push(entry)',
				bootstrapModules: ['/next.js'],
				onAllReady: () => pipe(process.stdout),
			});`,
		);
		publish('/next.html', html, 'text/html');
	});

	/** Hydration takes the whole document: nothing may be put before it. */
	async function visitServed(visit: string) {
		requests.length = 0;
		await tab.open(`${origin}/next.html?${visit}`);
		await until('window.isAlive && document.readyState === "complete"');
	}

	it('is made alive without a complaint on a first visit, and counts with consent', async () => {
		await open('');
		await visitServed('first');
		expect(await evaluate('[problems, entries]')).toEqual([[], []]);
		await watchFilm();
		await count({ isTold: false });
		expect(await evaluate('problems')).toEqual([]);
	});

	it('is made alive without a complaint when the visitor has consented, and counts once', async () => {
		await open('');
		await consent({ statistical: true, marketing: true });
		await visitServed('returning');
		await until(`entries.length && ${isThere(FRAME)}`);
		await untilAsked('/matomo.php');
		expect(await evaluate('[problems, entries]')).toEqual([[], [HIT]]);
		expect(await evaluate('trackers')).toBe(1);
	});
});

it('Astro: components as its compiler compiles them', async () => {
	const html = await runOnServer(
		project,
		`import Layout from '/recipes/astro/Layout.astro';
		import Film from '/recipes/astro/Film.astro';
		import { renderPage } from ${JSON.stringify(fileURLToPath(new URL('../recipes/astro.js', import.meta.url)))};
		const film = () => Film({ createAstro: (own) => ({ props: own }) }, { id: '${FILM}', title: 'The "harbour"' });
		console.log(renderPage(Layout, { title: 'A town' }, { default: film }));`,
	);
	await visit(html);
	expect(await evaluate(`document.querySelector('${PLAY}').textContent`)).toBe('Play: The "harbour"');
	await watchFilm();
	await count({ isTold: false });
	expect(await faults()).toEqual([]);
});

it('React and Vue put the children of a template beside its content, where a frame loads at once: their recipes use none', async () => {
	await buildClient(
		project,
		'/templates.js',
		`import { createElement } from 'react';
		import { createRoot } from 'react-dom/client';
		import { createApp, h } from 'vue';
		const [react, vue] = document.querySelectorAll('div');
		const make = (create, name) =>
			create('template', { 'data-category': 'functional' }, create('iframe', { src: '${thirdParty}/frame.html?' + name }));
		createRoot(react).render(make(createElement, 'react'));
		createApp({ render: () => make(h, 'vue') }).mount(vue);`,
	);
	await open(`<div></div><div></div><script type="module" src="/templates.js"></script>`);
	await expect.poll(() => [...requests].sort(), { timeout: 10_000 }).toEqual(['/frame.html?react', '/frame.html?vue']);
	expect(await evaluate(`[...document.querySelectorAll('template')].map(({ content }) => content.childNodes.length)`)).toEqual([
		0, 0,
	]);
});
