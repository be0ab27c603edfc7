import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	loaded,
	open,
	origin,
	type PageOptions,
	runtime,
	script,
	tab,
	until,
} from './fixture.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const inspector = read('dist/inspector.min.js');
const axe = read('node_modules/axe-core/axe.min.js');

const NONCE = 'r4nd0m';
const nonce = `nonce="${NONCE}"`;
/** As strict as policies get: a style sheet comes from a file or by the CSSOM, a script with the nonce or by one that has it. */
const STRICT: PageOptions = {
	nonce: NONCE,
	headers: {
		'content-security-policy': `default-src 'self' http://localhost:*; script-src 'nonce-${NONCE}' 'strict-dynamic'; style-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
	},
};
/** Nothing may be reported on the console, by nobody. */
const WATCH_CONSOLE = `for (const kind of ['error', 'warn']) { const own = console[kind]; console[kind] = (...texts) => { if (texts[0] !== 'taggate:') faults.push('console: ' + texts); own.apply(console, texts) } };`;

const TAG = `<script ${nonce} src="/dist/inspector.min.js"></script>`;
const SHADOW = `document.querySelector('taggate-inspector').shadowRoot`;

/** As from the console of the developer tools, or a bookmarklet. */
const inspectNow = () => tab.run(`() => { ${inspector} }`);
const isOpen = `document.querySelector('taggate-inspector')`;

interface Row {
	label: string;
	kind: string;
	title: string;
	tone: string;
	condition: string;
	reason: string;
	timing: string;
}
/** What is shown of the tags, by their labels. */
async function rows(): Promise<Record<string, Row>> {
	const list = await evaluate<Row[]>(`[...${SHADOW}.querySelectorAll('.tag')].map((tag) => {
		const get = (name) => tag.querySelector('.' + name)?.textContent ?? '';
		return { label: get('show'), kind: get('kind'), title: get('status'), tone: tag.className.replace('tag ', ''), condition: get('condition'), reason: get('reason'), timing: get('timing') };
	})`);
	return Object.fromEntries(list.map((row) => [row.label, row]));
}
const verdicts = async () =>
	Object.fromEntries(Object.entries(await rows()).map(([label, { title, reason }]) => [label, [title, reason]]));
/** Waits until a tag is shown as told. */
const shows = (label: string, title: string) =>
	until(
		`${isOpen} && [...${SHADOW}.querySelectorAll('.tag')].some((tag) => tag.querySelector('.show').textContent === '${label}' && tag.querySelector('.status').textContent === '${title}')`,
	);
const text = (selector: string) => evaluate<string>(`${SHADOW}.querySelector('${selector}').textContent`);
/** A control of the panel, as a visitor's hand would press it; WebDriver's selectors do not enter shadow trees. */
const press = (selector: string) => evaluate(`void ${SHADOW}.querySelector(${JSON.stringify(selector)}).click()`);
const switchOf = (name: string) => `[...${SHADOW}.querySelectorAll('.switch')].find((one) => one.firstChild.data === '${name}')`;
/** Name, whether it is on, and what is said besides. */
const switches = () =>
	evaluate(
		`[...${SHADOW}.querySelectorAll('.switch')].map((one) => [one.firstChild.data, one.getAttribute('aria-checked'), one.lastChild.textContent])`,
	);

/** An address that was fetched before comes from the cache. */
let visits = 0;

/** One page with every reason for which a tag may not run, and some that do. */
const tellReasons = (visit: number) => `<body>
<script ${nonce}>addEventListener('consent:activate', (event) => { if (event.target.id === 'prevented') event.preventDefault() })</script>
${gated(`${nonce} id="missing"`, '', '', 'statistical marketing | video-23')}
${gated(`${nonce} id="malformed"`, '', '', 'functional,,')}
${gated(`${nonce} id="empty"`, '', '', '')}
${gated('id="no-nonce"', `log('injected')`, '', 'functional')}
${gated('nonce="guess" id="wrong-nonce"', `log('injected')`, '', 'functional')}
${gated(`${nonce} id="prevented"`, '', '', 'functional')}
${gated(`${nonce} id="old" nomodule`, '', '', 'functional')}
${gated(`${nonce} id="inline"`, `log('inline')`, '', 'functional')}
${gated(`${nonce} id="external" src="${script('external', { delay: 150, visit })}"`, '', '', 'functional')}
${gated(`${nonce} id="failed" src="${script('x', { status: 404 })}"`, '', '', 'functional')}
${gated(`${nonce} id="hung" src="${script('hung', { hang: 1 })}"`, '', '', 'functional')}
${gated(`${nonce} id="behind" src="${script('behind')}"`, '', '', 'functional')}
<iframe id="frame" title="Film" data-category="functional" data-src="/empty"></iframe>
<iframe id="ungated" data-category="functional"></iframe>
<img id="picture" alt="" data-category="statistical" data-src="/pixel.gif">
<template id="mounted" data-category="functional" ${nonce}><p>There</p></template>
<template id="placeholder" data-category="!functional" ${nonce}><p>Gone</p></template>
<template id="closed" data-category="statistical" ${nonce}><script id="inside" ${nonce} type="text/plain" data-category="functional"></script><script id="unmarked" ${nonce}></script></template>
<p id="cookies" data-cookies="_x*"></p>
<p data-category="shoes">A shop's own</p>`;

/** What is told whenever the inspector comes. */
const ALWAYS = {
	'#missing': ['Not granted', 'Needs statistical and marketing, or video-23.'],
	'#malformed': ['Malformed', 'A name is missing beside a comma or “|”: it never holds.'],
	'#empty': ['Malformed', 'The condition is empty: it never holds.'],
	'#no-nonce': ['Refused', 'Its nonce is missing: the runtime’s own tag carries one.'],
	'#wrong-nonce': ['Refused', 'Its nonce is not that of the runtime’s own tag.'],
	'#old': ['Never runs', 'nomodule: meant for browsers without modules.'],
	'#ungated': ['Not gated', 'It has no data-src: nothing holds it.'],
	'#picture': ['Not granted', 'Needs statistical.'],
	'#placeholder': ['Not now', 'Needs functional withdrawn.'],
	'#closed': ['Not granted', 'Needs statistical.'],
	'#inside': ['In a template', 'Inside a template that is not mounted.'],
	'#unmarked': ['In a template', 'Inside a template that is not mounted.'],
	'#cookies': ['Not gated', 'data-cookies erases nothing without data-category.'],
};
const HEARD = {
	'#prevented': ['Refused', 'A listener of consent:activate prevented it. It is asked again when consent changes.'],
	'#inline': ['Ran', ''],
	'#external': ['Ran', ''],
	'#failed': ['Failed', 'failed to load.'],
	'#hung': ['Running', 'Started, and not over yet.'],
	'#behind': ['Waiting', 'Downloaded. Its turn comes after #hung.'],
	Film: ['On', ''],
	'#mounted': ['Mounted', ''],
};
const BEFORE = 'Before the inspector: its end is not known.';
/** Of these nobody can know more who was not there. */
const UNHEARD = {
	'#prevented': [
		'Not started',
		'Granted, and not started yet. If that lasts, the runtime has not seen it: taggate.scan(element) shows it.',
	],
	'#inline': ['Started', BEFORE],
	'#external': ['Started', BEFORE],
	'#failed': ['Started', BEFORE],
	'#hung': ['Running', 'Started before the inspector, and not over yet.'],
	'#behind': ['Waiting', 'Downloaded. It waits for its turn.'],
	Film: ['On', 'Since before the inspector.'],
	'#mounted': ['Mounted', 'Since before the inspector.'],
};

const isBehindDownloaded = `performance.getEntriesByType('resource').some(({ name }) => name.includes('name=behind'))`;

describe.each([
	['before all tags', true],
	['long after', false],
])('loaded %s, under the strictest policy', (_, isEarly) => {
	beforeEach(async () => {
		await open(`${isEarly ? TAG : ''}${tellReasons(++visits)}`, {
			...STRICT,
			attributes: 'data-timeout=60000',
			before: WATCH_CONSOLE,
		});
		await until(`document.readyState !== 'loading'`);
		await consent({ functional: true });
		await until(`document.querySelector('#hung').type === '' && ${isBehindDownloaded}`);
		if (!isEarly) await inspectNow();
		await shows('#hung', 'Running');
		await until(`${SHADOW}.querySelector('ol').textContent.includes('Downloaded.')`);
	});

	it('tells of every tag whether it runs and why not, and disturbs nothing', async () => {
		expect(await verdicts()).toEqual({ ...ALWAYS, ...(isEarly ? HEARD : UNHEARD) });
		expect(await entries()).toEqual(['inline', 'external']);
		// What the tags themselves are to blame for, and no word of a policy.
		expect((await faults()).filter((fault) => /policy|console|error/i.test(fault))).toEqual([]);
	});

	it('tells how long what it heard took, and of what it did not hear only what the browser kept', async () => {
		// The browser may keep the times of a download a moment after it told of it.
		await until(
			`[...${SHADOW}.querySelectorAll('.tag')].some((tag) => tag.querySelector('.show').textContent === '#external' && tag.querySelector('.timing').textContent.includes('download'))`,
		);
		const { '#external': external, '#inline': inline, '#missing': missing } = await rows();
		expect([inline!.timing !== '', missing!.timing]).toEqual([isEarly, '']);
		if (isEarly) {
			const [, at, took, download] = /^at ([\d.]+) s · took ([\d.]+) ms · download (\d+) ms$/.exec(external!.timing) ?? [];
			// From its turn on, to which the download had begun before.
			expect(Number(took)).toBeGreaterThanOrEqual(0);
			expect(Number(download)).toBeGreaterThanOrEqual(140);
			expect(Number(at)).toBeGreaterThan(0);
		} else expect(external!.timing).toMatch(/^download \d+ ms at [\d.]+ s$/);
	});
});

it('shows each name of a condition with whether it is granted', async () => {
	await open(`<body>${gated('id="tag"', '', '', 'a !b | necessary c | e ?a')}`);
	await loaded();
	await consent({ a: true, b: true });
	await inspectNow();
	await shows('#tag', 'Not granted');
	expect((await rows())['#tag']!.condition.replace(/\s+/g, ' ')).toBe(
		'Condition: a, granted notb, granted ornecessary, granted c, not granted ore, not granted not asked fora, granted ',
	);
	expect((await rows())['#tag']!.reason).toBe('Needs b withdrawn, or c, or e and no answer for a.');
});

it('follows consent, tags that come and go, and one that removes itself', async () => {
	await open(
		`<body>${gated('id="one"', 'document.currentScript.remove()')}<img id="two" alt="" data-category="statistical" data-src="/pixel.gif">`,
	);
	await loaded();
	await inspectNow();
	await shows('#one', 'Not granted');
	expect(await text('.sum')).toBe('2 waiting, 0 of 2 live');
	await consent({ statistical: true });
	await shows('#one', 'Ran');
	await shows('#two', 'On');
	expect((await verdicts())['#one']).toEqual(['Ran', 'It is no longer in the page.']);
	await evaluate(
		`(document.body.insertAdjacentHTML('beforeend', '<script type="text/plain" data-category="statistical">log("late")<\\/script>'), document.body.lastChild.id = 'late')`,
	);
	await shows('#late', 'Ran');
	// Also where the browser needs a fresh element, the run is one.
	expect((await rows())['#late']!.timing).toMatch(/^at [\d.]+ s · took [\d.]+ ms$/);
	await consent({ statistical: false });
	await shows('#two', 'Not granted');
	await evaluate(`document.querySelector('#two').remove()`);
	await until(`${SHADOW}.querySelectorAll('.tag').length === 2`);
	expect(await faults()).toEqual([]);
});

it('tells what nothing held, from what it has seen coming', async () => {
	await open(`${TAG}<body><script id="forgotten" data-category="statistical">log('forgotten')</script>${gated('id="held"')}`);
	await shows('#held', 'Not granted');
	expect(await verdicts()).toEqual({
		'#forgotten': ['Not held', 'It came without type="text/plain": nothing held it.'],
		'#held': ['Not granted', 'Needs statistical.'],
	});
});

it('does not take for new what ran before and comes out of its template again', async () => {
	await open(`<body><template id="box" data-category="statistical"><script id="script">log('ran')</script></template>`);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	await consent({ statistical: false });
	await inspectNow();
	await shows('#script', 'In a template');
	await consent({ statistical: true });
	await shows('#script', 'Started');
	expect([await verdicts(), await entries()]).toEqual([{ '#box': ['Mounted', ''], '#script': ['Started', BEFORE] }, ['ran']]);
});

it.each([
	['heard', TAG, ''],
	['before the inspector', '', 'Since before the inspector.'],
])('knows a template without the nonce for mounted, under Trusted Types: %s', async (_, tag, reason) => {
	await open(`${tag}<body><template id="box" data-category="statistical"><p>x</p></template>`, STRICT);
	await loaded();
	await consent({ statistical: true });
	if (!tag) await inspectNow();
	await shows('#box', 'Mounted');
	expect((await verdicts())['#box']![1]).toBe(reason);
});

it('waits for the runtime, where that comes later', async () => {
	await open(`<body>${gated('id="tag"')}`, { hasRuntime: false });
	await loaded();
	await inspectNow();
	await shows('#tag', 'Held');
	expect([await text('.part p'), await evaluate(`${SHADOW}.querySelector('.reset').hidden`)]).toEqual([
		'the runtime is not on this page yet',
		true,
	]);
	expect(await evaluate(`'taggate' in window`)).toBe(false);
	await tab.run(
		`() => { const script = document.createElement('script'); script.text = ${JSON.stringify(runtime)}; document.head.append(script) }`,
	);
	await shows('#tag', 'Not granted');
	expect(await switches()).toEqual([['statistical', 'false', 'not asked']]);
});

it('sees the tags of a shadow root that the runtime looks in', async () => {
	await open(`<body><div id="host"></div>`);
	await loaded();
	await evaluate(`(() => {
		const root = document.querySelector('#host').attachShadow({ mode: 'open' });
		const image = new Image(); image.id = 'deep'; image.dataset.category = 'statistical'; image.dataset.src = '/pixel.gif';
		root.append(image); taggate.scan(root);
	})()`);
	await inspectNow();
	await shows('#deep', 'Not granted');
	await consent({ statistical: true });
	await shows('#deep', 'On');
	expect((await rows())['#deep']!.timing).toMatch(/^at /);
});

it('grants, denies and resets by its buttons', async () => {
	await open(`<body>${gated('id="tag"', `log('ran')`)}<button data-consent-grant="other">Other</button>`, {
		attributes: 'data-granted="essential"',
	});
	await loaded();
	await inspectNow();
	await shows('#tag', 'Not granted');
	expect(await switches()).toEqual([
		['essential', 'true', 'always'],
		['other', 'false', 'not asked'],
		['statistical', 'false', 'not asked'],
	]);
	expect(await text('.part p')).toBe('none yet');
	await evaluate(`void ${switchOf('statistical')}.click()`);
	await shows('#tag', 'Ran');
	expect([await entries(), await evaluate('taggate.state'), await switches()]).toEqual([
		['ran'],
		{ statistical: true },
		[
			['statistical', 'true', ''],
			['essential', 'true', 'always'],
			['other', 'false', 'not asked'],
		],
	]);
	expect(await text('.part p')).toMatch(/^in the cookie “taggate”, \d+ \w+ \d{4}/);
	await evaluate(`void ${switchOf('statistical')}.click()`);
	await until(`taggate.state.statistical === false && ${switchOf('statistical')}.lastChild.textContent === 'denied'`);
	await evaluate(`void ${switchOf('essential')}.click()`);
	expect(await evaluate('[taggate.state, taggate.has("essential")]')).toEqual([{ statistical: false }, true]);
	await press('.reset');
	await until(`${SHADOW}.querySelector('.part p').textContent === 'none yet'`);
	expect(await evaluate('[taggate.state, taggate.has("decided"), document.cookie]')).toEqual([{}, false, '']);
});

it.each([
	['local', 'in localStorage, “site”, '],
	['none', 'made, and not kept in this page’s reach'],
])('tells where the decision is kept: data-store=%s', async (store, told) => {
	await open('<body>', { attributes: `data-store="${store}" data-key="site"` });
	await consent({ statistical: true });
	await inspectNow();
	await until(`${isOpen} && ${SHADOW}.querySelector('.part p').textContent !== 'none yet'`);
	expect((await text('.part p')).startsWith(told)).toBe(true);
});

it('lists the last messages, the newest first', async () => {
	await open(`${TAG}<body>${gated('id="tag"')}`, { ...STRICT, nonce: NONCE });
	await until(isOpen);
	await consent({ statistical: true, other: false });
	await evaluate(`void dispatchEvent(new CustomEvent('consent:update', { detail: 'x' }))`);
	await evaluate(`void document.dispatchEvent(new CustomEvent('consent:change'))`);
	await evaluate(`taggate.reset()`);
	await until(`${SHADOW}.querySelectorAll('.message').length >= 8`);
	const messages = await evaluate<string[][]>(
		`[...${SHADOW}.querySelectorAll('.message')].map((line) => [...line.children].map(({ textContent }) => textContent))`,
	);
	for (const [time] of messages) expect(time).toMatch(/^\d+\.\d\d s$/);
	// What goes through the API goes over the bus too.
	expect(messages.map(([, name, detail]) => `${name} ${detail}`).filter((line) => !line.includes('#tag'))).toEqual([
		'change −statistical −other',
		'reset ',
		'change not understood',
		'error malformed update',
		'update 0: x',
		'change +statistical −other',
		'update +statistical −other',
	]);
});

it('changes nothing on the page but for its own element, and takes all of it away again', async () => {
	// Counts listeners, the runtime's own too: it asks for them through this.
	const COUNT = `window.listeners = []; {
		const { addEventListener, removeEventListener } = EventTarget.prototype;
		EventTarget.prototype.addEventListener = function (...all) { if (this === window || this === document || document.contains(this)) listeners.push(all[2]?.signal); return addEventListener.apply(this, all) };
		EventTarget.prototype.removeEventListener = function (...all) { listeners.pop(); return removeEventListener.apply(this, all) };
	}`;
	await open(tellReasons(++visits), { ...STRICT, before: COUNT, attributes: 'data-timeout=60000' });
	await loaded();
	await evaluate(
		`(window.records = [], window.seen = new MutationObserver((list) => records.push(...list.map(({ type, target, addedNodes, removedNodes }) => [type, target.localName, ...[...addedNodes, ...removedNodes].map(({ localName }) => localName)]))), seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true }))`,
	);
	const state = () =>
		evaluate(
			`[document.documentElement.outerHTML, listeners.filter((signal) => !signal?.aborted).length, Reflect.ownKeys(window).length, Reflect.ownKeys(document).length, document.adoptedStyleSheets.length, document.styleSheets.length]`,
		);
	const before = await state();
	await inspectNow();
	await shows('#missing', 'Not granted');
	expect(await evaluate('records')).toEqual([['childList', 'html', 'taggate-inspector']]);
	await press('button[aria-label="Close the inspector"]');
	expect(await state()).toEqual(before);
	expect(await evaluate('records')).toEqual(Array(2).fill(['childList', 'html', 'taggate-inspector']));
	// Nor does it come back.
	await consent({ functional: true });
	await until(`document.querySelector('#inline').type === ''`);
	await evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
	expect(await evaluate(`!!${isOpen}`)).toBe(false);
});

it('does not let the runtime take for whole what the parser is still bringing', async () => {
	await open(
		[
			`${TAG}<body><h1>Painted</h1>${gated(`${nonce} async id="cut"`, "log('first'); ").replace('</script>\n', '')}`,
			300,
			`log('second')</script>`,
		],
		{
			...STRICT,
			before: `document.cookie = 'taggate=' + encodeURIComponent(JSON.stringify({ time: Date.now(), state: { statistical: true } })) + ';path=/'`,
		},
	);
	await shows('#cut', 'Ran');
	expect([await entries(), await faults()]).toEqual([['first', 'second'], []]);
});

it('reads the page ten times a second at most, and never in the middle of its work', async () => {
	await open(`<body>${gated('id="tag"')}`);
	await loaded();
	await inspectNow();
	await shows('#tag', 'Not granted');
	expect(
		await evaluate(`(async () => {
			let count = 0;
			const own = document.querySelectorAll;
			document.querySelectorAll = function (selector) { if (selector.includes('[data-cookies]')) count++; return own.call(this, selector) };
			let during = 0;
			for (const end = performance.now() + 500; performance.now() < end; await new Promise(requestAnimationFrame)) {
				const before = count;
				for (let turn = 0; turn < 20; turn++) { document.body.append('x', document.createElement('p')); await null; }
				during += count - before;
			}
			return [during, count > 0 && count <= 6];
		})()`),
	).toEqual([0, true]);
});

it('lays a frame over what can be seen, and says when there is nothing to see', async () => {
	await open(
		`<body style="margin:0"><div style="height:3000px"></div><template id="box" data-category="!decided"><p id="shown" style="margin:0;width:200px;height:40px">Shown</p></template><div style="height:3000px"></div>${gated('id="tag"')}`,
	);
	await loaded();
	await inspectNow();
	await shows('#tag', 'Not granted');
	const find = (label: string) => `[...${SHADOW}.querySelectorAll('.show')].find((one) => one.textContent === '${label}')`;
	const frame = `${SHADOW}.querySelector('.outline')`;
	const html = await evaluate<string>('document.body.innerHTML');
	await evaluate(`void ${find('#box')}.click()`);
	const boxes = `[${frame}, shown].map((one) => one.getBoundingClientRect())`;
	await until(
		`!${frame}.hidden && (([frame, box]) => box.top > 0 && box.top < innerHeight && Math.abs(frame.top - box.top) < 9 && Math.abs(frame.left - box.left) < 9 && Math.abs(frame.width - box.width) < 18)(${boxes})`,
	);
	await evaluate(`void ${find('#tag')}.click()`);
	expect([await evaluate(`${frame}.hidden`), await text('[role=status]')]).toEqual([
		true,
		'It has no place of its own on the page.',
	]);
	await evaluate(`void ${find('#box')}.click()`);
	await until(`!${frame}.hidden`);
	await until(`${frame}.hidden`);
	expect(await evaluate('document.body.innerHTML')).toBe(html);
});

it('moves between corners, folds, and a second copy finds the first', async () => {
	await open(`<body>${gated('id="tag"')}`);
	await loaded();
	await inspectNow();
	await shows('#tag', 'Not granted');
	const place = () =>
		evaluate(
			`(({ left, top, right, bottom }) => [left < innerWidth - right ? 'left' : 'right', top < innerHeight - bottom ? 'top' : 'bottom'].join(' '))(${SHADOW}.querySelector('.panel').getBoundingClientRect())`,
		);
	const places = [];
	for (let turn = 0; turn < 4; turn++) {
		places.push(await place());
		await press('.icon');
	}
	expect([...places, await place()]).toEqual(['right bottom', 'left bottom', 'left top', 'right top', 'right bottom']);
	const isFolded = () =>
		evaluate(
			`[${SHADOW}.querySelector('[aria-controls]').getAttribute('aria-expanded'), ${SHADOW}.querySelector('.body').getClientRects().length]`,
		);
	await press('[aria-controls]');
	expect(await isFolded()).toEqual(['false', 0]);
	await inspectNow();
	expect([await isFolded(), await evaluate(`document.querySelectorAll('taggate-inspector').length`)]).toEqual([['true', 1], 1]);
	expect(await evaluate(`${SHADOW}.activeElement.getAttribute('aria-controls')`)).toBe('body');
});

it('is left by Escape when the focus is in it, which goes back to where it was', async () => {
	await open(`<body>${gated('id="tag"')}<button id="own">Own</button>`);
	await loaded();
	await inspectNow();
	await shows('#tag', 'Not granted');
	await evaluate('own.focus()');
	await tab.press('Escape');
	expect(await evaluate(`!!${isOpen}`)).toBe(true);
	await tab.press('Tab');
	await until(`document.activeElement === ${isOpen}`);
	const order = [];
	for (let turn = 0; turn < 6; turn++) {
		// Not beyond the last: there the browser's own controls begin.
		if (turn) await tab.press('Tab');
		order.push(await evaluate(`${SHADOW}.activeElement.getAttribute('aria-label') ?? ${SHADOW}.activeElement.textContent`));
	}
	expect(order).toEqual([
		'Move to the bottom left',
		'Hide the details',
		'Close the inspector',
		'Reset',
		'statisticalnot asked',
		'#tag',
	]);
	await evaluate(`${SHADOW}.querySelector('.switch').focus()`);
	await tab.press('Enter');
	await shows('#tag', 'Ran');
	expect(await evaluate(`${SHADOW}.activeElement.className`)).toBe('switch');
	await tab.press('Escape');
	await until(`!${isOpen} && document.activeElement === own`);
});

it.each(['light', 'dark'])('has no fault that axe knows of, in %s', async (scheme) => {
	await open(`<html lang="en"><body><main><h1>Page</h1></main>${tellReasons(++visits)}`, { attributes: 'data-timeout=60000' });
	await until(`document.readyState !== 'loading'`);
	await consent({ functional: true, marketing: false });
	await inspectNow();
	await shows('#missing', 'Not granted');
	// No driver of ours can ask for a colour scheme: the rule for dark is made to apply, or none.
	await evaluate(`(() => {
		const [sheet] = ${SHADOW}.adoptedStyleSheets;
		for (const rule of sheet.cssRules) if (/prefers-color-scheme/.test(rule.conditionText)) rule.media.mediaText = '${scheme === 'dark' ? 'all' : 'not all'}';
	})()`);
	// It measures colours below the body alone.
	await evaluate(`(document.body.append(${isOpen}), ${SHADOW}.querySelector('.panel').showPopover?.())`);
	await tab.run(`() => { ${axe} }`);
	/** Faults; and what of colours could not be measured. */
	const check = () =>
		evaluate(
			`axe.run('taggate-inspector').then(({ violations, incomplete, passes }) => [
				[...violations, ...incomplete].map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => html + failureSummary)]),
				passes.find(({ id }) => id === 'color-contrast').nodes.length > 5,
			])`,
		);
	expect(await check()).toEqual([[], true]);
	await press('[aria-controls]');
	expect(await check()).toEqual([[], false]);
});

it('opens by the bookmark that the README gives', async () => {
	const [, bookmark] = /`javascript:(void [^`]+)`/.exec(read('README.md'))!;
	await open(`<body>${gated('id="tag"')}`);
	await loaded();
	await evaluate(bookmark!.replace('https://example.com', `${origin}/dist`));
	await shows('#tag', 'Not granted');
});

it('can be called from a bundle, and closed by what it returns', async () => {
	await open(`<body>${gated('id="tag"')}`);
	await loaded();
	await evaluate(`import('${origin}/dist/inspector.js').then(({ inspect }) => { window.off = inspect() })`);
	await shows('#tag', 'Not granted');
	await evaluate('off()');
	expect(await evaluate(`!!${isOpen}`)).toBe(false);
});
