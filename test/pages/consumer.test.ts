/** The packed package in a plain page, as a site or a CDN serves it. With bundlers: the recipes for React and Vue. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createProject, type Project } from '../package/tarball.js';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	loaded,
	open,
	origin,
	publish,
	requests,
	runtime,
	script,
	tab,
	thirdParty,
	until,
} from './fixture.js';

let project: Project;
/** Where the CDNs would find the runtime. */
let address: string;
const BRIDGE = './dist/bridges/matomo.js';

beforeAll(() => {
	project = createProject();
	const read = (path: string) => readFileSync(join(project.installed, path), 'utf8');
	const { jsdelivr, unpkg, exports } = JSON.parse(read('package.json'));
	expect(jsdelivr).toBe(unpkg);
	address = new URL(unpkg, `${origin}/taggate/`).pathname;
	for (const path of [unpkg, exports['./full'].default, BRIDGE])
		publish(new URL(path, `${origin}/taggate/`).pathname, read(path), 'text/javascript');
});
afterAll(() => project.remove());

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const integrity = () => /`dist\/taggate\.full\.min\.js` .*`(sha384-\S+)`/.exec(readme)![1]!;

it('does what the quick start of the README says', async () => {
	const page = /## Quick start\n\n```html\n(.*?)```/s
		.exec(readme)![1]!
		.replace('/* dist/taggate.full.min.js, inlined, first in the head */', () => runtime)
		.replace('https://example.com/analyze.js', script('analyze'))
		.replace('https://example.com/chat.js', `${thirdParty}/script.js?name=chat`)
		.replaceAll('https://example.com/', `${thirdParty}/empty?`);
	expect(page).not.toContain('example.com');
	await open(`<script>function startMap() { log('map') }</script>${page}`, { hasRuntime: false });
	await loaded();
	expect([await entries(), [...requests], await evaluate('document.querySelectorAll("iframe[src]").length')]).toEqual([
		[],
		[],
		0,
	]);

	await tab.click('[data-consent-grant="video-23"]');
	await until('document.querySelector(`iframe[title="The harbour"]`)');
	await vi.waitFor(() => expect([...requests].map((address) => address.split('?')[1])).toEqual(['23']));
	expect(await evaluate('[...document.querySelectorAll("button")].map(({ textContent }) => textContent)')).toEqual([
		'Ask me about cookies again',
	]);

	await tab.click('[data-consent-reset]');
	await until('document.querySelectorAll("button").length === 4');
	await tab.click('[data-consent-grant~="statistical"]');
	await until('entries.length === 3');
	expect([await entries(), await faults()]).toEqual([['analyze', 'map', 'chat'], []]);
	await vi.waitFor(() => expect([...requests].filter((address) => address.includes('offer'))).toHaveLength(1));
});

it('runs from the address of a CDN, with the integrity that the README states', async () => {
	const tag = (hash: string) => `<script src="${address}" integrity="${hash}" crossorigin></script>`;
	await open(`${tag(integrity())}${gated(`src="${script('external')}"`)}${gated('', `log('inline')`)}`, { hasRuntime: false });
	await until('window.taggate');
	await loaded();
	expect([await entries(), [...requests]]).toEqual([[], []]);
	await consent({ statistical: true });
	await until('entries.length === 2');
	expect([await entries(), await faults()]).toEqual([['external', 'inline'], []]);

	// Another file than that one would not.
	await open(tag(integrity().replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))), { hasRuntime: false });
	await loaded();
	expect(await evaluate('typeof window.taggate')).toBe('undefined');
});

it('runs as a module without a bundler, with a bridge', async () => {
	await open(
		`<script type="importmap">{ "imports": { "taggate": "/taggate/dist/full.js", "taggate/bridges/": "/taggate/dist/bridges/" } }</script>
		<script type="module">
			import { start } from 'taggate';
			import { matomo } from 'taggate/bridges/matomo.js';
			matomo(start({ days: 90 }));
		</script>
		${gated('', `log(JSON.stringify(_paq))`)}`,
		{ hasRuntime: false },
	);
	await until('window.taggate?.scan && window._paq');
	await consent({ statistical: true });
	await until('entries.length');
	expect([await entries(), await faults()]).toEqual([['[["requireConsent"],["setConsentGiven"]]'], []]);
});
