/** Questions that a condition can ask, and what is a decision. */
import { describe, expect, it } from 'vitest';
import { consent, entries, evaluate, faults, gated, itFull, loaded, open, until } from './fixture.js';

const has = (...conditions: string[]) => evaluate(`${JSON.stringify(conditions)}.map((condition) => taggate.has(condition))`);
const next = gated('', `log('next')`);

describe('?name', () => {
	it('holds until the visitor has answered, yes or no, and again after a reset', async () => {
		await open('');
		expect(await has('?a', '?b', 'a', '!a')).toEqual([true, true, false, true]);
		await consent({ a: true });
		expect(await has('?a', '?b')).toEqual([false, true]);
		await consent({ b: false });
		expect(await has('?a', '?b', '!b')).toEqual([false, false, true]);
		await evaluate('taggate.reset()');
		expect(await has('?a', '?b')).toEqual([true, true]);
		expect(await faults()).toEqual([]);
	});

	it('joins with others', async () => {
		await open('');
		await consent({ a: true });
		expect(await has('?a | ?b', '?a ?b', '?b a', '?b,a', '?a | b', '?b | malformed', '?c !b')).toEqual([
			...[true, false, true, true, false, true, true],
		]);
		await consent({ b: false });
		expect(await has('?a | ?b', '?b a', '!b | ?a')).toEqual([false, false, true]);
	});

	itFull('holds for a name that holds by default, until the visitor has decided', async () => {
		await open('', { attributes: 'data-default="a"' });
		expect(await has('a', '?a')).toEqual([true, true]);
		await consent({ a: true });
		expect(await has('a', '?a')).toEqual([true, false]);
		await evaluate('taggate.reset()');
		expect(await has('a', '?a')).toEqual([true, true]);
		await consent({ a: false });
		expect(await has('a', '?a')).toEqual([false, false]);
	});

	it('never holds for what cannot be asked', async () => {
		await open('');
		expect(await has('?necessary', '!necessary', 'necessary')).toEqual([false, false, true]);
	});

	it('lets a tag run before the visitor has decided, and one for each name', async () => {
		await open(
			gated('', `log('a')`, '', '?a') + gated('', `log('either')`, '', '?a | ?b') + gated('', `log('both')`, '', 'a ?b'),
		);
		await until('entries.length === 2');
		await consent({ a: true });
		await until('entries.length === 3');
		expect([await entries(), await faults()]).toEqual([['a', 'either', 'both'], []]);
	});

	itFull('runs no tag of a returning visitor who has answered', async () => {
		await open('');
		await consent({ a: false });
		await open(gated('', `log('a')`, '', '?a') + gated('', `log('b')`, '', '?b'), { isReturning: true });
		await until('entries.length');
		await loaded();
		expect(await entries()).toEqual(['b']);
	});

	it.each([true, false])('takes a callback back with an answer, also %s, and arms it again with a reset', async (answer) => {
		await open(`<script>taggate.when('?a', () => { log('ask'); return () => log('thanks') })</script>`);
		await until('entries.length === 1');
		await consent({ b: true });
		await consent({ a: answer });
		await evaluate('taggate.reset()');
		await until('entries.length === 3');
		expect(await entries()).toEqual(['ask', 'thanks', 'ask']);
	});

	itFull('lets a banner stand as long as one question is open', async () => {
		await open('<body><template data-category="?a | ?b"><p id="banner"></p></template>');
		await until('window.banner');
		await consent({ a: true });
		expect(await evaluate('!!window.banner')).toBe(true);
		await consent({ b: false });
		await until('!window.banner');
	});

	it.each(['?', '??a', '!?a', '?!a', '? a', 'a?', '?a?', '?|a'])(
		'is malformed as "%s", which is told once',
		async (condition) => {
			await open(gated('', `log('never')`, '', condition) + next);
			await loaded();
			await consent({ statistical: true, a: true });
			await until('entries.length');
			expect([await entries(), await faults(), await has(condition)]).toEqual([
				['next'],
				[`malformed condition "${condition}"`],
				[false],
			]);
		},
	);
});

it('no detail of a reset grants', async () => {
	await open(gated('', `log('ran')`));
	await loaded();
	await evaluate(
		`(dispatchEvent(new CustomEvent('consent:reset', { detail: { statistical: true } })), taggate.scan(), new Promise((done) => setTimeout(done, 50)))`,
	);
	expect([await evaluate('taggate.has("statistical")'), await entries()]).toEqual([false, []]);
});

describe('a decision', () => {
	const standing = () => evaluate(`[taggate.has('decided'), { ...taggate.state }, document.cookie]`);

	it.each(['grant()', 'deny()', `deny('necessary')`, `grant('')`, `deny('decided')`])('is not %s', async (call) => {
		await open('<script>document.addEventListener("consent:change", () => log("change"))</script>');
		await evaluate(`taggate.${call}`);
		expect([await standing(), await entries(), await faults()]).toEqual([[false, {}, ''], [], []]);
	});

	it.each(['grant()', `deny('necessary')`])('stands after %s', async (call) => {
		await open('');
		await consent({ a: true });
		const before = await standing();
		await evaluate(`taggate.${call}`);
		expect(await standing()).toEqual(before);
	});

	it.each([
		['grant', true],
		['deny', false],
	])('by %s takes lists as the attribute does', async (call, value) => {
		await open('');
		await evaluate(`taggate.${call}('a b', 'c,d', ' e ')`);
		expect([await evaluate('({ ...taggate.state })'), await faults()]).toEqual([
			Object.fromEntries([...'abcde'].map((name) => [name, value])),
			[],
		]);
	});

	it('is refused whole when one name of a list is none', async () => {
		await open('');
		await evaluate(`taggate.grant('a b', 'c$')`);
		expect([await evaluate('({ ...taggate.state })'), await faults()]).toEqual([{}, ['malformed update']]);
	});
});

it('tells what the runtime was started with', async () => {
	await open('', { attributes: 'data-granted="essential" data-timeout="500" data-key="choice"' });
	expect(await evaluate('({ ...taggate.options })')).toMatchObject({ granted: 'essential', timeout: '500', key: 'choice' });
});
