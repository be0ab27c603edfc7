/** What one injected image or form takes away from the document: https://html.spec.whatwg.org/#dom-document-nameditem */
import { describe, expect, it } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	itFull,
	open,
	type PageOptions,
	runtimeFile,
	script,
	until,
} from './fixture.js';

/** What no element of these can shadow; `loaded` of the fixture reads `document.readyState`. */
const HAS_LOADED = 'performance.timing.loadEventEnd > 0';
const COOKIE = `Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').get.call(document)`;
const listed = () => evaluate(`document.querySelector('html').dataset.consent`);
const kept = () => evaluate<string>(`decodeURIComponent(${COOKIE})`);

const image = (name: string) => [name, `<img alt="" name="${name}">`] as const;
const COOKIE_IMAGE = image('cookie')[1];
const SHADOWS = [
	image('nothing-of-the-document'),
	...['cookie', 'readyState', 'documentElement', 'head', 'createElement', 'addEventListener', 'dispatchEvent'].map(image),
	...['querySelectorAll', 'currentScript', 'activeElement', 'defaultView', 'implementation', 'createComment'].map(image),
	['head.append', '<form name="head"><input name="append"></form>'],
	['taggate.forEach', '<form id="taggate"><input name="forEach"></form>'],
	['taggate.push', '<form id="taggate"><input name="push"><input name="has"><input name="scan"></form>'],
] as const;

/** Pages whose injected element stands behind the runtime, or in front of it. */
const PLACES: [string, (shadow: string, rest: string) => [string, PageOptions]][] = [
	['behind the runtime', (shadow, rest) => [`<body>${shadow}${rest}`, {}]],
	[
		'in front of the runtime',
		(shadow, rest) => [`<body>${shadow}<script src="${runtimeFile}"></script>${rest}`, { hasRuntime: false }],
	],
];

describe.each(PLACES)('%s', (_, place) => {
	it.each(SHADOWS)('an element that takes %s stops no tag, early or late, and no withdrawal', async (_, shadow) => {
		const rest =
			gated(`src="${script('external', { delay: 60 })}"`) +
			gated('', `log('inline')`) +
			gated(`src="${script('second')}"`) +
			gated(`defer src="${script('defer')}"`) +
			gated('', `log('other')`, '', 'marketing');
		await open(
			...place(
				shadow,
				`${rest}<script>taggate.push((gate) => { log('pushed'); gate.when('statistical', () => () => log('cleanup')) })</script>`,
			),
		);
		await until(HAS_LOADED);
		expect([await listed(), await entries()]).toEqual(['necessary', ['pushed']]);
		await consent({ statistical: true });
		await until('entries.length === 5');
		expect(await listed()).toBe('necessary statistical');
		await evaluate(`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(gated(`src="${script('late')}"`))}), 0)`);
		await until('entries.length === 6');
		await consent({ statistical: false });
		expect([await listed(), await entries(), await faults()]).toEqual([
			'necessary',
			['pushed', 'external', 'inline', 'second', 'defer', 'late', 'cleanup'],
			[],
		]);
	});

	itFull('an element that takes the cookie keeps no decision from being kept, read and forgotten', async () => {
		await open(...place(COOKIE_IMAGE, ''));
		await until(HAS_LOADED);
		await consent({ statistical: false, functional: true });
		expect(await kept()).toContain('"statistical":false');
		const [page, options] = place(COOKIE_IMAGE, '');
		await open(page, { ...options, isReturning: true });
		await until(HAS_LOADED);
		expect(await evaluate('[{ ...taggate.state }, taggate.has("decided")]')).toEqual([
			{ statistical: false, functional: true },
			true,
		]);
		await evaluate('taggate.reset()');
		expect(await kept()).toBe('');
	});

	itFull('an element that takes the cookie keeps none from being erased', async () => {
		await open(
			...place(`<script>document.cookie = 'left=1;path=/'</script>${COOKIE_IMAGE}`, gated('data-cookies="left"', `log('ran')`)),
		);
		await until(HAS_LOADED);
		await consent({ statistical: true });
		await until('entries.length');
		expect(await kept()).toContain('left=1');
		await consent({ statistical: false });
		expect(await kept()).not.toContain('left=1');
	});

	it.each([
		['readyState', image('readyState')[1]],
		['nothing', ''],
	])('an element that takes %s runs no half script, wherever the stream is cut', async (_, shadow) => {
		const grant = `<script>dispatchEvent(new CustomEvent('consent:update', { detail: { statistical: true } }))</script>`;
		const tag = gated('', `log('one'); /* <b> */ log('two')`);
		for (const at of [20, tag.indexOf('one'), tag.indexOf('two'), tag.length - 5]) {
			const [page, options] = place(shadow, `${grant}${tag.slice(0, at)}`);
			await open([page, 60, tag.slice(at)], options);
			await until(HAS_LOADED);
			await until('entries.length === 2');
			expect([await entries(), await faults()]).toEqual([['one', 'two'], []]);
		}
	});
});

describe('a bridge', () => {
	const bridge = (name: string) => `<script src="/dist/bridges/${name}.min.js"></script>`;

	it('takes no map from an element that takes currentScript, and hears its manager behind one that takes addEventListener', async () => {
		await open(
			`<script>window.Cookiebot = { hasResponse: true, consent: { necessary: true, statistics: true, marketing: false }, submitCustomConsent() {} }</script>
			<body><img alt="" name="currentScript" data-map='{"marketing":"x","necessary":"marketing"}'><img alt="" name="addEventListener">${bridge('cookiebot')}`,
		);
		await until(`window.taggate?.has('statistical')`);
		expect([await evaluate('({ ...taggate.state })'), await faults()]).toEqual([
			{ preference: false, statistical: true, marketing: false },
			[],
		]);
	});

	it.each([
		['an image', '<img alt="" id="taggate">'],
		['a form', '<form id="taggate"><input name="push"><input name="scan"></form>'],
	])('tells its vendor where %s is called taggate', async (_, shadow) => {
		await open(`<body>${shadow}${bridge('microsoft-uet')}<script src="${runtimeFile}"></script>`, { hasRuntime: false });
		await until(`window.taggate?.has?.call && taggate.has('necessary')`);
		await consent({ marketing: true });
		expect([await evaluate('uetq'), await faults()]).toEqual([
			['consent', 'default', { ad_storage: 'denied' }, 'consent', 'update', { ad_storage: 'granted' }],
			[],
		]);
	});
});
