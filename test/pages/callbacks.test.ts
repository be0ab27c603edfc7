/** When a callback of `when` runs, at which place, and how often. */
import { describe, expect, it } from 'vitest';
import { consent, entries, evaluate, faults, gated, loaded, open, openAndGrant, script, until } from './fixture.js';

const slow = (name: string) => gated(`src="${script(name, { delay: 60 })}"`);
const when = (name: string, more = '') => `taggate.when('statistical', () => { log('${name}') }${more});`;

describe('how often', () => {
	/** Grants twice and withdraws between; a tag tells that each grant was followed. */
	async function grantTwice(callback: string) {
		await open(`<script>taggate.when('statistical', ${callback})</script>`);
		await loaded();
		for (const round of [1, 2]) {
			await consent({ statistical: true });
			await evaluate(`(taggate.when('statistical', () => log('granted ${round}')), 0)`);
			await until(`entries.includes('granted ${round}')`);
			await consent({ statistical: false });
		}
		return entries();
	}

	it.each([
		['nothing', `() => { log('ran') }`],
		['what is no function', `() => { log('ran'); return 'cleanup' }`],
		['a promise', `async () => { log('ran') }`],
	])('a callback that returns %s runs once, also after a withdrawal and another grant', async (_, callback) => {
		expect(await grantTwice(callback)).toEqual(['ran', 'granted 1', 'granted 2']);
	});

	it('a callback that returns a cleanup is armed again after it, once for each withdrawal', async () => {
		expect(await grantTwice(`() => { log('ran'); return () => log('cleanup') }`)).toEqual([
			...['ran', 'granted 1', 'cleanup', 'ran', 'granted 2', 'cleanup'],
		]);
	});

	it('a callback that throws runs once, and stops nobody', async () => {
		expect(await grantTwice(`() => { log('ran'); throw new Error('alone') }`)).toEqual(['ran', 'granted 1', 'granted 2']);
		expect((await faults()).some((fault) => fault.includes('alone'))).toBe(true);
	});

	it('a callback that was taken back does not run, and its cleanup runs at once when it has', async () => {
		await open('');
		await evaluate(
			`(taggate.when('statistical', () => log('never'))(), window.off = taggate.when('statistical', () => { log('ran'); return () => log('cleanup') }), 0)`,
		);
		await consent({ statistical: true });
		await until('entries.length');
		await evaluate(`(off(), off(), taggate.deny('statistical'), 0)`);
		expect(await entries()).toEqual(['ran', 'cleanup']);
	});
});

describe('at which place', () => {
	it('that of the element it was given, whoever calls and whenever', async () => {
		await open(`${slow('first')}<p id="place"></p>${slow('second')}${gated('', `log('third')`)}`);
		await loaded();
		await evaluate(`(${when('end').slice(0, -1)}, ${when('at', ', { at: place }').slice(0, -1)}, 0)`);
		await consent({ statistical: true });
		await until('entries.length === 5');
		expect([await entries(), await faults()]).toEqual([['first', 'at', 'second', 'third', 'end'], []]);
	});

	it('that of an element which holds tags: before them', async () => {
		await openAndGrant(
			`${slow('first')}<div id="place">${slow('inner')}</div><script>${when('at', ', { at: place }')}</script>${slow('last')}`,
		);
		await until('entries.length === 4');
		expect(await entries()).toEqual(['first', 'at', 'inner', 'last']);
	});

	it('that of the script which calls', async () => {
		await openAndGrant(
			`${slow('first')}<script>${when('one')}${when('two')}</script>${slow('second')}<script>${when('three')}</script>`,
		);
		await until('entries.length === 5');
		expect(await entries()).toEqual(['first', 'one', 'two', 'second', 'three']);
	});

	it('that of a gated script which calls when it runs', async () => {
		await openAndGrant(`${gated('', `log('caller'); ${when('callback')}`)}${slow('next')}${gated('', `log('last')`)}`);
		await until('entries.length === 4');
		expect(await entries()).toEqual(['caller', 'callback', 'next', 'last']);
	});

	it('the end, where no script calls', async () => {
		await open(slow('first') + slow('second'));
		await loaded();
		await evaluate(`new Promise((done) => setTimeout(() => { ${when('end')} done() }))`);
		await consent({ statistical: true });
		await until('entries.length === 3');
		expect(await entries()).toEqual(['first', 'second', 'end']);
	});

	it('none any more when that element is gone: it runs all the same', async () => {
		await open(`<p id="place"></p>${gated('', `log('tag')`)}`);
		await loaded();
		await evaluate(`(${when('at', ', { at: place }').slice(0, -1)}, place.remove())`);
		await consent({ statistical: true });
		await until('entries.length === 2');
		expect((await entries()).sort()).toEqual(['at', 'tag']);
	});
});

it.each([
	['a condition that is none', 'undefined', 'undefined'],
	['the document as its place', `'statistical'`, '{ at: document }'],
])('with %s stops nobody', async (_, condition, options) => {
	await open(
		`<script>taggate.when(${condition}, () => log('callback'), ${options}); document.addEventListener('consent:change', () => log('change'))</script>${gated('', `log('tag')`)}`,
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.includes("tag")');
	await consent({ statistical: false });
	expect((await entries()).filter((entry) => entry !== 'callback')).toEqual(['change', 'tag', 'change']);
});

it('a plugin that throws stops nobody', async () => {
	await open(
		`${gated('', `log('tag')`)}<script>
			taggate.push(() => { throw new Error('alone') });
			taggate.push(() => log('next'));
			taggate.when('statistical', () => { throw new Error('alone too') });
			taggate.when('statistical', () => log('last'));
		</script>`,
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length === 3');
	expect(await entries()).toEqual(['next', 'tag', 'last']);
	expect((await faults()).filter((fault) => /alone/.test(fault)).length).toBeGreaterThanOrEqual(2);
});

it('a plugin that throws before the runtime is there stops nobody', async () => {
	await open(`<script>taggate.when('statistical', () => log('ran'))</script>`, {
		before: `window.taggate = [() => { throw new Error('alone') }, () => log('next')];`,
	});
	await consent({ statistical: true });
	await until('entries.length === 2');
	expect(await entries()).toEqual(['next', 'ran']);
});
