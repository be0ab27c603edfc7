import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { evaluate, tab, until } from './fixture.js';

let server: ChildProcess;
let address: string;
let visits = 0;

beforeAll(async () => {
	server = spawn(process.execPath, ['demo/serve.mjs'], {
		env: { ...process.env, PORT: '0' },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	address = await new Promise((resolve) =>
		server.stdout!.on('data', (data) => /(http:\/\/127\S+)/.test(data) && resolve(RegExp.$1)),
	);
});
afterAll(() => void server.kill());

/** The query is for the driver, which knows a page that it has opened by its address. */
async function visit() {
	await tab.open(new URL(`/?visit=${++visits}`, address).href);
	await until(`document.readyState === 'complete' && document.querySelectorAll('#tags tr').length`);
}

beforeEach(async () => {
	await visit();
	await tab.clearCookies();
	await evaluate(`(localStorage.clear(), sessionStorage.clear())`);
	await visit();
});

/** At once: WebKit's driver does not wait for the page's smooth scrolling to arrive. */
async function click(selector: string) {
	await evaluate(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ behavior: 'instant', block: 'nearest' })`);
	await tab.click(selector);
}

const isThere = (selector: string) => `!!document.querySelector(${JSON.stringify(selector)})`;
const hasFocus = (selector: string) => until(`document.activeElement.matches(${JSON.stringify(selector)})`);
const granted = () => evaluate<string>('document.documentElement.dataset.consent');
/** What the third parties' server was asked for in this page view, as it counts. */
const asked = () => evaluate<string[]>(`[...document.querySelectorAll('#requests .name')].map((cell) => cell.textContent)`);
const untilAsked = (path: string) =>
	until(`[...document.querySelectorAll('#requests .name')].some((cell) => cell.textContent === '${path}')`);
/** What PostHog has left in the browser. */
const leftByAnalytics = () =>
	evaluate<string[]>(
		`[...document.cookie.split('; '), ...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => /^_*ph_/.test(name))`,
	);
/** What went wrong, as the page's own log has it: the policy's refusals too. */
const wrong = () =>
	evaluate<string[]>(
		`[...document.querySelectorAll('#log li')].map((line) => line.textContent).filter((line) => /error|violation/.test(line))`,
	);

const BANNER = '.consent .ask';
const MAP = '#map .leaflet-marker-icon';
const FILM = '.film-frame iframe';
const BOX = '#settings [type=checkbox]';

it('asks the third party for nothing on a first visit, and shows a banner and placeholders', async () => {
	await until(`[...document.querySelectorAll('#request-total')].every(({ textContent }) => textContent === '0')`);
	expect(await evaluate(isThere(BANNER))).toBe(true);
	for (const place of ['.map-frame', '.film-frame', '.find', '.turn'])
		expect(await evaluate(isThere(`${place} [data-consent-grant]`)), place).toBe(true);
	expect(
		await evaluate(`performance.getEntriesByType('resource').filter(({ name }) => new URL(name).host !== location.host).length`),
	).toBe(0);
	expect([await asked(), await leftByAnalytics(), await evaluate('document.cookie'), await wrong()]).toEqual([[], [], '', []]);
});

it('plays the one film that was asked for, and takes it away from the settings', async () => {
	await click('.film-frame [data-consent-grant]');
	await until(isThere(FILM));
	await hasFocus(FILM);
	await untilAsked('/film.html');
	expect([await asked(), await granted(), await evaluate(isThere(MAP))]).toEqual([
		['/film.html'],
		'necessary video-harbour',
		false,
	]);
	await click('.settings-button');
	await until(`document.querySelector('#may-film').checked`);
	await click('#may-film');
	await click('#settings [type=submit]');
	await until(`!${isThere(FILM)} && ${isThere('.film-frame [data-consent-grant]')} && !${isThere('#may-film')}`);
	expect([await granted(), await wrong()]).toEqual(['necessary', []]);
});

it('saves what the settings say, and can be left by Escape', async () => {
	await click('.settings-button');
	await hasFocus('#settings-title');
	expect(
		await evaluate(`[...document.querySelectorAll('${BOX}')].map(({ name, checked, disabled }) => [name, checked, disabled])`),
	).toEqual([
		['necessary', true, true],
		['functional', false, false],
		['statistical', false, false],
		['preference', false, false],
	]);
	await tab.press('Escape');
	await hasFocus('.settings-button');
	expect([await evaluate(isThere('#settings:popover-open')), await evaluate(isThere(BANNER))]).toEqual([false, true]);
	await click('.settings-button');
	await click('label[for=may-preference]');
	await click('#settings [type=submit]');
	await until(`!${isThere(BANNER)} && !${isThere('#settings:popover-open')}`);
	await hasFocus('.settings-button');
	expect([await granted(), await asked(), await wrong()]).toEqual(['necessary preference', [], []]);
});

it('shows map and services to who accepts all, and remembers it at the next visit', async () => {
	await click('.consent [data-consent-grant]');
	// The button has gone with the banner.
	await hasFocus('.thanks');
	const isAllThere = `${isThere(MAP)} && ${isThere(FILM)} && ${isThere('#search:enabled')} && ${isThere('#book:enabled')}`;
	await until(isAllThere);
	await click('#book');
	// Only now Bootstrap listens to being closed.
	await hasFocus('#booking, #booking *');
	await click('[data-bs-dismiss]');
	await until(`!${isThere('.modal-backdrop')}`);
	await click('#large');
	await visit();
	await until(`${isAllThere} && Number(document.querySelector('#event-total').textContent) > 0`);
	expect([await evaluate(isThere(BANNER)), await evaluate(isThere('.large #large:checked')), await wrong()]).toEqual([
		false,
		true,
		[],
	]);
});

it('takes everything down on withdrawal, erases what the analytics left, and forgets the choice when told to', async () => {
	await click('.consent [data-consent-grant]');
	await until(`${isThere(MAP)} && ${isThere(FILM)} && Number(document.querySelector('#event-total').textContent) > 0`);
	expect((await leftByAnalytics()).length).toBeGreaterThan(0);
	await click('footer [popovertarget]');
	await click('#settings [data-consent-deny]');
	await hasFocus('footer [popovertarget]');
	expect(await evaluate([MAP, FILM, '#search', '#book', '#settings:popover-open'].map(isThere).join('||'))).toBe(false);
	// PostHog still runs, but neither sends nor keeps.
	expect(await evaluate(`posthog.capture('after') === undefined`)).toBe(true);
	expect([await granted(), await leftByAnalytics()]).toEqual(['necessary', []]);

	await visit();
	expect([await evaluate(isThere(BANNER)), await granted(), await leftByAnalytics()]).toEqual([false, 'necessary', []]);
	await click('.settings-button');
	await click('[data-consent-reset]');
	await until(`${isThere(BANNER)} && !${isThere('#settings:popover-open')}`);
	await hasFocus('.settings-button');
	await until(`document.querySelector('#request-total').textContent === '0'`);
	expect([await evaluate('document.cookie'), await wrong()]).toEqual(['', []]);
});
