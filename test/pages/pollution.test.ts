/** What a polluted `Object.prototype` must not turn into code, a request or consent. */
import { describe, expect, it } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	itFull,
	loaded,
	open,
	type PageOptions,
	requests,
	script,
	thirdParty,
	until,
} from './fixture.js';

const NONCE = 'r4nd0m';
const nonce = `nonce="${NONCE}"`;
const STRICT: PageOptions = {
	nonce: NONCE,
	headers: { 'content-security-policy': `script-src 'nonce-${NONCE}' 'strict-dynamic'; object-src 'none'; base-uri 'none'` },
};
const EVIL = script('evil').replaceAll('&amp;', '&');
const pollute = (pollution: Record<string, unknown>) => `Object.assign(Object.prototype, ${JSON.stringify(pollution)});`;
const asked = (what: string) => requests.filter((request) => request.includes(what));

/** Pages whose own script pollutes in front of the runtime, or behind it. */
const PLACES: [string, (pollution: Record<string, unknown>, rest: string, options?: PageOptions) => Promise<void>][] = [
	['in front of the runtime', (pollution, rest, options) => open(rest, { ...options, before: pollute(pollution) })],
	['behind the runtime', (pollution, rest, options) => open(`<script ${nonce}>${pollute(pollution)}</script>${rest}`, options)],
];

describe.each(PLACES)('a prototype polluted %s', (_, openPolluted) => {
	it.each([
		['an address', { src: EVIL }],
		['an address and the type module', { src: EVIL, type: 'module' }],
		['the type module', { type: 'module' }],
		['the type of data', { type: 'application/json' }],
		[
			'other attributes',
			{ nonce: 'another', category: 'never', text: `log('evil')`, integrity: 'sha256-x', async: true, defer: true },
		],
		['what nobody reads', { harmless: EVIL }],
	])('with %s changes nothing of what a held tag runs', async (_, pollution) => {
		await openPolluted(
			pollution,
			`${gated(`${nonce} src="${script('external', { delay: 40 })}"`)}${gated(nonce, `log('inline ' + document.currentScript?.localName)`)}${gated(nonce, `log('module')`, 'module')}`,
			STRICT,
		);
		await loaded();
		await consent({ statistical: true });
		await until('entries.length === 3');
		expect([await entries(), await faults(), asked('evil')]).toEqual([['external', 'inline script', 'module'], [], []]);
	});

	it.each([
		['the nonce', { nonce: NONCE }],
		['the nonce, a condition and an address', { nonce: NONCE, category: 'necessary', src: EVIL }],
	])('with %s lets no tag without the nonce run', async (_, pollution) => {
		await openPolluted(pollution, `${gated('', `log('injected')`, '', 'necessary')}${gated(nonce, `log('own')`)}`, STRICT);
		await loaded();
		await consent({ statistical: true });
		await until('entries.length');
		expect([await entries(), await faults(), asked('evil')]).toEqual([['own'], ['wrong nonce'], []]);
	});

	itFull('with addresses gives an element no address, and none besides its own', async () => {
		const address = (name: string) => `${thirdParty}/pixel.gif?${name}`;
		await openPolluted(
			Object.fromEntries(['src', 'srcset', 'href', 'poster', 'data', 'srcdoc'].map((name) => [name, address('evil')])),
			`<body><iframe id="none" data-category="statistical"></iframe>
				<img id="bare" alt="" data-category="statistical">
				<link id="sheet" rel="stylesheet" data-category="statistical" data-href="${thirdParty}/sheet.css">
				<iframe id="frame" data-category="statistical" data-src="/empty"></iframe>
				<img id="image" alt="" data-category="statistical" data-src="${address('own')}">${gated('', `log('last')`)}`,
		);
		await loaded();
		await consent({ statistical: true });
		await until(`entries.length && image.complete && image.naturalWidth && sheet.sheet && frame.hasAttribute("src")`);
		const attributes = await evaluate(
			`[none, bare, sheet, frame, image].map((element) => ['src', 'srcset', 'href', 'srcdoc'].filter((name) => element.hasAttribute(name)).join())`,
		);
		expect([attributes, asked('evil'), asked('own'), await faults()]).toEqual([
			['', '', 'href', 'src', 'src'],
			[],
			['/pixel.gif?own'],
			[],
		]);
	});

	it('with a name answers for nobody', async () => {
		await openPolluted({ statistical: true, marketing: false }, gated('', `log('asks')`, '', '?statistical ?marketing'));
		await until('entries.length');
		await consent({ functional: true });
		expect(await evaluate(`[taggate.has('?statistical'), taggate.has('?functional')]`)).toEqual([true, false]);
	});

	it('with names of cookies erases none that no tag names', async () => {
		await openPolluted({ cookies: '*' }, `<script>document.cookie = 'basket=1;path=/'</script>${gated('', `log('ran')`)}`);
		await loaded();
		await consent({ statistical: true });
		await until(`entries.length && document.cookie.includes('basket=1')`);
		await consent({ statistical: false });
		expect(await evaluate(`document.cookie.includes('basket=1')`)).toBe(true);
	});

	it('with a name grants nothing in an update that does not name it', async () => {
		await openPolluted(
			{ statistical: true, marketing: false },
			gated('', `log('evil')`) + gated('', `log('own')`, '', 'functional'),
		);
		await loaded();
		expect(await evaluate(`taggate.has('statistical')`)).toBe(false);
		await consent({ functional: true });
		await until('entries.length');
		expect(
			await evaluate(`[taggate.has('statistical'), document.documentElement.dataset.consent, JSON.stringify(taggate.state)]`),
		).toEqual([false, 'necessary functional', '{"functional":true}']);
		expect([await entries(), await faults()]).toEqual([['own'], []]);
	});
});

describe('a prototype polluted in front of the runtime', () => {
	const openPolluted = PLACES[0]![1];
	const standing = () => evaluate(`[taggate.has('decided'), { ...taggate.state }, document.documentElement.dataset.consent]`);

	it.each([
		['nothing', ''],
		['{}', 'taggate={}'],
		['an empty state', `taggate=${encodeURIComponent('{"state":{}}')}`],
		['a time alone', `taggate=${encodeURIComponent(`{"time":${Date.now()}}`)}`],
	])('with a decision decides nothing where %s is kept', async (_, cookie) => {
		const pollution = `Object.prototype.state = { statistical: true }; Object.prototype.time = Date.now();`;
		const plant = cookie && `document.cookie = ${JSON.stringify(`${cookie};path=/`)};`;
		await open(gated('', `log('evil')`) + gated('', `log('own')`, '', 'necessary'), { before: plant + pollution });
		await until('entries.length');
		await loaded();
		expect([await standing(), await entries(), await faults()]).toEqual([[false, {}, 'necessary'], ['own'], []]);
	});

	it('with names that hold grants none', async () => {
		await openPolluted({ granted: 'marketing', default: 'statistical' }, '');
		expect(await standing()).toEqual([false, {}, 'necessary']);
		await consent({ functional: true });
		expect(await standing()).toEqual([true, { functional: true }, 'necessary functional']);
	});

	it('with a time-out does not go on before a slow download', async () => {
		await openPolluted({ timeout: 1 }, gated(`src="${script('slow', { delay: 300 })}"`) + gated('', `log('next')`));
		await loaded();
		await consent({ statistical: true });
		await until('entries.length === 2');
		expect([await entries(), await faults()]).toEqual([['slow', 'next'], []]);
	});

	itFull('with an option of the memory keeps the decision as ever', async () => {
		await openPolluted({ store: 'none', key: 'evil', days: '0.00001', version: '9', domain: 'evil.example' }, '');
		await consent({ statistical: true });
		await open('', { isReturning: true });
		expect(await standing()).toEqual([true, { statistical: true }, 'necessary statistical']);
	});

	it('with data-reload does not reload', async () => {
		await openPolluted({ reload: '' }, gated('', `log('ran')`));
		await loaded();
		await consent({ statistical: true });
		await until('entries.length');
		await evaluate(`(window.addEventListener('pagehide', () => sessionStorage.setItem('left', 1)), taggate.deny('statistical'))`);
		// A reload would have begun in the task after.
		await evaluate(`fetch('/empty').then(() => new Promise((resolve) => setTimeout(resolve))).then(() => log('stayed'))`);
		expect([await entries(), await evaluate('sessionStorage.left ?? null')]).toEqual([['ran', 'stayed'], null]);
	});
});
