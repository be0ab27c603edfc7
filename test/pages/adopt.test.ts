/** Elements of a kind that a plugin has taught the gate. */
import { expect, it } from 'vitest';
import { consent, entries, evaluate, faults, gated, loaded, open, script, until } from './fixture.js';

const ADOPT = `window.off = taggate.adopt('x-map', (element) => { log('on ' + element.id); return () => log('off ' + element.id) });`;
const map = (id: string, category = 'statistical') => `<x-map id="${id}" data-category="${category}"></x-map>`;
const last = gated('', `log('last')`);

it('activates each gated element that matches, at its place among the tags, and no other', async () => {
	await open(
		`<script>${ADOPT}</script><x-map id="free"></x-map><p data-category="statistical" id="other"></p>${gated(`src="${script('slow', { delay: 80 })}"`)}${map('one')}${gated('', `log('between')`)}${map('never', 'marketing')}${map('two')}${last}`,
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.includes("last")');
	expect([await entries(), await faults()]).toEqual([['slow', 'on one', 'between', 'on two', 'last'], []]);
});

it('activates what a script that comes behind it adopts', async () => {
	await open(`<body>${map('one')}${last}<script>${ADOPT}</script>`);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length === 2');
	expect(await entries()).toEqual(['on one', 'last']);
});

it('activates what is adopted after consent was given', async () => {
	await open(map('one'));
	await loaded();
	await consent({ statistical: true });
	await evaluate(`(() => { ${ADOPT} })()`);
	await until('entries.length');
	expect(await entries()).toEqual(['on one']);
});

it('activates what comes late, once', async () => {
	await open(`<body><script>${ADOPT}</script>`);
	await loaded();
	await consent({ statistical: true });
	const box = `<div>${map('one')}</div>${map('two')}`;
	await evaluate(`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(box)}), 0)`);
	await until('entries.length === 2');
	await evaluate(`(taggate.scan(), document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(map('three'))}), 0)`);
	await until('entries.includes("on three")');
	expect(await entries()).toEqual(['on one', 'on two', 'on three']);
});

it('takes it back on withdrawal, and activates it again on a new grant', async () => {
	await open(`<script>${ADOPT}</script>${map('one')}${map('two', 'statistical functional')}`);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length === 1');
	await consent({ functional: true });
	await until('entries.length === 2');
	await consent({ functional: false });
	expect(await entries()).toEqual(['on one', 'on two', 'off two']);
	await consent({ statistical: false });
	expect((await entries()).slice(3)).toEqual(['off one']);
	await consent({ statistical: true, functional: true });
	await until('entries.length === 6');
	expect([(await entries()).slice(4), await faults()]).toEqual([['on one', 'on two'], []]);
});

it('activates nothing more once it was ended', async () => {
	await open(`<body><script>${ADOPT}</script>${map('one')}`);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length === 1');
	await evaluate('off()');
	await evaluate(`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(map('two') + last)}), 0)`);
	await until('entries.includes("last")');
	expect((await entries()).filter((entry) => entry.startsWith('on'))).toEqual(['on one']);
});

it('is over for an element that was activated before it ended, and for one that waits', async () => {
	await open(`<script>${ADOPT}</script>${map('one')}${gated(`src="${script('slow', { delay: 200 })}"`)}${map('two')}${last}`);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length === 1');
	await evaluate('off()');
	await until('entries.includes("last")');
	await consent({ statistical: false });
	await consent({ statistical: true });
	await evaluate(`new Promise((done) => taggate.when('statistical', done))`);
	expect(await entries()).toEqual(['on one', 'slow', 'last', 'off one']);
});

it('goes on when activate throws', async () => {
	await open(
		`<script>taggate.adopt('x-map', (element) => { log('on ' + element.id); throw new Error('alone') })</script>${map('one')}${map('two')}${last}`,
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.includes("last")');
	expect(await entries()).toEqual(['on one', 'on two', 'last']);
	expect((await faults()).some((fault) => fault.includes('alone'))).toBe(true);
});

it('can be prevented by consent:activate until consent changes; consent:activated follows it', async () => {
	await open(
		`<script>
			for (const name of ['activate', 'activated'])
				document.addEventListener('consent:' + name, (event) => event.target.localName === 'x-map' && log(name + ' ' + event.target.id));
			${ADOPT}
		</script>${map('one')}${map('two')}${last}`,
	);
	await loaded();
	await evaluate(`one.addEventListener('consent:activate', (event) => { if (!window.allowed) event.preventDefault() })`);
	await consent({ statistical: true });
	await until('entries.includes("last")');
	expect(await entries()).toEqual(['activate one', 'activate two', 'on two', 'activated two', 'last']);
	await evaluate(`(window.allowed = true, taggate.grant('functional'))`);
	await until('entries.includes("activated one")');
	expect((await entries()).slice(5)).toEqual(['activate one', 'on one', 'activated one']);
});

it('is told of a malformed condition once, and never activates', async () => {
	await open(`<script>${ADOPT}</script>${map('one', 'a |')}${last}`);
	await loaded();
	await consent({ statistical: true, a: true });
	await until('entries.length');
	expect([await entries(), await faults()]).toEqual([['last'], ['malformed condition "a |"']]);
});
