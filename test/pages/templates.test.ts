import { describe, expect, it } from 'vitest';
import { looksAheadIntoTemplates } from './differences.js';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	loaded,
	open,
	openAndGrant,
	requests,
	script,
	tab,
	thirdParty,
	until,
} from './fixture.js';

const template = (content: string, category = 'functional', attributes = '') =>
	`<template data-category="${category}" ${attributes}>${content}</template>`;
const grant = () => consent({ functional: true });
const withdraw = () => consent({ functional: false });
/** Ids of what stands in the page, in document order. */
const standing = () => evaluate(`[...document.body.querySelectorAll('[id]')].map(({ id }) => id).join(' ')`);
const inline = (entry: string, attributes = '') => `<script ${attributes}>log('${entry}')</script>`;
const external = (entry: string, attributes = '') => `<script ${attributes} src="${script(entry, { delay: 50 })}"></script>`;

it('mounts its content behind itself, before what follows, and takes the same elements back', async () => {
	await open(
		`<body><main><b id="before"></b>${template('one<b id="two"></b>three<b id="four"></b>', 'functional', 'id="tag"')}<b id="after"></b>end</main>`,
	);
	await loaded();
	const text = () => evaluate(`document.querySelector('main').textContent`);
	for (let round = 0; round < 3; round++) {
		expect([await standing(), await text()]).toEqual(['before tag after', 'end']);
		await grant();
		expect([await standing(), await text()]).toEqual(['before tag two four after', 'onethreeend']);
		expect(await evaluate('window.kept ??= two, kept === two')).toBe(true);
		await withdraw();
	}
});

it('lets placeholders stand until the grant, in their places', async () => {
	await open(
		`<body>${template('<b id="no"></b>', '!functional')}${template('<b id="yes"></b>')}${template('<b id="neither"></b>', '!functional !other')}`,
	);
	await loaded();
	expect(await standing()).toBe('no neither');
	await grant();
	expect(await standing()).toBe('yes');
	await consent({ functional: false, other: true });
	expect(await standing()).toBe('no');
});

it('runs what it brings before what stands behind it, when both come late', async () => {
	await open(`<body>${gated('', `log('first')`)}<div id="box"></div>`);
	await loaded();
	await consent({ functional: true, statistical: true });
	// It has waited for the frame after the grant: the next do not.
	await until('entries.length');
	await evaluate(`(box.innerHTML = ${JSON.stringify(template(inline('template')) + gated('', `log('behind')`))}, 0)`);
	await until('entries.length === 3');
	expect(await entries()).toEqual(['first', 'template', 'behind']);
});

it('runs what the parser puts into it, though it looked whole, before what stands behind it', async () => {
	const append = `document.body.append(document.createElement('b')); log('append')`;
	// What is appended stands behind the element that the parser is in, as if that were over.
	const parts = (start: string, end: string, tag: typeof inline): (string | number)[] => [
		`<body><p></p>${tag === inline ? `<script>${append}</script>` : gated('', append)}${start}${inline('one')}`,
		150,
		`${inline('two')}${end}${tag('behind')}<i></i>`,
		150,
		'<i></i>',
	];
	const grantAtOnce = `dispatchEvent(new CustomEvent('consent:update', { detail: { functional: true, statistical: true } }))`;
	await open(parts('', '', inline));
	await loaded();
	const expected = await entries();
	const [first, ...rest] = parts('<template data-category="functional">', '</template>', (entry) => gated('', `log('${entry}')`));
	await open([`<script>${grantAtOnce}</script>${first}`, ...rest]);
	await loaded();
	await until('entries.length === 4');
	expect([expected, await entries()]).toEqual([['append', 'one', 'two', 'behind'], expected]);
});

it('runs its scripts at its place among the gated tags of the page', async () => {
	const all = { functional: true, statistical: true };
	await openAndGrant(
		gated(`src="${script('before', { delay: 100 })}"`) +
			template(
				external('external') +
					inline('inline') +
					inline('inline module', 'type="module"') +
					external('module', 'type="module"') +
					external('defer', 'defer') +
					external('second') +
					inline('last'),
			) +
			gated('', `log('after')`),
		{},
		all,
	);
	await until('entries.length === 9');
	expect(await entries()).toEqual([
		...['before', 'external', 'inline', 'second', 'last', 'after'],
		...['inline module', 'module', 'defer'],
	]);
});

it('runs its scripts where it stands when it mounts later than the tags behind it', async () => {
	await open(template(inline('first') + external('second') + inline('third')) + gated('', `log('statistical')`));
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	await grant();
	await until('entries.length === 4');
	expect(await entries()).toEqual(['statistical', 'first', 'second', 'third']);
});

it('asks of what is gated in it both conditions', async () => {
	await open(
		`<body>${template(
			`${gated('', `log('script')`)}<iframe id="frame" data-category="statistical" data-src="/empty"></iframe>${template('<b id="inner"></b>', 'statistical')}${template('<b id="no"></b>', '!statistical')}`,
		)}`,
	);
	await loaded();
	const look = async () => [await standing(), await evaluate('!!window.frame?.src && frame.isConnected')];
	await consent({ statistical: true });
	expect(await look()).toEqual(['', false]);
	await grant();
	await expect.poll(look).toEqual(['frame inner', true]);
	await until('entries.length');
	await consent({ statistical: false });
	expect(await look()).toEqual(['frame no', false]);
	await consent({ statistical: true });
	await expect.poll(look).toEqual(['frame inner', true]);
	await withdraw();
	expect(await look()).toEqual(['', false]);
	await consent({ functional: true, statistical: false });
	expect(await look()).toEqual(['frame no', false]);
	expect([await entries(), await faults()]).toEqual([['script'], []]);
});

it('runs its scripts once, however often it mounts', async () => {
	await open(
		`<body>${template(inline('inline') + external('external') + inline('module', 'type="module"') + inline('inner', 'type="text/plain" data-category="functional"'))}${template(inline('late'), 'statistical')}`,
	);
	await loaded();
	await grant();
	await until('entries.length === 4');
	await withdraw();
	await consent({ functional: true, statistical: true });
	await until('entries.includes("late")');
	expect([await entries(), await faults()]).toEqual([['inline', 'external', 'inner', 'module', 'late'], []]);
});

it('does not run what has not run when it goes, but when it comes back', async () => {
	await open(`<body>${template(external('first') + inline('second'))}${gated('', `log('other')`)}`);
	await loaded();
	// In one piece of the page's own code: WebKit's driver lets microtasks run within its.
	await evaluate(
		`new Promise((done) => setTimeout(() => done((taggate.grant('functional', 'statistical'), taggate.deny('functional'), 0))))`,
	);
	await until('entries.length');
	expect(await entries()).toEqual(['other']);
	await grant();
	await until('entries.length === 3');
	expect(await entries()).toEqual(['other', 'first', 'second']);
});

it.each([
	['first', ''],
	['deep', '<div><p>'],
])('lets a script run that is being downloaded when it goes, and holds nobody up: %s', async (_, before) => {
	await open(
		`<body>${template(`${before}<script src="${script('first', { delay: 500 })}"></script>`)}${gated('', `log('other')`)}`,
		{ attributes: 'data-timeout="3000"' },
	);
	await loaded();
	await consent({ functional: true, statistical: true });
	await until(
		`document.querySelector('template ~ script[data-category]:not([type="text/plain"]), div script:not([type="text/plain"])')`,
	);
	await withdraw();
	await until('entries.includes("other")');
	await grant();
	await consent({ necessary: true });
	expect([await entries(), await faults()]).toEqual([['first', 'other'], []]);
});

it('takes with it what its scripts have written or inserted beside themselves', async () => {
	const insert = `document.currentScript.after(Object.assign(document.createElement('b'), { id: 'inserted' })); log('inserted')`;
	await open(
		`<body>${template(`<script>document.write('<b id="written">'); log('wrote')</script><script src="${script('x', { body: insert })}"></script>`)}<b id="after"></b>`,
	);
	await loaded();
	await grant();
	await until('entries.length === 2');
	expect(await standing()).toBe('written inserted after');
	await withdraw();
	expect(await standing()).toBe('after');
	await grant();
	expect(await standing()).toBe('written inserted after');
});

const GRANT = `<script>dispatchEvent(new CustomEvent('consent:update', { detail: { functional: true } }))</script>`;

/** Cuts the stream at each place of a template; resolves with where, whether what began had ended each time that the page changed, and what ran. */
async function cutEverywhere(appender: string) {
	const tag = template(`<p id="one">text</p><script>log('ran')</script><div><b id="two"></b></div>`);
	const observe = `<script>window.seen = []; new MutationObserver(() => {
		if (document.getElementById('one')) seen.push(!!document.getElementById('two')) }).observe(document, { childList: true, subtree: true })</script>`;
	const results: [string, boolean[], string[]][] = [];
	for (const at of ['data-', '<p', 'text', '<script', 'ran', '<div', '<b', '</div', '</template']) {
		const place = tag.indexOf(at) + 2;
		await open([`<body>${GRANT}${observe}${appender}${tag.slice(0, place)}`, 60, `${tag.slice(place)}<p>`]);
		await loaded();
		await until('entries.length');
		results.push([at, await evaluate('seen'), await entries()]);
	}
	return results;
}

it('never mounts half a template, wherever the stream is cut', async () => {
	for (const [at, seen, ran] of await cutEverywhere('')) expect([at, [...new Set(seen)], ran]).toEqual([at, [true], ['ran']]);
});

it('goes on mounting what only looked whole, as another script had appended something', async () => {
	for (const [at, seen, ran] of await cutEverywhere(
		`<script>setTimeout(() => document.body.append(document.createElement('p')), 10)</script>`,
	))
		expect([at, seen.at(-1), ran]).toEqual([at, true, ['ran']]);
});

it('lets alone what its scripts have loaded beside themselves when it comes back', async () => {
	const loader = `const script = document.createElement('script'); script.src = '${script('library')}'.replaceAll('&amp;', '&'); document.currentScript.after(script)`;
	await open(`<body>${template(`<script>${loader}</script>`)}${template(inline('next'), 'functional statistical')}`, {
		attributes: 'data-timeout="3000"',
	});
	await loaded();
	await grant();
	await until('entries.length');
	await withdraw();
	await consent({ functional: true, statistical: true });
	await until('entries.includes("next")');
	expect([await entries(), await faults()]).toEqual([['library', 'next'], []]);
});

it('keeps what the visitor typed', async () => {
	await open(`<body>${template('<form><input id="field"><input type="checkbox" id="box"></form>')}`);
	await grant();
	await tab.click('#field');
	await tab.press('a');
	await tab.click('#box');
	await withdraw();
	await grant();
	expect(await evaluate('[field.value, box.checked]')).toEqual(['a', true]);
});

it('mounts nothing twice', async () => {
	await open(`<body>${template(`<b class="one"></b>${inline('ran')}`, 'functional', 'id="tag"')}`);
	await grant();
	await until('entries.length');
	await grant();
	await consent({ other: true });
	await evaluate('(taggate.scan(), taggate.scan(document.body), document.body.append(tag.parentNode.firstChild))');
	await evaluate(
		`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(gated('', `log('last')`, '', 'necessary'))}), 0)`,
	);
	await until('entries.includes("last")');
	expect([await evaluate('document.querySelectorAll(".one").length'), await entries()]).toEqual([1, ['ran', 'last']]);
});

it('takes its content back although it has been moved away from it, earlier or later', async () => {
	await open(
		`<body><p id="first"></p>${template('<b id="one"></b><b id="two"></b>', 'functional', 'id="tag"')}<p id="last"></p>`,
	);
	await loaded();
	for (const move of ['document.body.append(tag)', 'document.body.prepend(tag)']) {
		await grant();
		expect(await standing()).toContain('tag one two');
		await evaluate(`(${move}, 0)`);
		await withdraw();
		expect(`${await standing()}`.replace(/ ?tag ?/, '')).toMatch(/^first ?last$/);
	}
	await grant();
	expect(await standing()).toBe('tag one two first last');
});

it('runs no script of SVG or of a shadow root in it: none could have its turn', async () => {
	await openAndGrant(
		`<body>${template(
			`<svg><script>log('svg')</script></svg><div><template shadowrootmode="closed"><script>log('shadow')</script></template></div>`,
		)}${gated('', `log('last')`, '', 'functional')}`,
		{},
		{ functional: true },
	);
	await until('entries.includes("last")');
	expect(await entries()).toEqual(['last']);
});

it('lets a clone be a template of its own', async () => {
	await open(`<body>${template(`<b class="one"></b>${inline('ran')}`, 'functional', 'id="tag"')}`);
	await loaded();
	await evaluate('(document.body.append(tag.cloneNode(true)), 0)');
	const mounted = () => evaluate('document.querySelectorAll(".one").length');
	expect(await mounted()).toBe(0);
	await grant();
	await until('entries.length === 2');
	expect(await mounted()).toBe(2);
	await withdraw();
	expect(await mounted()).toBe(0);
});

it.each([
	['innerHTML', (html: string) => `document.body.innerHTML = ${JSON.stringify(html)}`],
	[
		'a shadow root',
		(html: string) =>
			`(window.shadow = document.body.attachShadow({ mode: 'closed' }), shadow.innerHTML = ${JSON.stringify(html)}, taggate.scan(shadow))`,
	],
])('mounts what %s brings', async (where, bring) => {
	await open('<body>');
	await loaded();
	const tags = template(`<b class="one"></b>${inline('inline')}${external('external')}${inline('module', 'type="module"')}`);
	await evaluate(`(${bring(tags)}, 0)`);
	const mounted = () => evaluate(`(window.shadow ?? document).querySelectorAll('.one').length`);
	expect(await mounted()).toBe(0);
	await grant();
	expect(await mounted()).toBe(1);
	await until('entries.length === 3');
	expect([where, await entries()]).toEqual([where, ['inline', 'external', 'module']]);
	await withdraw();
	expect(await mounted()).toBe(0);
});

describe('the focus', () => {
	const PLACE = template('<button id="play" data-consent-grant="functional">Play</button>', '!functional');
	const page = (content: string) => `<body><p><input id="elsewhere"></p><p>${PLACE}\n${template(`\n${content}`)}</p>`;
	const focused = () => evaluate('document.activeElement.id');
	const FRAME = '<iframe id="mounted" src="/empty" title="film"></iframe>';
	const BOX = '<div id="mounted">A map</div>';

	it.each([
		['an iframe', 'a click', FRAME],
		['an iframe', 'a key', FRAME],
		['what cannot have it by itself', 'a click', BOX],
		['what cannot have it by itself', 'a key', BOX],
	])('moves to %s that is mounted beside the placeholder by %s', async (_, how, content) => {
		await open(page(content));
		await loaded();
		if (how === 'a click') await tab.click('#play');
		else {
			await evaluate('play.focus()');
			await tab.press('Enter');
		}
		await until('window.mounted');
		expect(await focused()).toBe('mounted');
	});

	it('stays with the visitor who is elsewhere', async () => {
		await open(page(FRAME));
		await loaded();
		await evaluate('elsewhere.focus()');
		await grant();
		await until('window.mounted');
		expect(await focused()).toBe('elsewhere');
	});

	it('is not moved to what is mounted elsewhere, nor later', async () => {
		await open(`<body><p>${PLACE}${template(BOX, 'statistical')}</p><p>${template('<div id="far" tabindex="0"></div>')}</p>`);
		await loaded();
		await evaluate('play.focus()');
		await tab.press('Enter');
		await until('window.far');
		expect(await focused()).toBe('');
		await consent({ statistical: true });
		await until('window.mounted');
		expect(await focused()).toBe('');
	});
});

describe('under a policy', () => {
	const NONCE = 'r4nd0m';
	const nonce = `nonce="${NONCE}"`;
	const under = (policy: string) => ({ nonce: NONCE, headers: { 'content-security-policy': policy } });
	const strict = `script-src 'nonce-${NONCE}' 'strict-dynamic'; object-src 'none'; base-uri 'none'`;

	it.each([
		['a nonce', `script-src 'nonce-${NONCE}'`],
		['strict-dynamic', strict],
	])('refuses a script without the nonce, and runs one with it: %s', async (_, policy) => {
		await openAndGrant(
			template(inline('injected') + external('injected') + inline('inline', nonce) + external('external', nonce)),
			under(policy),
			{ functional: true },
		);
		await until('entries.length === 2 && faults.length >= 2');
		expect([await entries(), await faults()]).toEqual([['inline', 'external'], Array(2).fill('wrong nonce')]);
		expect(requests.filter((request) => request.includes('injected'))).toEqual([]);
	});

	it('runs scripts with an address under Trusted Types', async () => {
		await openAndGrant(
			template(
				external('external', nonce) + external('module', `type="module" ${nonce}`) + external('second', nonce),
				'functional',
				nonce,
			),
			under(`${strict}; require-trusted-types-for 'script'; trusted-types 'none'`),
			{ functional: true },
		);
		await until('entries.length === 3');
		expect([await entries(), await faults()]).toEqual([['external', 'second', 'module'], []]);
	});

	it('runs inline scripts under Trusted Types', async () => {
		await openAndGrant(
			template(inline('inline', nonce), 'functional', nonce),
			under(`${strict}; require-trusted-types-for 'script'`),
			{
				functional: true,
			},
		);
		await until('entries.length');
		expect([await entries(), await faults()]).toEqual([['inline'], []]);
	});

	it.each([
		['of SVG', `<svg><script href="${script('injected')}"></script></svg>`],
		[
			'in a shadow root that nobody can enter',
			`<div><template shadowrootmode="closed"><script src="${script('injected')}"></script></template></div>`,
		],
		['that has swallowed a tag with the nonce', `<script src="${script('injected')}" <script ${nonce}>`],
	])('runs no script %s', async (_, injected) => {
		await openAndGrant(
			`${template(`${injected}</script><p id="mounted">`)}${gated(nonce, `log('last')`, '', 'functional')}`,
			under(strict),
			{ functional: true },
		);
		await until('entries.includes("last") && document.getElementById("mounted")');
		await loaded();
		expect([await entries(), requests.filter((request) => request.includes('injected'))]).toEqual([['last'], []]);
	});

	it('refuses a held script that has swallowed a tag with the nonce', async () => {
		await openAndGrant(
			`<script type="text/plain" data-category="functional" src="${script('injected')}" <script ${nonce}>log('own')</script>${gated(nonce, `log('last')`, '', 'functional')}`,
			under(strict),
			{ functional: true },
		);
		await until('entries.includes("last")');
		expect([await entries(), await faults(), [...requests]]).toEqual([['last'], ['wrong nonce'], []]);
	});
});

it.each([
	['plain', 'src', looksAheadIntoTemplates ? 2 : 0, ''],
	['gated', 'data-src', 0, 'data-category="functional"'],
])('asks nobody before it mounts: %s content', async (kind, source, early, gate) => {
	const held = () => requests.filter((request) => request.includes(`held-${kind}`)).length;
	await open(
		`<body>${template(
			`<iframe src="${thirdParty}/frame.html?held-${kind}"></iframe><img ${gate} ${source}="${thirdParty}/pixel.gif?held-${kind}"><script ${gate} ${gate && 'type="text/plain"'} src="${script(`held-${kind}`)}"></script>`,
		)}`,
	);
	await loaded();
	await consent({ other: true });
	expect(held()).toBe(early);
	await grant();
	await until('entries.length');
	await expect.poll(held, { timeout: 5000 }).toBeGreaterThanOrEqual(3);
});

it('mounts what was put in, taken out and put in again', async () => {
	await open('<body>');
	await grant();
	await evaluate(`(async () => {
		const box = document.createElement('div');
		box.innerHTML = '<template data-category="functional"><p id="mounted"></p></template>';
		const tag = box.firstChild;
		document.body.append(tag);
		tag.remove();
		await 0;
		document.body.append(tag);
	})()`);
	await until('document.getElementById("mounted")');
	expect(await faults()).toEqual([]);
});

it('gives the focus to what can have it, and changes nothing of it', async () => {
	await open(
		`<body><main><template data-category="functional"><div id="editor" contenteditable>text</div></template><template data-category="!functional"><button id="play" data-consent-grant="functional">Play</button></template></main>`,
	);
	await loaded();
	await until(`document.querySelector('#play')`);
	await evaluate('(play.focus(), 0)');
	await tab.click('#play');
	await until(`document.activeElement.id === 'editor'`);
	expect(await evaluate(`editor.getAttribute('tabindex')`)).toBe(null);
});
