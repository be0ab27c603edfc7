import { expect, it } from 'vitest';
import { consent, entries, evaluate, faults, gated, loaded, open, openAndGrant, script, until } from './fixture.js';

const ordinary = (text: string) => `<script>${text}</script>`;
const held = (text: string) => gated('', text);

it('calls listeners for events that are over, after all tags have run, in their order, with the event they expect', async () => {
	await openAndGrant(
		gated(
			'',
			`addEventListener('load', function (event) { log('load ' + (this === window) + event.type) })
			document.addEventListener('DOMContentLoaded', { handleEvent(event) { log('ready ' + (event.target === document) + event.type) } })
			addEventListener('DOMContentLoaded', () => log('ready on window'))
			document.addEventListener('readystatechange', () => log(document.readyState))
			window.onload = (event) => log('onload ' + event.type)`,
		) + gated(`src="${script('library', { delay: 40 })}"`),
	);
	await until('entries.length === 6');
	expect(await entries()).toEqual([
		'library',
		'complete',
		'ready trueDOMContentLoaded',
		'ready on window',
		'load trueload',
		'onload load',
	]);
});

it('calls each once, and those that throw alone', async () => {
	await openAndGrant(
		gated(
			'',
			`document.addEventListener('DOMContentLoaded', () => { log('a'); throw new Error('alone') }); document.addEventListener('DOMContentLoaded', () => log('b'))`,
		),
	);
	await until('entries.length === 2');
	await evaluate(
		`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(gated('', `document.addEventListener('DOMContentLoaded', () => log('c'))`))}), 0)`,
	);
	await until('entries.length === 3');
	expect(await entries()).toEqual(['a', 'b', 'c']);
	expect((await faults()).join()).toContain('alone');
});

it('changes nothing for other code', async () => {
	await openAndGrant(gated('', `log('ran')`));
	await until('entries.length');
	await evaluate(
		`(document.addEventListener('DOMContentLoaded', () => log('never')), addEventListener('load', () => log('never')), window.onload = () => log('never'), 0)`,
	);
	await evaluate(
		`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(gated('', `document.addEventListener('DOMContentLoaded', () => log('late'))`))}), 0)`,
	);
	await until('entries.length === 2');
	expect(await entries()).toEqual(['ran', 'late']);
});

it('writes at the place of the tag, and runs what it wrote before the next', async () => {
	await openAndGrant(
		`<div id="box"><b></b>${gated('', `document.write('<p id="w">'); document.writeln('text', '</p><script src="${script('written', { delay: 30 })}"><\\/script><script>log("inline " + w.textContent.trim())<\\/script>'); log('writer')`)}<i></i></div>${gated('', `log('next')`)}`,
	);
	await until('entries.length === 4');
	expect(await entries()).toEqual(['writer', 'written', 'inline text', 'next']);
	expect(await evaluate(`[...box.children].map((child) => child.localName).join()`)).toBe('b,script,p,script,script,i');
});

it('writes from an external too, and not when another wrote before', async () => {
	const body = `document.write('<u id=u></u>')`;
	await openAndGrant(
		`<div id="box">${gated(`src="${script('x', { body })}"`)}</div>${gated(`async src="${script('x', { body: `document.write('<s></s>'); log('async')` })}"`)}`,
	);
	await until(`entries.length && document.querySelector('#u')`);
	expect(await evaluate(`box.querySelectorAll('u').length + document.querySelectorAll('s').length`)).toBe(1);
});

it('does not wipe a page that streams in', async () => {
	await open([
		`<script>dispatchEvent(new CustomEvent('consent:update', { detail: { statistical: true } }))</script><p id="before"></p>${gated('', `document.write('<p id=written></p>')`)}<p></p>`,
		50,
		'<p id="after"></p>',
	]);
	await loaded();
	await until(`document.querySelector('#before ~ #written ~ #after')`);
	await consent({ other: true });
});

it('lets a listener be taken back, and onload be chained', async () => {
	await openAndGrant(
		`<script>window.onload = () => log('page')</script>`.replace(`log('page')`, 'window.own = (window.own || 0) + 1') +
			gated(
				'',
				`{ const go = () => { document.removeEventListener('DOMContentLoaded', go); removeEventListener('load', go); log('once') }; document.addEventListener('DOMContentLoaded', go); addEventListener('load', go) }`,
			) +
			gated('', `{ const before = window.onload; window.onload = () => { before && before(); log('a') } }`) +
			gated('', `{ const before = window.onload; window.onload = () => { before && before(); log('b') } }`),
	);
	await until('entries.includes("b")');
	expect([await entries(), await evaluate('window.own')]).toEqual([['once', 'a', 'b'], 1]);
});

it('lets others wrap addEventListener, and hear resources on the document', async () => {
	await openAndGrant(gated('', `document.addEventListener('load', (event) => log(event.target.id), true); log('ran')`));
	await until('entries.length');
	await evaluate(`(() => {
		const { addEventListener } = EventTarget.prototype;
		EventTarget.prototype.addEventListener = function (...parameters) { log('wrapped ' + (this === document)); return addEventListener.apply(this, parameters) };
		document.addEventListener('click', () => {});
		document.body.append(Object.assign(document.createElement('script'), { id: 'resource', src: '/script.js?body=1' }));
	})()`);
	await until('entries.length === 3');
	expect(await entries()).toEqual(['ran', 'wrapped true', 'resource']);
});

it('survives document.open and close, and writes whatever it is given', async () => {
	await openAndGrant(
		`<p id="before"></p>${gated('', `document.open(); document.write('<p id=written>', null, 1, '</p>'); document.close()`)}`,
	);
	await until(`document.querySelector('#written')`);
	expect(await evaluate(`before.id + written.textContent`)).toBe('beforenull1');
});

it('calls load listeners when the runtime came by defer', async () => {
	await open(
		`${gated('', `addEventListener('load', () => log('loaded'))`)}<iframe src="/script.js?delay=300"></iframe>
		<script defer src="/dist/taggate.full.min.js"></script>`,
		{ hasRuntime: false },
	);
	await until(`window.taggate`);
	await evaluate(`taggate.grant('statistical')`);
	await until('entries.length');
});

it('calls load listeners after late async scripts, and DOMContentLoaded before them, and waits for none that was not let begin', async () => {
	await openAndGrant(
		`<script>addEventListener('consent:activate', (event) => { if (event.target.id === 'not') event.preventDefault() })</script>
		<iframe id="not" data-category="statistical" data-src="/empty"></iframe>${gated(`id="not" async src="${script('never')}"`)}` +
			gated(`async src="${script('async', { delay: 300 })}"`) +
			gated(
				'',
				`addEventListener('load', () => log('load')); window.onload = () => log('onload'); addEventListener('DOMContentLoaded', () => log('ready'))`,
			),
	);
	await until('entries.length === 4');
	expect(await entries()).toEqual(['ready', 'async', 'load', 'onload']);
	await evaluate(
		`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(gated('', `window.onload?.(); addEventListener('load', () => log('late'))`))}), 0)`,
	);
	await until('entries.includes("late")');
	expect(await entries()).toEqual(['ready', 'async', 'load', 'onload', 'late']);
});

it.each([
	[
		'an onload that another has replaced',
		[
			`window.onload = () => log('first')`,
			`addEventListener('load', () => log('listener'))`,
			`window.onload = () => log('last')`,
			`addEventListener('load', () => log('end'))`,
		],
	],
	[
		'a tag that takes itself away and is the last',
		[
			`addEventListener('load', () => log('load')); log('ran')`,
			`document.currentScript.remove(); addEventListener('load', () => log('end'))`,
		],
	],
])('tells of load as an ordinary page does: %s', async (_, texts) => {
	await open(`<body>${texts.map(ordinary).join('')}`);
	await until('entries.includes("end")');
	const expected = await entries();
	await open(`<body>${texts.map(held).join('')}`);
	await loaded();
	await until('document.readyState === "complete"');
	await consent({ statistical: true });
	await until('entries.includes("end")');
	expect(await entries()).toEqual(expected);
});
