import { describe, expect, it } from 'vitest';
import { consent, entries, evaluate, faults, gated, loaded, open, script, tab, until } from './fixture.js';

const state = () => evaluate('({ ...taggate.state, decided: taggate.has("decided") })');
const UNDECIDED = { decided: false };
/** Logs, behind everybody else, whether the browser may still go on with what the visitor did. */
const LOG = `<script>for (const type of ['click', 'submit'])
	addEventListener(type, (event) => log(type + (event.defaultPrevented ? ' prevented' : '')))</script>`;

it.each<[string, string, object]>([
	['grants', '<button id="it" data-consent-grant="a">', { a: true, decided: true }],
	[
		'grants several',
		'<button id="it" data-consent-grant="a  b, video-23">',
		{ a: true, b: true, 'video-23': true, decided: true },
	],
	['denies', '<button id="it" data-consent-deny="a b">', { a: false, b: false, decided: true }],
	['does both', '<button id="it" data-consent-grant="a" data-consent-deny="b">', { a: true, b: false, decided: true }],
	['merges', '<button id="it" data-consent-grant="kept">', { old: true, kept: true, decided: true }],
	['forgets', '<button id="it" data-consent-reset>', UNDECIDED],
	[
		'forgets, and sends no boxes',
		'<form data-consent-form><input type="checkbox" name="a"><button id="it" data-consent-reset>Again</button></form>',
		UNDECIDED,
	],
	['acts on a click inside it', '<button data-consent-grant="a"><b id="it">Yes</b></button>', { a: true, decided: true }],
	['is any element', '<div id="it" data-consent-grant="a">Yes</div>', { a: true, decided: true }],
])('by a click %s', async (what, html, expected) => {
	await open(`<body>${html}`);
	await loaded();
	if ('old' in expected || what === 'forgets') await consent({ old: true });
	await tab.click('#it');
	expect([await state(), await faults()]).toEqual([expected, []]);
});

it.each([
	['Enter', '<button id="it" data-consent-grant="a">Yes</button>', { a: true, decided: true }],
	[' ', '<button id="it" data-consent-deny="a">No</button>', { a: false, decided: true }],
	['Enter', '<a id="it" href="/empty" data-consent-grant="a">Yes</a>', { a: true, decided: true }],
	['Enter', '<button id="it" data-consent-reset>Again</button>', UNDECIDED],
])('hears the key "%s" on %s', async (key, html, expected) => {
	await open(`<body>${html}`);
	await loaded();
	if (expected === UNDECIDED) await consent({ a: true });
	await evaluate('it.focus()');
	await tab.press(key);
	expect([await state(), await evaluate('location.pathname.startsWith("/page/")')]).toEqual([expected, true]);
});

it.each([
	['does not follow a link that grants', '<a id="it" href="/empty" data-consent-grant="a"><b>Yes</b></a>', ['click prevented']],
	['does not follow a link that resets', '<a id="it" href="#x" data-consent-reset>Again</a>', ['click prevented']],
	['keeps no other click from what it does', '<label id="it">Tick<input type="checkbox"></label>', ['click', 'click']],
	['leaves a button its own', '<button id="it" data-consent-grant="a">Yes</button>', ['click']],
])('%s', async (_, html, log) => {
	await open(`<body>${LOG}${html}`);
	await loaded();
	await tab.click('#it');
	expect(await entries()).toEqual(log);
});

it.each([
	['<button id="it" data-consent-grant="a">', { a: true, decided: true }],
	['<button id="it" data-consent-deny="a"><b>No</b>', { a: false, decided: true }],
	['<button id="it" data-consent-reset>', UNDECIDED],
	['<input id="it" type="submit" data-consent-grant="a">', { a: true, decided: true }],
])('sends no form that a consent button stands in: %s', async (button, expected) => {
	await open(`<form onsubmit="log('submitted'); return false"><input name="q">${button}</form>`);
	await loaded();
	if (expected === UNDECIDED) await consent({ a: true });
	await tab.click('#it');
	expect([await state(), await entries(), await faults()]).toEqual([expected, [], []]);
	// It is a form that can be sent.
	await evaluate('document.forms[0].requestSubmit()');
	expect(await entries()).toEqual(['submitted']);
});

it('hears a button that keeps its clicks to itself', async () => {
	await open(
		`<body><div><button id="it" data-consent-grant="a" onclick="event.stopPropagation()"><b id="child">Yes</b></button></div>
		<script>child.addEventListener('click', (event) => event.stopImmediatePropagation())</script>`,
	);
	await loaded();
	await tab.click('#child');
	expect(await state()).toEqual({ a: true, decided: true });
});

it('hears a button in a shadow root', async () => {
	await open(
		`<body><div id="host"></div><script>host.attachShadow({ mode: 'open' }).innerHTML = '<button data-consent-grant="a">Yes</button>'</script>`,
	);
	await loaded();
	await evaluate('host.shadowRoot.firstChild.click()');
	expect(await state()).toEqual({ a: true, decided: true });
});

it('refuses malformed names of a button', async () => {
	await open('<body><button id="it" data-consent-grant="a b|c">Yes</button>');
	await loaded();
	await tab.click('#it');
	expect([await state(), await faults()]).toEqual([UNDECIDED, ['malformed update']]);
});

const box = (name: string, attributes = '') =>
	`<label><input type="checkbox" id="${name}" name="${name}" ${attributes}>${name}</label>`;
const form = (content: string, attributes = '') =>
	`<form id="form" data-consent-form action="/empty" ${attributes}>${content}<button id="save">Save</button></form>`;
const BOXES = `${box('necessary', 'disabled')}${box('a')}${box('b', 'checked')}`;
const checked = () => evaluate(`[...document.querySelectorAll('form :checked')].map(({ name }) => name).join(' ')`);

describe('the boxes of a form', () => {
	it('show what stands from the first, and follow every change', async () => {
		await open(`<body>${form(BOXES)}`);
		await loaded();
		expect(await checked()).toBe('necessary');
		await consent({ a: true });
		expect(await checked()).toBe('necessary a');
		await consent({ a: false, b: true, necessary: false });
		expect(await checked()).toBe('necessary b');
		await evaluate('taggate.reset()');
		expect(await checked()).toBe('necessary');
	});

	it.each([
		['parsed later', ''],
		['in a template', 'template'],
		['brought by innerHTML', 'innerHTML'],
	])('show the stored decision when they are %s', async (_, how) => {
		await open('');
		await consent({ a: true });
		const html = form(BOXES);
		if (how === 'innerHTML') {
			await open('<body><main></main>', { isReturning: true });
			await loaded();
			await evaluate(`(document.querySelector('main').innerHTML = ${JSON.stringify(html)}, 0)`);
		} else
			await open(['<body><p>text</p>', 60, how ? `<template data-category="decided">${html}</template>` : html], {
				isReturning: true,
			});
		await loaded();
		expect(await checked()).toBe('necessary a');
		await consent({ b: true });
		expect(await checked()).toBe('necessary a b');
	});

	it('show it in what is mounted later and was away during a change', async () => {
		await open(`<body><template data-category="settings">${form(BOXES)}</template>`);
		await loaded();
		await consent({ settings: true, a: true });
		expect(await checked()).toBe('necessary a');
		await consent({ settings: false, a: false, b: true });
		await consent({ settings: true });
		expect(await checked()).toBe('necessary b');
	});

	it('are unticked again when the visitor did not submit but denies', async () => {
		await open(`<body>${form(BOXES)}<button id="deny" data-consent-deny="a b">No</button>`);
		await loaded();
		await consent({ a: false, b: false });
		await tab.click('#a');
		expect(await checked()).toBe('necessary a');
		await tab.click('#deny');
		expect(await checked()).toBe('necessary');
		await tab.click('#save');
		expect(await state()).toMatchObject({ a: false, b: false });
	});

	it('keep what the visitor ticked while the page goes on loading', async () => {
		await open(`<body>${form(BOXES)}<img src="${script('slow', { delay: 1500 })}">`);
		await tab.click('#a');
		await loaded();
		await evaluate(`new Promise((resolve) => Object.assign(new Image(), { onload: resolve, src: '/pixel.gif' }))`);
		expect(await checked()).toBe('necessary a');
	});
});

describe('a form', () => {
	it('says of every box whether it is ticked, and asks no server', async () => {
		await open(`<body>${LOG}${form(BOXES)}`);
		await loaded();
		await tab.click('#a');
		await tab.click('#save');
		expect([await state(), (await entries()).at(-1)]).toEqual([{ a: true, b: false, decided: true }, 'submit prevented']);
		await tab.click('#a');
		await tab.click('#b');
		await tab.click('#save');
		expect(await state()).toEqual({ a: false, b: true, decided: true });
	});

	it('submits by the keyboard, whoever stops the event', async () => {
		await open(`<body>${form(BOXES, 'onsubmit="event.stopPropagation()"')}`);
		await loaded();
		await evaluate('b.focus()');
		await tab.press(' ');
		await tab.press('Enter');
		await until('taggate.has("decided")');
		expect(await state()).toEqual({ a: false, b: true, decided: true });
	});

	it.each(['data-consent-grant="a b"', 'data-consent-deny="a b"'])('obeys its own button with %s', async (names) => {
		const value = names.includes('grant');
		await open(`<body>${form(`${BOXES}<button id="all" ${names}>All</button>`)}`);
		await loaded();
		await consent({ a: !value });
		await tab.click('#all');
		expect(await state()).toEqual({ a: value, b: value, decided: true });
	});

	it('grants nothing when a name in it is malformed', async () => {
		await open(`<body>${form(BOXES + box('not a name', 'form="form"'))}`);
		await loaded();
		await tab.click('#a');
		await tab.click('#save');
		expect([await state(), await faults()]).toEqual([UNDECIDED, ['malformed update']]);
	});

	it.each([
		['of its method', 'method="dialog"', ''],
		['of its method, however it is written', 'method="Dialog"', ''],
		['of its button', '', 'formmethod="dialog"'],
	])('closes its dialog because %s', async (_, method, formmethod) => {
		await open(`<body><dialog id="banner">${form(BOXES, method).replace('id="save"', `id="save" ${formmethod}`)}</dialog>`);
		await loaded();
		await evaluate('banner.showModal()');
		await tab.click('#a');
		await tab.click('#save');
		await until('!banner.open', 3000);
		expect([await state(), await evaluate('location.search')]).toEqual([{ a: true, b: false, decided: true }, '']);
	});

	it('closes its popover', async () => {
		await open(`<body><div popover id="banner">${form(BOXES)}</div>`);
		await loaded();
		// Not in the oldest of the browsers: there it is an element like any other.
		const isSupported = await evaluate(`'popover' in HTMLElement.prototype && (banner.showPopover(), true)`);
		await tab.click('#b');
		await tab.click('#save');
		expect(await state()).toEqual({ a: false, b: true, decided: true });
		if (isSupported) expect(await evaluate(`banner.matches(':popover-open')`)).toBe(false);
	});

	it.each([
		['a dialog', '<dialog id="outer" open>', '</dialog>', 'method="dialog"', '!outer.open'],
		['a popover', '<div id="outer" popover>', '</div>', '', '!outer.matches(":popover-open")'],
	])('closes %s although its own template goes with the decision', async (_, start, end, method, isClosed) => {
		await open(`<body>${start}<template data-category="!decided">${form(BOXES, method)}</template>${end}`);
		await loaded();
		await evaluate('outer.showPopover?.(), 0').catch(() => {});
		await tab.click('#save');
		await until('taggate.has("decided")');
		await until(isClosed, 2000);
	});
});

it('is a whole banner in HTML alone', async () => {
	const page = `<body>${gated('', `log('statistical')`)}<a id="again" href="#" data-consent-reset>Cookies</a>
		<template data-category="!decided"><dialog open id="banner"><p>Cookies?</p>${form(BOXES)}
		<button id="yes" data-consent-grant="statistical marketing">Yes</button>
		<button id="no" data-consent-deny="statistical marketing">No</button></dialog></template>`;
	const stands = () => evaluate('!!window.banner');
	await open(page);
	await loaded();
	expect(await stands()).toBe(true);
	await tab.click('#no');
	expect([await stands(), await state()]).toEqual([false, { statistical: false, marketing: false, decided: true }]);
	await open(`${page}<script>log(!!window.banner)</script>`, { isReturning: true });
	await loaded();
	expect([await stands(), await entries()]).toEqual([false, [false]]);
	await tab.click('#again');
	expect([await stands(), await state()]).toEqual([true, UNDECIDED]);
	await tab.click('#yes');
	await until('entries.includes("statistical")');
	expect(await stands()).toBe(false);
	await open(`${page}<script>log(!!window.banner)</script>`, { isReturning: true });
	await until('entries.includes("statistical")');
	expect([await stands(), (await entries()).includes(true as never)]).toEqual([false, false]);
});

it('hears a button of a custom element, whose shadow root holds the real one', async () => {
	await open(`<body><x-button data-consent-grant="a"></x-button><script>
		document.querySelector('x-button').attachShadow({ mode: 'open' }).innerHTML = '<button>Yes</button>'</script>`);
	await loaded();
	await tab.click('x-button');
	expect(await evaluate('taggate.has("a")')).toBe(true);
});

it('show in a form that a template brings what stands, though they were ticked before', async () => {
	await open(
		`<body><template data-category="decided"><form data-consent-form><input type="checkbox" id="box" name="statistical"><button id="save">Save</button></form></template><button id="again" data-consent-reset>Again</button><button id="no" data-consent-deny="statistical">No</button>`,
	);
	await loaded();
	await tab.click('#no');
	await until(`document.querySelector('#box')`);
	await tab.click('#box');
	await tab.click('#save');
	await until(`taggate.has('statistical')`);
	await tab.click('#again');
	await until(`!document.querySelector('#box')`);
	await tab.click('#no');
	await until(`document.querySelector('#box')`);
	await until('!box.checked');
	expect(await evaluate(`taggate.has('statistical')`)).toBe(false);
});

it('show late what holds until the visitor decides', async () => {
	await open('<main id="main"></main>', { attributes: 'data-default="statistical"' });
	await loaded();
	await evaluate(`(main.innerHTML = '<form data-consent-form><input type="checkbox" id="box" name="statistical"></form>', 0)`);
	await until('box.checked');
});
