import { expect, it } from 'vitest';
import { consent, entries, evaluate, faults, gated, loaded, open, openAndGrant, script, until } from './fixture.js';

const next = gated('', `log('next')`);

it.each([
	['404', gated(`src="${script('x', { status: 404 })}"`)],
	['a dead host', gated('src="http://127.0.0.1:1/x.js"')],
	['a dropped connection', gated(`src="${script('x', { drop: 1 })}"`)],
	['a bad address', gated('src="http://["')],
	['an empty src', gated('src=""')],
	[
		'a wrong integrity',
		gated(`crossorigin integrity="sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" src="${script('x')}"`),
	],
	['a missing module', gated(`src="${script('x', { status: 404 })}"`, '', 'module')],
])('goes on after %s, and says so on the tag', async (_, tag) => {
	await open(tag.replace('<script', '<script id="bad"') + next);
	await loaded();
	await evaluate(`bad.addEventListener('consent:error', (event) => log(event.detail.reason))`);
	await consent({ statistical: true });
	await until('entries.length === 2');
	expect((await entries()).sort()).toEqual(['failed to load', 'next']);
});

it.each([
	['a throw', gated('', `throw new Error('fault')`)],
	['a syntax error', gated('', `log('`)],
	['a throw in an external', gated(`src="${script('x', { body: `throw new Error('fault')` })}"`)],
	['an import that fails', gated('', `import 'http://127.0.0.1:1/x.js'`, 'module')],
])('goes on after %s', async (_, tag) => {
	await openAndGrant(tag + next);
	await until('entries.length');
	expect(await entries()).toEqual(['next']);
});

it('lets a hung download hold the ordered ones for data-timeout, then go on; it still runs when it comes', async () => {
	await openAndGrant(gated(`src="${script('hung', { delay: 1500 })}"`) + next + gated(`src="${script('second')}"`), {
		attributes: 'data-timeout="300"',
	});
	await until('entries.length === 2');
	expect(await entries()).toEqual(['next', 'second']);
	expect(await faults()).toContain('timed out');
	await until('entries.length === 3');
	expect(await entries()).toEqual(['next', 'second', 'hung']);
});

it.each(['', ' ', '|', 'a |', 'a,,b', '!', '!!a', 'a!b', 'a b$', 'a || b', 'æ'])(
	'never runs under the malformed condition "%s", and reports it once',
	async (condition) => {
		await open(gated('', `log('never')`, '', condition) + next);
		await loaded();
		await consent({ statistical: true, a: true, b: true });
		await until('entries.length');
		expect([await entries(), await faults()]).toEqual([['next'], [`malformed condition "${condition}"`]]);
	},
);

it.each([
	'null',
	'"statistical"',
	'[]',
	'["statistical"]',
	'{ statistical: 1 }',
	'{ statistical: "true" }',
	'{ statistical: true, other: null }',
	'{ "a b": true }',
	'{ "!statistical": true }',
	'new Map',
	'undefined',
	'42',
	'new Date',
])('refuses the update %s whole', async (detail) => {
	await open(gated('', `log('never')`));
	await loaded();
	await evaluate(`dispatchEvent(new CustomEvent('consent:update', { detail: ${detail} }))`);
	expect([await evaluate('taggate.has("statistical") || taggate.has("decided")'), await faults()]).toEqual([
		false,
		['malformed update'],
	]);
});

it('knows no name that nobody granted', async () => {
	await open(
		gated('', `log('never')`, '', 'constructor') +
			gated('', `log('never')`, '', '__proto__') +
			gated('', `log('never')`, '', 'toString') +
			gated('', `log('not')`, '', '!constructor'),
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	expect(await entries()).toEqual(['not']);
});
