import { describe, expect, it, vi } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	loaded,
	open,
	origin,
	requests,
	script,
	thirdParty,
	until,
	visits,
} from './fixture.js';

const granted = () => evaluate('document.documentElement.dataset.consent');
const LOG_CHANGES = `<script>document.addEventListener('consent:change', ({ detail: { granted, denied } }) => log('+' + granted + ' -' + denied))</script>`;

describe('data-granted', () => {
	it('names what always holds and nobody can deny', async () => {
		await open(LOG_CHANGES + gated('', `log('ran')`, '', 'essential audit'), { attributes: 'data-granted="essential, audit"' });
		await until('entries.length');
		expect([await granted(), await evaluate('taggate.has("decided")')]).toEqual(['necessary essential audit', false]);
		await consent({ essential: false, audit: false, statistical: true });
		expect([await granted(), await entries()]).toEqual(['necessary essential audit statistical', ['ran', '+statistical -']]);
		await evaluate('taggate.reset()');
		expect(await granted()).toBe('necessary essential audit');
	});

	it('lists each name once', async () => {
		await open('', { attributes: 'data-granted="necessary a a" data-default="a b"' });
		expect(await granted()).toBe('necessary a b');
	});
});

describe('data-default', () => {
	const attributes = 'data-default="statistical preference"';
	const rest = `${LOG_CHANGES}<script>taggate.when('statistical', () => { log('ran'); return () => log('cleanup') })</script>`;

	it('names what holds until the visitor decides, and again after a reset', async () => {
		await open(rest, { attributes });
		await loaded();
		expect([await granted(), await entries(), await evaluate('[taggate.has("decided"), document.cookie]')]).toEqual([
			'necessary statistical preference',
			['ran'],
			[false, ''],
		]);
		await consent({ preference: true });
		expect([await granted(), await entries()]).toEqual(['necessary preference', ['ran', 'cleanup', '+ -statistical']]);
		await evaluate('taggate.reset()');
		await until('entries.length === 5');
		expect([await granted(), (await entries()).slice(3)]).toEqual([
			'necessary statistical preference',
			['+statistical -', 'ran'],
		]);
	});

	it('says nothing to a visitor who has decided', async () => {
		await open('', { attributes });
		await consent({ marketing: true });
		await open(rest, { attributes, isReturning: true });
		await loaded();
		expect([await granted(), await entries()]).toEqual(['necessary marketing', []]);
	});
});

it.each([
	[true, 'necessary preference', [false, false]],
	[false, 'necessary statistical preference', [true, false]],
	[undefined, 'necessary statistical preference', [true, false]],
])(
	'data-gpc names what does not hold under Global Privacy Control %s, until the visitor decides',
	async (signal, names, holds) => {
		await open('', {
			attributes: 'data-default="statistical preference" data-gpc="statistical marketing"',
			before: `Object.defineProperty(navigator, 'globalPrivacyControl', { value: ${signal} });`,
		});
		expect([await granted(), await evaluate('[taggate.has("statistical"), taggate.has("marketing")]')]).toEqual([names, holds]);
		await consent({ statistical: true, marketing: true });
		expect(await granted()).toBe('necessary statistical marketing');
		await evaluate('taggate.reset()');
		expect(await granted()).toBe(names);
	},
);

describe.each([
	['data-reload', '', { attributes: 'data-reload' }],
	[
		'start({ reload: true })',
		`<script type="module">import { start } from '/dist/full.js'; start({ reload: true })</script>`,
		{ hasRuntime: false },
	],
])('%s', (_, start, options) => {
	/** Tells the third party when the page has loaded: a page that goes away cannot be asked. */
	const SIGNAL = `<script>
		addEventListener('load', () => new Image().src = '${thirdParty}/empty?loaded' + Math.random());
		document.addEventListener('consent:change', () => { sessionStorage.seen = (sessionStorage.seen ?? '') + document.cookie + ' ' });
	</script>`;
	const openPage = async (rest: string) => {
		await open(start + SIGNAL + rest, options);
		await vi.waitFor(() => expect(requests).toHaveLength(1), 10_000);
		// The page before may have heard of its own end that its decision was gone.
		await evaluate('sessionStorage.clear()');
	};
	/** A reload that a withdrawal causes would be on its way before this request. */
	const settle = () => evaluate(`new Promise((done) => setTimeout(() => fetch('/empty').then(() => done())))`);

	it('reloads the page once, after the withdrawal was stored and announced, and the script stays still', async () => {
		await openPage(gated('', `log('one')`) + gated('', `log('two')`));
		await consent({ statistical: true });
		await until('entries.length === 2');
		await consent({ statistical: false });
		await vi.waitFor(() => expect(requests).toHaveLength(2), 10_000);
		await settle();
		const denied = encodeURIComponent('{"statistical":false}');
		expect([visits.length, visits[1]!.includes(denied)]).toEqual([2, true]);
		// Where the gate starts late the page hears of the restored decision too.
		expect(await evaluate(`sessionStorage.seen.split(' ').map((cookie) => cookie.includes('${denied}')).slice(0, 2)`)).toEqual([
			false,
			true,
		]);
		expect([await entries(), await faults(), await evaluate('taggate.has("decided !statistical")')]).toEqual([[], [], true]);
	});

	it('reloads the page also when a cleanup changes consent itself', async () => {
		await openPage(
			`${gated('', `log('ran')`)}<script type="module">taggate.when('statistical', () => () => taggate.grant('other'))</script>`,
		);
		await consent({ statistical: true });
		await until('entries.length');
		await consent({ statistical: false });
		await vi.waitFor(() => expect(requests).toHaveLength(2), 10_000);
	});

	it('reloads no page in which no script of that category ran', async () => {
		await openPage(
			`${gated('', `log('ran')`, '', 'functional')}${gated('', `log('other way')`, '', 'statistical | marketing')}
			<template data-category="statistical"><p></p></template>`,
		);
		await consent({ functional: true, statistical: true, marketing: true });
		await until('entries.length === 2');
		await consent({ statistical: false });
		await settle();
		expect(visits).toHaveLength(1);
		await consent({ marketing: false });
		await vi.waitFor(() => expect(requests).toHaveLength(2), 10_000);
	});

	it('reloads no page in which a script ran until the visitor decided', async () => {
		await openPage(gated('', `log('banner')`, '', '!decided') + gated('', `log('lock')`, '', '!marketing'));
		await until('entries.length === 2');
		await consent({ marketing: true });
		await settle();
		expect([visits.length, await entries()]).toEqual([1, ['banner', 'lock']]);
	});
});

it('reloads no page for a withdrawal beside a script that ran until the visitor decided', async () => {
	await open(gated('', `log('banner')`, '', '!decided'), { attributes: 'data-reload data-default="statistical"' });
	await until('entries.length');
	await consent({ functional: true });
	await evaluate(`new Promise((done) => setTimeout(() => fetch('/empty').then(() => done())))`);
	expect(visits).toHaveLength(1);
});

describe('start()', () => {
	it('takes the same options', async () => {
		const start = `<script type="module">
			import { start } from '/dist/full.js';
			start({ granted: 'essential', default: 'a b', gpc: 'b', store: 'local', key: 'choice', version: 2, days: 1, timeout: 300 });
			log(document.documentElement.dataset.consent);
		</script>`;
		const options = {
			hasRuntime: false,
			before: `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });`,
		};
		await open(start + gated(`src="${script('x', { hang: 1 })}"`, '', '', 'c') + gated('', `log('after')`, '', 'c'), options);
		await until('entries.length');
		await consent({ c: true });
		await until('entries.length === 2');
		expect([await entries(), await faults()]).toEqual([['necessary essential a', 'after'], ['timed out']]);
		expect(await evaluate('[document.cookie, JSON.parse(localStorage.choice).version, Object.keys(localStorage)]')).toEqual([
			'',
			2,
			['choice'],
		]);
		await open(start, { ...options, isReturning: true });
		await until('entries.length');
		expect(await entries()).toEqual(['necessary essential c']);
		await evaluate(
			`(localStorage.choice = localStorage.choice.replace(/"time":\\d+/, '"time":' + (Date.now() - 86_400_001)), 0)`,
		);
		await open(start, { ...options, isReturning: true });
		await until('entries.length');
		expect(await entries()).toEqual(['necessary essential a']);
	});

	it.each([
		['start() first', false],
		['the script tag first', true],
	])('gives the one object to every further start and script: %s', async (_, hasRuntime) => {
		await open(
			`<script type="module">
				import { start } from '${origin}/dist/full.js';
				const gate = start({ granted: 'first' });
				log([gate === window.taggate, start({ granted: 'second' }) === gate, start() === gate].join());
				window.gate = gate;
				document.head.append(Object.assign(document.createElement('script'), { src: '/dist/taggate.full.min.js', onload: () => log(gate === window.taggate) }));
			</script>${gated('', `log('ran')`)}`,
			{ hasRuntime },
		);
		await until('entries.length === 2');
		await consent({ statistical: true });
		await until('entries.length === 3');
		expect([await entries(), await granted()]).toEqual([
			['true,true,true', true, 'ran'],
			hasRuntime ? 'necessary statistical' : 'necessary first statistical',
		]);
	});
});
