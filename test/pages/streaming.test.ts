import { expect, it } from 'vitest';
import { losesInnerHtmlWhileParsing } from './differences.js';
import { consent, entries, evaluate, gated, loaded, open, script, until } from './fixture.js';

const GRANT = `<script>dispatchEvent(new CustomEvent('consent:update', { detail: { statistical: true } }))</script>`;

it('runs a returning visitor’s tags as soon as they are parsed whole, not when the document is', async () => {
	await open([
		`${GRANT}${gated('', `log(document.readyState)`)}${gated(`src="${script('x', { body: 'log(document.readyState)' })}"`)}`,
		700,
		gated('', `log('end')`),
	]);
	await until('entries.length === 2');
	expect(await entries()).toEqual(['loading', 'loading']);
	await until('entries.length === 3');
});

it('never runs half a script, wherever the stream is cut', async () => {
	const tag = gated('id="cut"', `log('one'); /* <b> */ log('two')`);
	// What another script appends behind the half one must not make it look whole.
	const appender = `<script>setTimeout(() => document.body.append(document.createElement('p')), 10)</script>`;
	for (const at of [20, tag.indexOf('one'), tag.indexOf('two'), tag.length - 5]) {
		await open([`<body>${GRANT}${appender}${tag.slice(0, at)}`, 60, tag.slice(at)]);
		await loaded();
		await until('entries.length === 2');
		expect(await entries()).toEqual(['one', 'two']);
	}
});

it.each([
	['external', gated(`async src="${script('x', { body: 'log(1)' })}"`, 'text')],
	['inline module', gated('async', 'log(1); /* a comment in which the stream is cut */', 'module')],
])('runs an async %s once and whole, wherever the stream is cut', async (_, tag) => {
	for (const at of [tag.indexOf('async') + 2, tag.indexOf('>') + 3, tag.length - 4]) {
		await open([`<body>${GRANT}${tag.slice(0, at)}`, 60, `${tag.slice(at)}${gated('', `log('next')`)}`]);
		await until('entries.length === 2');
		expect((await entries()).map(String).sort()).toEqual(['1', 'next']);
	}
});

it('runs what innerHTML brought while the page was streaming in', async () => {
	await open([
		`<body><div id="box"></div><script>box.innerHTML = ${JSON.stringify(gated('', `log('inner')`)).replaceAll('</', '<\\/')}</script>`,
		50,
		'<p></p>',
	]);
	await loaded();
	await consent({ statistical: true });
	await evaluate(`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(gated('', `log('last')`))}), 0)`);
	await until('entries.includes("last")');
	expect(await entries()).toEqual(losesInnerHtmlWhileParsing ? ['last'] : ['inner', 'last']);
});

it('keeps a half script in mind when innerHTML brings another meanwhile', async () => {
	const inner = gated('', `log('inner')`).replaceAll('</', '<\\/');
	await open([
		`<body><div id="box"></div>${GRANT}<script>setTimeout(() => { box.innerHTML = ${JSON.stringify(inner).replaceAll('\\\\', '\\')} }, 20)</script>${gated('', `log('one') /*`).split('</')[0]}`,
		80,
		`*/</script>${gated('', `log('two')`)}`,
	]);
	await until('entries.includes("two")');
	expect((await entries()).filter((entry) => entry !== 'inner')).toEqual(['one', 'two']);
});
