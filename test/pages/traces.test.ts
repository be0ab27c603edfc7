import { describe, expect, it } from 'vitest';
import { consent, entries, evaluate, faults, gated, loaded, open, serve, tab, until, visits } from './fixture.js';

const COOKIES = 'data-cookies="_ga*, exact"';
/** What third parties leave: cookies of the site, of folders of the page's path and of the page, and keys of both storages. */
const PLANT = `(() => {
	const page = location.pathname;
	const paths = { _ga: '/', _ga_folder: page.replace('/deep/er', ''), _ga_slash: page.replace('deep/er', ''), _ga_deep: page.replace('/er', ''), _ga_page: page };
	for (const [name, path] of Object.entries(paths)) document.cookie = name + '=1;path=' + path;
	document.cookie = '_ga_default=1';
	for (const name of ['exact', 'exactly', 'Exact', '_g', 'x_ga', 'keep']) document.cookie = name + '=a=b;path=/';
	for (const storage of [localStorage, sessionStorage])
		for (const name of ['_ga', '_ga_X', 'exact', 'exactly', 'x_ga', 'keep']) storage[name] = 'value';
})()`;
/** The names of what is there now, but for the runtime's own. */
const LEFT = `[document.cookie.split('; ').map((cookie) => cookie.split('=')[0]), Object.keys(localStorage), Object.keys(sessionStorage)]
	.map((names) => names.filter((name) => name && name !== 'taggate').sort())`;
const left = () => evaluate(LEFT);

const ALL = [
	['Exact', '_g', '_ga', '_ga_deep', '_ga_default', '_ga_folder', '_ga_page', '_ga_slash', 'exact', 'exactly', 'keep', 'x_ga'],
	['_ga', '_ga_X', 'exact', 'exactly', 'keep', 'x_ga'],
	['_ga', '_ga_X', 'exact', 'exactly', 'keep', 'x_ga'],
];
const OTHERS = [
	['Exact', '_g', 'exactly', 'keep', 'x_ga'],
	['exactly', 'keep', 'x_ga'],
	['exactly', 'keep', 'x_ga'],
];

const KEPT = gated('data-cookies="keep"', '', '', 'necessary');
const KINDS = [
	['a script', gated(COOKIES, `log('on')`)],
	['an iframe', `<iframe data-category="statistical" ${COOKIES} data-src="about:blank"></iframe>`],
	['a template', `<template data-category="statistical" ${COOKIES}><p></p></template>`],
];

describe.each(KINDS)('%s that is withdrawn', (_, tag) => {
	it('takes with it the cookies and keys that it names, each time, and no others', async () => {
		await open(KEPT + tag, { folders: '/deep/er' });
		await loaded();
		for (const withdraw of ['deny("statistical")', 'reset()']) {
			await consent({ statistical: true });
			await evaluate(PLANT);
			// WebKit tells a page late of what was erased before, and again of what was set after it.
			await expect.poll(left, { timeout: 5_000 }).toEqual(ALL);
			await evaluate(`taggate.${withdraw}`);
			expect(await left()).toEqual(OTHERS);
		}
		expect(await faults()).toEqual([]);
	});

	it('takes nothing when it was never granted', async () => {
		await open(KEPT + tag, { folders: '/deep/er' });
		await loaded();
		await evaluate(PLANT);
		await consent({ statistical: false, functional: true });
		await consent({ functional: false });
		await evaluate('taggate.reset()');
		expect(await left()).toEqual(ALL);
	});
});

it('erases after the cleanups, which may write once more', async () => {
	await open(
		`${gated(COOKIES, `log('tag')`)}<script>taggate.when('statistical', () => () => {
			log(document.cookie.includes('exact=tag'));
			document.cookie = 'exact=cleanup;path=/';
			localStorage._ga = sessionStorage._ga = 'cleanup';
		})</script>`,
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	await evaluate(`(document.cookie = 'exact=tag;path=/', 0)`);
	await consent({ statistical: false });
	expect([await left(), await entries()]).toEqual([
		[[], [], []],
		['tag', true],
	]);
});

it('erases also for a tag that has left the page since', async () => {
	await open(gated(`id="tag" ${COOKIES}`, `log('ran'); tag.remove()`));
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	await evaluate(PLANT);
	await consent({ statistical: false });
	expect(await evaluate('[document.cookie.includes("exact="), localStorage._ga ?? null]')).toEqual([false, null]);
});

it('erases also for a tag that ran before the plugin was there', async () => {
	await open(`<script src="/dist/taggate.min.js"></script>${gated(COOKIES, `log('ran')`)}`, { hasRuntime: false });
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	await evaluate(`new Promise((done) => {
		document.head.append(Object.assign(document.createElement('script'), { src: '/dist/plugins/traces.min.js', onload: () => done() }));
	})`);
	await evaluate(`(document.cookie = 'exact=1;path=/', localStorage._ga_X = 1, 0)`);
	await consent({ statistical: false });
	expect(await left()).toEqual([[], [], []]);
});

it('erases when another document of the origin withdraws', async () => {
	await open(gated(COOKIES, `log('ran')`));
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	await evaluate(`new Promise((done) => {
		document.body.insertAdjacentHTML('beforeend', '<iframe src="${serve('')}"></iframe>');
		document.body.lastChild.onload = () => done();
	})`);
	await evaluate(`(document.cookie = 'exact=1;path=/', frames[0].taggate.deny('statistical'))`);
	await until('!taggate.has("statistical")');
	expect(await left()).toEqual([[], [], []]);
});

it('erases cookies of the domains above the host too', async () => {
	await tab.open(serve(gated(COOKIES, `log('ran')`)).replace('127.0.0.1', 'www.site.localhost'));
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	for (const domain of ['', ';domain=www.site.localhost', ';domain=site.localhost'])
		await evaluate(`(document.cookie = '_ga${domain.length}=1;path=/${domain}', 0)`);
	expect(await left()).toEqual([['_ga0', '_ga22', '_ga26'].sort(), [], []]);
	await consent({ statistical: false });
	expect(await left()).toEqual([[], [], []]);
});

it('keeps the decision itself, whatever the names', async () => {
	await open(gated('data-cookies="t* taggate"', `log('ran')`));
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	await consent({ statistical: false });
	await open('', { isReturning: true });
	expect(await evaluate('[taggate.has("decided"), { ...taggate.state }]')).toEqual([true, { statistical: false }]);
});

it('erases everything that a lone * stands for', async () => {
	await open(gated('data-cookies="*"', `log('ran')`));
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	await evaluate(`(document.cookie = 'any=1;path=/', localStorage.any = 1, 0)`);
	await consent({ statistical: false });
	expect(await evaluate('[document.cookie.includes("any="), localStorage.any ?? null]')).toEqual([false, null]);
});

it('reloads once for all that is withdrawn', async () => {
	const tags = ['one', 'two', 'three'].map((name) => gated(`data-cookies="${name}"`, `log('${name}')`, '', name)).join('');
	await open(`<script>onbeforeunload = () => { sessionStorage.asked = +(sessionStorage.asked || 0) + 1 }</script><body>${tags}`, {
		attributes: 'data-reload',
	});
	await loaded();
	await consent({ one: true, two: true, three: true });
	await until('entries.length === 3');
	await consent({ one: false, two: false, three: false });
	await expect.poll(() => visits.length, { timeout: 10_000 }).toBe(2);
	// The page may be going when it is asked.
	await expect.poll(() => evaluate('!entries.length && sessionStorage.asked').catch(() => false)).toBe('1');
});
