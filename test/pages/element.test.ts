import { expect, it } from 'vitest';
import {
	consent,
	engineName,
	entries,
	evaluate,
	faults,
	gated,
	isFull,
	itFull,
	loaded,
	open,
	openAndGrant,
	script,
	until,
} from './fixture.js';

it('runs the parsed element itself: listeners, onload, id, place, currentScript', async () => {
	await open(
		`<div id="box"><b></b>${gated(`id="tag" onload="log('onload')" src="${script('x', { body: 'log(document.currentScript === tag && document.currentScript === window.before)' })}"`)}<i></i></div>`,
	);
	await loaded();
	await evaluate(`window.before = tag, tag.addEventListener('load', () => log('listener'))`);
	await evaluate(
		`['activate', 'activated'].forEach((name) => document.addEventListener('consent:' + name, (event) => log(name + event.target.id)))`,
	);
	await consent({ statistical: true });
	await until('entries.includes("activatedtag")');
	expect(await entries()).toEqual(['activatetag', true, 'onload', 'listener', 'activatedtag']);
	expect(await evaluate('tag === window.before && tag.previousElementSibling.localName + tag.nextElementSibling.localName')).toBe(
		'bi',
	);
});

it('runs a script at most once: second grant, withdrawal and grant again, move, a second runtime', async () => {
	await openAndGrant(`<p id="place"></p>${gated('id="tag"', `log('ran')`)}`);
	await until('entries.length');
	await consent({ statistical: true });
	await consent({ statistical: false });
	await consent({ statistical: true });
	await evaluate('place.append(tag)');
	await evaluate(`tag.type = 'text/plain', place.append(tag), taggate.scan(), taggate.grant('other')`);
	await evaluate(
		`(() => { const again = document.createElement('script'); again.text = document.scripts[1].text; document.head.append(again) })()`,
	);
	await consent({ statistical: true, more: true });
	await evaluate(
		`taggate.push(() => document.body.insertAdjacentHTML('beforeend', '<script type="text/plain" data-category="more">log("last")</script>'))`,
	);
	await until('entries.includes("last")');
	expect(await entries()).toEqual(['ran', 'last']);
});

it('picks up what innerHTML, append and frameworks bring, in order among themselves', async () => {
	await open('<div id="box"></div>');
	await loaded();
	await consent({ statistical: true });
	const added = gated(`id="one" src="${script('one', { delay: 60 })}" onload="log('one load')"`) + gated('', `log('two')`);
	await evaluate(`(box.innerHTML = ${JSON.stringify(added)}, 0)`);
	await evaluate(`(() => {
		const tag = Object.assign(document.createElement('script'), { type: 'text/plain', text: 'log("three")' });
		tag.dataset.category = 'statistical';
		tag.addEventListener('consent:activated', () => log('three activated'));
		document.body.append(tag);
	})()`);
	await until('entries.includes("three")');
	expect((await entries()).filter((entry) => entry !== 'three activated')).toEqual(['one', 'one load', 'two', 'three']);
});

itFull('leaves a dead script to the framework that takes it away, and runs no clone of it', async () => {
	await open('<div id="box"></div>');
	await loaded();
	await evaluate(`(() => {
		const maker = document.createElement('div');
		maker.innerHTML = ${JSON.stringify(gated('', `log('ran'), document.write('<script>log("written")<' + '/script>')`))};
		window.tag = box.appendChild(maker.firstChild);
	})()`);
	await consent({ statistical: true });
	await until('entries.includes("written")');
	await evaluate(
		`(document.body.append(box.cloneNode(true)), tag.parentNode.removeChild(tag), taggate.push(() => log('end')), 0)`,
	);
	await until('entries.includes("end")');
	expect([await entries(), await faults()]).toEqual([['ran', 'written', 'end'], []]);
});

// Firefox cannot tell it from a dead one, and a copy runs.
it.runIf(isFull || engineName !== 'firefox')('tells whoever listens on a script that was appended', async () => {
	await open('<div id="box"></div>');
	await loaded();
	await evaluate(`(() => {
		const tag = Object.assign(document.createElement('script'), { type: 'text/plain', src: ${JSON.stringify(script('appended').replaceAll('&amp;', '&'))}, onload: () => log('onload') });
		tag.dataset.category = 'statistical';
		tag.addEventListener('load', () => log('listener'));
		box.append(tag);
	})()`);
	await consent({ statistical: true });
	await until('entries.length === 3');
	expect(await entries()).toEqual(['appended', 'onload', 'listener']);
});

itFull('tells whoever listens on a script that innerHTML made, once', async () => {
	await open('<div id="box"></div>');
	await loaded();
	await evaluate(`(() => {
		box.innerHTML = ${JSON.stringify(gated(`onload="log('attribute')" src="${script('made')}"`) + gated(`onerror="log('attribute failed')" src="${script('missing', { status: 404 })}"`))};
		box.firstChild.addEventListener('load', () => log('listener'));
		box.querySelector('[onerror]').addEventListener('error', () => log('listener failed'));
	})()`);
	await consent({ statistical: true });
	await until('entries.length === 5');
	expect(await entries()).toEqual(['made', 'attribute', 'listener', 'attribute failed', 'listener failed']);
});

itFull('gives what one listens for to nobody else when a script of innerHTML takes itself away', async () => {
	await open('<div id="box"></div>');
	await loaded();
	await consent({ statistical: true });
	await evaluate(
		`(box.innerHTML = ${JSON.stringify(`${gated('', `document.currentScript.previousSibling.remove(); document.currentScript.remove(); log('gone')`)}<img id="other" alt="" onload="0">`)}, 0)`,
	);
	await until('entries.length');
	expect([await evaluate('String(other.onload).includes("0")'), await faults()]).toEqual([true, []]);
});

it("is no copy because an element has the name of an engine's own", async () => {
	await open('<div id="box"></div><img alt="" id="InternalError"><img alt="" id="buildID">');
	await loaded();
	await consent({ statistical: true });
	await evaluate(`(() => {
		window.tag = Object.assign(document.createElement('script'), { type: 'text/plain', text: 'log(document.currentScript === tag)' });
		tag.dataset.category = 'statistical';
		box.append(tag);
	})()`);
	await until('entries.length');
	expect(await entries()).toEqual([engineName !== 'firefox']);
});

itFull('enters a shadow root when told to', async () => {
	await open('<div id="host"></div>');
	await loaded();
	await evaluate(
		`(host.attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(gated('', `log('shadow')`))}, taggate.scan(host.shadowRoot), taggate.grant('statistical'))`,
	);
	await until('entries.length');
	await evaluate(
		`(host.shadowRoot.append(Object.assign(document.createElement('div'), { innerHTML: ${JSON.stringify(gated('', `log('later')`))} })), 0)`,
	);
	await until('entries.length === 2');
	expect(await entries()).toEqual(['shadow', 'later']);
});

it('leaves alone what is not its own', async () => {
	await openAndGrant(
		`<script type="text/plain">log('no category')</script><svg><script type="text/plain" data-category="statistical">log('svg')</script></svg><p data-category="Summer shoes!"></p>${gated('', `log('own')`)}`,
	);
	await until('entries.length');
	expect([await entries(), await faults()]).toEqual([['own'], []]);
});

it('is not fooled by elements that take its names', async () => {
	await open(
		`<form id="taggate"><input name="scan"></form><img name="currentScript">${gated('', `document.write('<p id=written></p>')`)}`,
	);
	await loaded();
	await consent({ statistical: true });
	await until(`document.querySelector('#written')`);
	expect(await evaluate('typeof taggate.push')).toBe('function');
});

it('arrives late, finds everything, and takes over what was pushed', async () => {
	const { runtime } = await import('./fixture.js');
	await open(
		`${gated('', `log('tag')`)}<script>(window.taggate = window.taggate || []).push((gate) => log('pushed ' + gate.has('necessary')))</script>`,
		{ hasRuntime: false },
	);
	await loaded();
	await evaluate(
		`(document.head.append(Object.assign(document.createElement('script'), { text: ${JSON.stringify(runtime)} })), 0)`,
	);
	await consent({ statistical: true });
	await until('entries.length === 2');
	expect(await entries()).toEqual(['pushed true', 'tag']);
});

it('goes on beside an element that shadows document.createElement', async () => {
	await open(
		`<img name="createElement">${gated(`src="${script('one', { delay: 40 })}"`)}${gated('', `log('two')`)}${gated(`src="${script('three')}"`)}`,
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length === 3');
	expect(await entries()).toEqual(['one', 'two', 'three']);
});

it.each(['matches', 'contains', 'querySelectorAll', 'firstElementChild'])(
	'finds what comes after a form with a field named %s',
	async (name) => {
		await openAndGrant('<body>');
		await evaluate(`(() => {
		const form = document.createElement('form');
		form.innerHTML = '<input name=${name}>';
		const box = document.createElement('div');
		box.innerHTML = '<p></p>';
		const script = document.createElement('script');
		Object.assign(script, { type: 'text/plain', text: "log('ran')" }).dataset.category = 'statistical';
		document.body.append(form, box, script);
	})()`);
		await until('entries.length');
	},
);

itFull.each(['dispatchEvent', 'querySelectorAll', 'createRange', 'createElement', 'addEventListener'])(
	'goes on behind an image named %s',
	async (name) => {
		await openAndGrant(
			`<body><img name=${name}><form data-consent-form><input type=checkbox name=statistical></form>${gated('', `log('ran')`)}
				${gated(`src="${script('external')}"`)}<template data-category="statistical"><b></b></template>`,
		);
		await until('entries.length === 2');
		expect([
			await entries(),
			await evaluate('document.forms[0].elements[0].checked && !!document.body.getElementsByTagName("b")[0]'),
		]).toEqual([['ran', 'external'], true]);
		expect(await faults()).toEqual([]);
	},
);

it('lets a form be sent that has a field named closest', async () => {
	await open('<form onsubmit="log(`sent`); return false"><input name=closest></form>');
	await evaluate('document.forms[0].requestSubmit()');
	await until('entries.length');
	expect(await faults()).toEqual([]);
});

it('runs a dead script once, though its markup is written anew while it is downloaded', async () => {
	await open('<div id="box"></div>');
	await loaded();
	await consent({ statistical: true });
	await evaluate(`(box.innerHTML = ${JSON.stringify(gated(`src="${script('slow', { delay: 300 })}"`))}, 0)`);
	await until('box.children.length === 2');
	await evaluate(`(box.innerHTML += '<p></p>', 0)`);
	await until('box.querySelector("p")');
	await evaluate(`(box.insertAdjacentHTML('beforeend', ${JSON.stringify(gated(`src="${script('last')}"`))}), 0)`);
	await until('entries.includes("last")');
	expect((await entries()).filter((entry) => entry === 'slow').length).toBeLessThan(2);
});
