import { describe, expect, it, vi } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	loaded,
	open,
	requests,
	serve,
	tab,
	thirdParty,
	until,
	visits,
} from './fixture.js';

const DAY = 86_400_000;

const value = (state: unknown, more: object = {}) => JSON.stringify({ time: Date.now(), state, ...more });
/** A script that leaves a decision behind, as an earlier page did. */
const plant = (store: string, text: string, key = 'taggate') =>
	store === 'local'
		? `localStorage.setItem(${JSON.stringify(key)}, ${JSON.stringify(text)});`
		: `document.cookie = ${JSON.stringify(`${key}=${encodeURIComponent(text)};path=/`)};`;
/** What stands: `[decided, state, <html data-consent>]`. */
const STANDING = `[taggate.has('decided'), { ...taggate.state }, document.documentElement.dataset.consent]`;
const standing = () => evaluate(STANDING);
const UNDECIDED = [false, {}, 'necessary'];
/** The cookie of our name in a header or in `document.cookie`, decoded. */
const decode = (cookies: string) => JSON.parse(decodeURIComponent(/(?:^|; )taggate=([^;]*)/.exec(cookies)![1]!));

/** Adds a frame, of this origin unless it is sandboxed, and waits until it has loaded. */
const addFrame = (address: string, sandbox = '') =>
	evaluate(`new Promise((done) => {
		document.body.insertAdjacentHTML('beforeend', '<iframe ${sandbox} src="${address}"></iframe>');
		document.body.lastChild.onload = () => done();
	})`);

describe.each(['cookie', 'local'])('a decision kept in store %s', (store) => {
	const attributes = `data-store="${store}"`;

	it('is restored on the next page at once, and its tags run without a click before DOMContentLoaded', async () => {
		await open('', { attributes });
		await consent({ statistical: true, marketing: false });
		await open(
			`<script>log(${STANDING})</script>${gated('', `log(document.readyState)`)}${gated('', `log('marketing')`, '', 'marketing')}
			<script>addEventListener('DOMContentLoaded', () => log('DOMContentLoaded'))</script>`,
			{ attributes, isReturning: true },
		);
		await loaded();
		expect(await entries()).toEqual([
			[true, { statistical: true, marketing: false }, 'necessary statistical'],
			'loading',
			'DOMContentLoaded',
		]);
	});

	it('is that of the last update, and none after a reset', async () => {
		await open('', { attributes });
		await consent({ statistical: true });
		await consent({ statistical: false, functional: true });
		await open('', { attributes, isReturning: true });
		expect(await standing()).toEqual([true, { statistical: false, functional: true }, 'necessary functional']);
		await evaluate('taggate.reset()');
		expect(await evaluate('[document.cookie, localStorage.length]')).toEqual(['', 0]);
		await open('', { attributes, isReturning: true });
		expect(await standing()).toEqual(UNDECIDED);
	});

	it('has the name that data-key says', async () => {
		await open('', { attributes: `${attributes} data-key="choice"`, before: plant(store, value({ marketing: true })) });
		expect(await standing()).toEqual(UNDECIDED);
		await consent({ statistical: true });
		await open('', { attributes: `${attributes} data-key="choice"`, isReturning: true });
		expect(await standing()).toEqual([true, { statistical: true }, 'necessary statistical']);
	});

	it('is none under another version', async () => {
		for (const [version, isKnown] of [
			['', false],
			['data-version="1"', false],
			['data-version="1"', true],
			['data-version="1.0"', false],
		] as const) {
			await open('', { attributes: `${attributes} ${version}`, isReturning: version !== '' });
			expect(await evaluate('taggate.has("decided")'), version).toBe(isKnown);
			await consent({ statistical: true });
		}
	});

	it.each([
		['expires after 180 days', '', 180 * DAY + 1000, false],
		['holds before 180 days are over', '', 180 * DAY - 60_000, true],
		['expires after data-days', 'data-days="2"', 2 * DAY + 1000, false],
		['holds before data-days are over', 'data-days="365"', 365 * DAY - 60_000, true],
	])('%s', async (_, days, age, isKnown) => {
		await open('', {
			attributes: `${attributes} ${days}`,
			before: plant(store, value({ statistical: true }, { time: Date.now() - age })),
		});
		expect(await evaluate('taggate.has("statistical")')).toBe(isKnown);
	});

	it.each([
		['empty', ''],
		['no JSON', 'statistical'],
		['cut off', value({ statistical: true }).slice(0, -2)],
		['null', 'null'],
		['a number', '1'],
		['an array', '[true]'],
		['without a state', value(undefined)],
		['without a time', value({ statistical: true }, { time: undefined })],
		['a time that is none', value({ statistical: true }, { time: 'today' })],
		['a state that is null', value(null)],
		['a state that is an array', value([true])],
		['a state that is text', value('statistical')],
		['a number in the state', value({ statistical: true, a: 1 })],
		['text in the state', value({ statistical: true, a: 'true' })],
		['a name that is none', value({ statistical: true, 'a b': true })],
		['huge', `${value({ statistical: true })}${'x'.repeat(3800)}`],
	])('is none when it is malformed: %s', async (_, text) => {
		await open(gated('', `log('ran')`), { attributes, before: plant(store, text) });
		await loaded();
		expect([await standing(), await entries(), await faults()]).toEqual([UNDECIDED, [], []]);
		await consent({ statistical: true });
		await open('', { attributes, isReturning: true });
		expect(await standing()).toEqual([true, { statistical: true }, 'necessary statistical']);
	});

	it('holds, changes and is forgotten at once in other documents of the origin', async () => {
		const rest = `<script>
			document.addEventListener('consent:change', ({ detail: { granted, denied } }) => log('+' + granted + ' -' + denied));
			taggate.when('statistical', () => { log('ran'); return () => log('cleanup') });
		</script>`;
		await open(rest, { attributes });
		await addFrame(serve(rest, { attributes }));
		const both = (count: number) => until(`entries.length === ${count} && frames[0].entries.length === ${count}`);
		await consent({ statistical: true });
		await both(2);
		expect(await evaluate(`frames[0].document.documentElement.dataset.consent`)).toBe('necessary statistical');
		await consent({ statistical: false });
		await both(4);
		await evaluate('frames[0].taggate.grant("statistical")');
		await both(6);
		await evaluate('frames[0].taggate.reset()');
		await both(8);
		expect(await standing()).toEqual(UNDECIDED);
		const log = ['+statistical -', 'ran', 'cleanup', '+ -statistical'];
		for (const heard of [await entries(), await evaluate<string[]>('frames[0].entries')])
			expect([...heard].sort()).toEqual([...log, ...log].sort());
	});

	it('stands before what was pushed asks for it', async () => {
		await open('', { attributes });
		await consent({ statistical: true });
		const before = `window.taggate = [(gate) => log(String(gate.has('statistical')))];`;
		await open('', { attributes, isReturning: true, before });
		expect(await entries()).toEqual(['true']);
	});

	it('is looked at again when a page comes back from the back/forward cache', async () => {
		// The page tells by a request what it finds: a driver may not know yet that it is there again.
		await open(
			`<script>
				taggate.when('statistical', () => { log('ran'); return () => log('cleanup') });
				addEventListener('pageshow', ({ persisted }) => {
					const image = new Image();
					// Firefox keeps no page that still loads something.
					image.onload = image.onerror = () => { window.hasTold = true };
					image.src = '${thirdParty}/empty?' + encodeURIComponent(JSON.stringify([persisted, ${STANDING}, entries]));
				});
			</script>`,
			{ attributes },
		);
		await consent({ statistical: true });
		await until('entries.length');
		await until('window.hasTold');
		await tab.open(serve('<p id="other"></p>', { attributes }));
		await until(`document.readyState === 'complete' && document.querySelector('#other')`);
		await consent({ statistical: false });
		await tab.back();
		await vi.waitFor(() => expect(requests).toHaveLength(2), 10_000);
		expect(JSON.parse(decodeURIComponent(requests[1]!.split('?')[1]!))).toEqual([
			true,
			[true, { statistical: false }, 'necessary'],
			['ran', 'cleanup'],
		]);
		await tab.open(serve(''));
	});

	it('is gone when a withdrawal is too large to be kept', async () => {
		await open('', { attributes });
		await consent({ statistical: true });
		// A cookie has 4096 bytes at most, a storage about five million characters.
		const long = Array.from({ length: store === 'cookie' ? 300 : 600 }, (_, index) => [
			`name-${index}${'-'.repeat(store === 'cookie' ? 10 : 10_000)}`,
			false,
		]);
		await evaluate(`taggate.update({ statistical: false, ...${JSON.stringify(Object.fromEntries(long))} })`);
		await open(gated('', `log('ran')`), { attributes, isReturning: true });
		await loaded();
		expect([await evaluate('taggate.has("statistical")'), await entries()]).toEqual([false, []]);
	});
});

describe('the cookie', () => {
	it('comes with a decision, not before, and a server reads in it the state and the time', async () => {
		await open('', { attributes: 'data-version="2"' });
		expect(await evaluate('[document.cookie, localStorage.length]')).toEqual(['', 0]);
		const before = Date.now();
		await consent({ statistical: true, 'video-23': false });
		const after = Date.now();
		await open('', { isReturning: true });
		const { time, ...rest } = decode(visits[0]!);
		expect(rest).toEqual({ version: '2', state: { statistical: true, 'video-23': false } });
		expect(time).toBeGreaterThanOrEqual(before);
		expect(time).toBeLessThanOrEqual(after);
	});

	it('is of the whole site, of this site alone, and lasts for data-days', async () => {
		await open('', {
			attributes: 'data-days="30"',
			folders: '/deep/er',
			before: `const { set, ...rest } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
				Object.defineProperty(Document.prototype, 'cookie', { ...rest, set(text) { log(text); set.call(document, text) } });`,
		});
		await consent({ statistical: true });
		const [pair, ...attributes] = (await entries())[0]!.split(/; */);
		expect(decode(pair!).state).toEqual({ statistical: true });
		expect(attributes.map((attribute) => attribute.toLowerCase()).sort()).toEqual(['max-age=2592000', 'path=/', 'samesite=lax']);
		const { expires = Date.now() + 30 * DAY, ...kept } = await evaluate<Record<string, unknown>>(`cookieStore.get('taggate')`);
		// WebKit and Firefox tell no more than the name and the value.
		expect({ path: '/', sameSite: 'lax', ...kept }).toMatchObject({ path: '/', sameSite: 'lax' });
		expect(Math.abs((expires as number) - Date.now() - 30 * DAY)).toBeLessThan(60_000);
	});

	it.each(['taggate=%', 'taggate=%7B%22state%22', 'taggate=%E0%A4', 'taggate=', 'taggate', 'taggate.state=1'])(
		'is no decision when it is malformed: %s',
		async (cookie) => {
			await open('', { before: `document.cookie = '${cookie};path=/';` });
			expect([await evaluate('document.cookie.length > 0'), await standing(), await faults()]).toEqual([true, UNDECIDED, []]);
			await evaluate(`(document.cookie = '${cookie};path=/;max-age=0', 0)`);
		},
	);

	it('is of the domain that data-domain says, in place of one that was of the host alone', async () => {
		const openOn = async (host: string, before = '') => {
			const attributes = 'data-domain="site.localhost" data-key="wide"';
			await tab.open(serve('', { attributes, before }).replace('127.0.0.1', host));
			await until('window.taggate');
		};
		// As it was kept before the site said data-domain.
		await openOn('www.site.localhost', plant('cookie', value({ statistical: true }), 'wide'));
		await evaluate('taggate.deny("statistical")');
		await openOn('shop.site.localhost');
		expect(await standing()).toEqual([true, { statistical: false }, 'necessary']);
		await openOn('www.site.localhost');
		const onFirst = await standing();
		await evaluate('taggate.reset()');
		await openOn('shop.site.localhost');
		expect([onFirst, await standing()]).toEqual([[true, { statistical: false }, 'necessary'], UNDECIDED]);
	});
});

it('keeps and reads nothing with data-store="none"', async () => {
	await open('', {
		attributes: 'data-store="none"',
		before: `${plant('cookie', value({ marketing: true }))}${plant('local', value({ marketing: true }))}`,
	});
	expect(await standing()).toEqual(UNDECIDED);
	await open('', { attributes: 'data-store="none"' });
	await consent({ statistical: true });
	expect(await evaluate('[document.cookie, localStorage.length, sessionStorage.length]')).toEqual(['', 0, 0]);
	expect(await evaluate('taggate.has("statistical")')).toBe(true);
});

it.each([
	['cookie', 'is junk', 'junk'],
	['cookie', 'is empty', ''],
	['cookie', 'grants', value({ statistical: true })],
	['local', 'is junk', 'junk'],
])('a decision in store %s lasts where a cookie of its name on a deeper path %s', async (store, _, text) => {
	const attributes = `data-store="${store}"`;
	await open('', {
		attributes,
		before: `document.cookie = ${JSON.stringify(`taggate=${encodeURIComponent(text)};path=/page`)};`,
	});
	await consent({ statistical: false, functional: true });
	await open('', { attributes, isReturning: true });
	expect(await standing()).toEqual([true, { statistical: false, functional: true }, 'necessary functional']);
	await evaluate('taggate.reset()');
	await open('', { attributes, isReturning: true });
	expect([await standing(), await faults()]).toEqual([UNDECIDED, []]);
});

it('tells other documents of a reset also when only the cookie is there', async () => {
	await open('', { before: plant('cookie', value({ statistical: true })) });
	await addFrame(serve(''));
	expect(await standing()).toEqual([true, { statistical: true }, 'necessary statistical']);
	await evaluate('frames[0].taggate.reset()');
	await until('!taggate.has("decided")', 3000);
});

describe('where storage is blocked', () => {
	const THROWING = `const blocked = { get() { throw new Error('blocked') }, set() { throw new Error('blocked') } };
		for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, blocked);
		Object.defineProperty(Document.prototype, 'cookie', blocked);`;
	const SILENT = `Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} });
		for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: null });`;

	it.each([
		['cookie', 'throws', THROWING],
		['local', 'throws', THROWING],
		['cookie', 'keeps nothing', SILENT],
		['local', 'is null', SILENT],
	])('store %s, which %s, breaks nothing, and the decision stands on this page', async (store, _, before) => {
		await open(
			`<script>taggate.when('statistical', () => { log('callback'); return () => log('cleanup') })</script>${gated('data-cookies="_ga*"', `log('tag')`)}`,
			{ attributes: `data-store="${store}"`, before },
		);
		await loaded();
		await consent({ statistical: true });
		await until('entries.length === 2');
		for (const event of ['pageshow', 'visibilitychange', 'storage'])
			await evaluate(`document.dispatchEvent(new Event('${event}', { bubbles: true }))`);
		expect(await standing()).toEqual([true, { statistical: true }, 'necessary statistical']);
		await consent({ statistical: false });
		expect([await standing(), await entries(), await faults()]).toEqual([
			[true, { statistical: false }, 'necessary'],
			['callback', 'tag', 'cleanup'],
			[],
		]);
	});

	it('a sandboxed frame runs its tags', async () => {
		await open(`<script>onmessage = ({ data }) => log(data)</script>`);
		await addFrame(
			serve(
				`${gated('data-cookies="a"', `log('ran')`)}<script>onload = () => {
					taggate.when('statistical', () => {
						setTimeout(() => taggate.deny('statistical'));
						return () => parent.postMessage({ entries, faults }, '*');
					});
					taggate.grant('statistical');
				}</script>`,
			),
			'sandbox="allow-scripts"',
		);
		await until('entries.length');
		expect(await entries()).toEqual([{ entries: ['ran'], faults: [] }]);
	});
});
