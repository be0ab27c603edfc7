import { expect, it } from 'vitest';
import { entries, evaluate, gated, itFull, loaded, open, openAndGrant, requests, script, until } from './fixture.js';

it('runs slow externals and the inline tags between them in document order, downloading all at once', async () => {
	const delays = [120, 10, 60];
	await openAndGrant(
		delays.map((delay, index) => gated(`src="${script(`e${index}`, { delay })}"`) + gated('', `log('i${index}')`)).join(''),
	);
	await until('entries.length === 6');
	expect(await entries()).toEqual(['e0', 'i0', 'e1', 'i1', 'e2', 'i2']);
});

it('asks for every file before the first has answered, and for each once', async () => {
	await openAndGrant(['a', 'b', 'c'].map((name) => gated(`src="${script(name, { delay: 400, cache: 'no-store' })}"`)).join(''));
	await until('performance.getEntriesByType("resource").length || document.head.querySelectorAll("link").length === 2');
	await expect.poll(() => requests.length, { timeout: 350 }).toBe(3);
	await until('entries.length === 3');
	expect(requests.map((request) => /name=(.)/.exec(request)?.[1]).sort()).toEqual(['a', 'b', 'c']);
	expect(await evaluate('document.head.querySelectorAll("link").length')).toBe(0);
});

it('fetches once what needs matching credentials, integrity and referrer policy', async () => {
	await openAndGrant(
		gated(`src="${script('first', { delay: 100 })}"`) +
			gated(`crossorigin src="${script('cors', { body: 'log("cors")' })}"`) +
			gated(
				`crossorigin integrity="sha256-1KbIRsmDwlcb1jxHXb+9zmZ2R4tTKo+1fdUvVkXoZbw=" src="${script('integrity', { body: "log('integrity')" })}"`,
			) +
			gated(`referrerpolicy="no-referrer" src="${script('referrer')}"`) +
			gated(`src="${script('module')}"`, '', 'module'),
	);
	await until('entries.length === 5');
	expect(requests.length).toBe(5);
});

it('lets async tags wait for no download, and nobody for them', async () => {
	await openAndGrant(
		gated(`async src="${script('slow', { delay: 300 })}"`) + gated(`src="${script('ordered')}"`) + gated('', `log('inline')`),
	);
	await until('entries.length === 3');
	expect(await entries()).toEqual(['ordered', 'inline', 'slow']);
});

it('gives an async tag what the tags before it made, as on an ordinary page', async () => {
	const body = 'log(typeof ready)';
	await openAndGrant(
		gated(`src="${script('library', { delay: 100 })}"`) +
			gated('', 'window.ready = () => {}') +
			gated(`async src="${script('map', { body })}"`),
	);
	await until('entries.length === 2');
	expect(await entries()).toEqual(['library', 'function']);
});

it('runs defer and modules after the classic ones, in order', async () => {
	await openAndGrant(
		gated(`defer src="${script('defer', { delay: 50 })}"`) +
			gated('', `log('inline module')`, 'module') +
			gated(`src="${script('module', { delay: 20 })}"`, '', 'module') +
			gated('', `log('inline')`) +
			gated(`src="${script('external', { delay: 80 })}"`),
	);
	await until('entries.length === 5');
	expect(await entries()).toEqual(['inline', 'external', 'defer', 'inline module', 'module']);
});

it('puts import maps before modules, even when a classic script is slow', async () => {
	await openAndGrant(
		gated(`src="${script('slow', { delay: 100 })}"`) +
			gated('', JSON.stringify({ imports: { thing: script('mapped').replaceAll('&amp;', '&') } }), 'importmap') +
			gated('', `import 'thing'; log('importer')`, 'module') +
			gated(`src="${script('module')}"`, '', 'module'),
	);
	await until('entries.includes("importer") && entries.includes("module")');
	expect((await entries()).filter((entry) => entry !== 'module')).toEqual(['slow', 'mapped', 'importer']);
});

it('never runs nomodule and never waits for it', async () => {
	await openAndGrant(
		gated(`nomodule src="${script('old', { hang: 1 })}"`) + gated('nomodule', `log('old')`) + gated('', `log('new')`),
	);
	await until('entries.length');
	expect([await entries(), requests]).toEqual([['new'], []]);
});

it('makes data blocks what they are', async () => {
	await openAndGrant(
		gated('id="data"', '{"a":1}', 'application/ld+json') + gated('', `log(data.type + JSON.parse(data.text).a)`),
	);
	await until('entries.length');
	expect(await entries()).toEqual(['application/ld+json1']);
});

it('keeps the order across categories that are granted together', async () => {
	const page =
		gated(`src="${script('a', { delay: 60 })}"`, '', '', 'functional') +
		gated('', `log('b')`) +
		gated('', `log('c')`, '', 'functional');
	await openAndGrant(page, {}, { functional: true, statistical: true });
	await until('entries.length === 3');
	expect(await entries()).toEqual(['a', 'b', 'c']);
});

it('runs only what is granted, and the rest later', async () => {
	await openAndGrant(
		gated('', `log('a')`, '', 'functional') + gated('', `log('b')`) + gated('', `log('c')`, '', 'functional statistical'),
		{},
		{ functional: true },
	);
	await until('entries.length === 1');
	await evaluate('taggate.grant("statistical")');
	await until('entries.length === 3');
	expect(await entries()).toEqual(['a', 'b', 'c']);
});

itFull('reads data-src, and types however they are written', async () => {
	await openAndGrant(
		gated(`data-src="${script('data-src')}"`) +
			`<script type=" Text/Plain " data-category="statistical">log('spaced')</script>` +
			gated('', `log('module')`, ' Module ') +
			gated('', `log('typed')`, 'text/javascript'),
	);
	await until('entries.length === 4');
	expect(await entries()).toEqual(['data-src', 'spaced', 'typed', 'module']);
});

it('looks at each tag again before its turn', async () => {
	await openAndGrant(
		gated('', `gone.remove(); moved.parentNode.prepend(moved); marked.dataset.category = 'marketing'; log('first')`) +
			gated('id="gone"', `log('gone')`) +
			gated('id="marked"', `log('marked')`) +
			gated('id="moved"', `log('moved')`),
	);
	await until('entries.length === 2');
	expect(await entries()).toEqual(['first', 'moved']);
});

it('keeps inert what a listener of consent:activate prevents, for now', async () => {
	await open(gated('id="held"', `log('held')`) + gated('', `log('other')`));
	await evaluate(`held.addEventListener('consent:activate', (event) => { if (!window.allowed) event.preventDefault() })`);
	await evaluate('taggate.grant("statistical")');
	await until('entries.length');
	expect(await entries()).toEqual(['other']);
	await evaluate('window.allowed = true, taggate.grant("functional")');
	await until('entries.length === 2');
});

it('runs once what changes consent from its own consent:activate', async () => {
	await open(gated('id="tag"', `log('ran')`) + gated('', `log('next')`));
	await evaluate(
		`document.addEventListener('consent:activate', (event) => { log('activate ' + event.target.id); taggate.grant('other' + entries.length) })`,
	);
	await evaluate('taggate.grant("statistical")');
	await until('entries.includes("next")');
	expect(await entries()).toEqual(['activate tag', 'ran', 'activate ', 'next']);
});

it('runs deferred tags of a returning visitor after the deferred scripts of the page itself', async () => {
	await open(
		`<script>dispatchEvent(new CustomEvent('consent:update', { detail: { statistical: true } }))</script>
		<script defer src="${script('own', { delay: 150 })}"></script>${gated(`defer src="${script('plugin')}"`)}${gated('', `log('module')`, 'module')}
		${gated('', `document.addEventListener('DOMContentLoaded', () => log('ready'))`)}`,
	);
	await until('entries.length === 4');
	expect((await entries()).filter((entry) => entry !== 'ready')).toEqual(['own', 'plugin', 'module']);
	expect((await entries()).indexOf('ready')).toBeGreaterThan(0);
});

it('goes on when a tag has lost its category, and does not run it', async () => {
	await open(gated('id="lost"', `log('lost')`) + gated('', `log('next')`));
	await loaded();
	await evaluate(`(lost.removeAttribute('data-category'), taggate.grant('statistical'))`);
	await until('entries.length');
	expect(await entries()).toEqual(['next']);
});

it('does not run what a listener of its consent:activate denies', async () => {
	await open(gated('id="tag"', `log('tag')`) + gated('', `log('other')`, '', 'functional'));
	await evaluate(`tag.addEventListener('consent:activate', () => taggate.deny('statistical'))`);
	await evaluate(`taggate.grant('statistical', 'functional')`);
	await until('entries.length');
	expect(await entries()).toEqual(['other']);
});

it('announces an import map as any tag, at its place, and keeps it when that is prevented', async () => {
	await open(gated(`src="${script('slow', { delay: 100 })}"`) + gated('id="map"', '{}', 'importmap') + gated('', `log('next')`));
	await evaluate(
		`['activate', 'activated'].forEach((name) => map.addEventListener('consent:' + name, (event) => { log(name); event.preventDefault() }))`,
	);
	await evaluate(`taggate.grant('statistical')`);
	await until('entries.includes("next")');
	expect(await entries()).toEqual(['slow', 'activate', 'next']);
});

it('does not ask for what was removed while it was held', async () => {
	await open(
		gated(`src="${script('slow', { delay: 100 })}"`) + gated(`id="gone" src="${script('gone')}"`) + gated('', `log('next')`),
	);
	await loaded();
	await evaluate(`(gone.remove(), taggate.grant('statistical'))`);
	await until('entries.includes("next")');
	expect(await entries()).toEqual(['slow', 'next']);
	expect(requests.filter((request) => request.includes('name=gone'))).toEqual([]);
	expect(await evaluate('document.querySelectorAll("link").length')).toBe(0);
});

it('gives speculation rules their type', async () => {
	await openAndGrant(gated('id="rules"', '{"prefetch": []}', 'speculationrules') + gated('', 'log(rules.type)'));
	await until('entries.length');
	expect(await entries()).toEqual(['speculationrules']);
});
