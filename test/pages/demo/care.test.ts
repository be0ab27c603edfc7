/** What a visitor hardly notices when it is right. By Chromium alone: the rules of axe read the page as HTML, not as an engine. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchPlaywright } from '../../engines/playwright.js';
import { engineName } from '../fixture.js';
import { city } from './fixture.js';

const axe = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Collected from before the page's own scripts. */
const WATCH = `window.shifts = [];
window.forget = () => { shifts = [] };
new PerformanceObserver((list) => {
	for (const { hadRecentInput, value } of list.getEntries())
		if (!hadRecentInput) shifts.push({ value });
}).observe({ type: 'layout-shift', buffered: true });`;

type Act = (page: Page) => Promise<unknown>;
const isThere =
	(...selectors: string[]): Act =>
	(page) =>
		Promise.all(selectors.map((selector) => page.waitForSelector(selector, { state: 'attached' })));
const click =
	(...selectors: string[]): Act =>
	async (page) => {
		for (const selector of selectors) await page.click(selector);
	};
const inTurn =
	(...acts: Act[]): Act =>
	async (page) => {
		for (const act of acts) await act(page);
	};
const all = isThere('#map .map-land', '#film-harbour', '#film-ferry', '#snak');

/** The main states: the banner's name, the path, how to come there. */
const STATES: [name: string, banner: string, path: string, act: Act][] = [
	['the first visit', 'html', '/en/', isThere('.ask')],
	['all rejected, in Danish', 'html', '/da/', inTurn(click('.consent [data-consent-deny]'), isThere('.thanks'))],
	['all accepted', 'html', '/en/', inTurn(click('.consent [data-consent-grant]'), all)],
	[
		'the settings',
		'html',
		'/en/',
		inTurn(click('[data-plays=film-harbour]', '.settings-button'), isThere('#settings:popover-open #may-harbour')),
	],
	[
		'a place on the map',
		'html',
		'/en/',
		inTurn(click('#towns [data-consent-grant]', '.map-pin >> nth=1'), isThere('.leaflet-popup')),
	],
	[
		'the chat',
		'html',
		'/da/',
		inTurn(
			click('.chat-place [data-consent-grant]'),
			isThere('#snak .open'),
			click('[data-chat]'),
			isThere('#snak section:not([hidden])'),
		),
	],
	['larger text', 'html', '/en/', click('#large')],
	['the form', 'html', '/en/report', isThere('.report')],
	['the form, half filled in', 'html', '/da/report', inTurn(click('.report [type=submit]'), isThere('.answer.bad'))],
	['the cookie page', 'html', '/en/cookies', inTurn(click('.consent [data-consent-deny]'), isThere('.cookie-groups'))],
	['vanilla-cookieconsent', 'cookieconsent', '/en/', isThere('.show--consent')],
	['its settings', 'cookieconsent', '/da/cookies', inTurn(click('.settings-button'), isThere('.show--preferences'))],
	['Klaro', 'klaro', '/en/', isThere('.klaro .cookie-notice')],
	['its settings', 'klaro', '/da/cookies', inTurn(click('.settings-button'), isThere('.klaro .cookie-modal'))],
];
/** Of cumulative layout shift: a tenth of what counts as good, https://web.dev/articles/cls */
const LITTLE = 0.01;
const SIZES = { wide: { width: 1400, height: 900 }, narrow: { width: 360, height: 780 } };

describe.skipIf(engineName !== 'chromium')('with care', () => {
	let browser: Browser;
	beforeAll(async () => {
		({ browser } = await launchPlaywright('chromium'));
	});
	afterAll(() => browser.close());

	/** A visitor's page; whatever its console complains of is in `complaints`. */
	async function open(banner: string, path: string, options: BrowserContextOptions = {}) {
		const context = await browser.newContext({ viewport: SIZES.wide, ...options });
		await context.addInitScript(WATCH);
		if (banner !== 'html') await context.addCookies([{ name: 'banner', value: banner, url: city }]);
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
		page.on('pageerror', (error) => complaints.push(error.message));
		await page.goto(`${city}${path}`, { waitUntil: 'load' });
		return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
	}

	/** What axe finds, by rule and element. */
	async function listViolations(page: Page) {
		await page.evaluate(axe);
		// What fades in has not its colours yet.
		await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
		return page.evaluate(async () => {
			const { violations } = await (
				window as unknown as {
					axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
				}
			).axe.run();
			return violations.flatMap(({ id, nodes }) =>
				nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
			);
		});
	}

	it.each(STATES)(
		'has nothing for axe to find in light and dark, nor a complaint in the console: %s (%s, %s)',
		async (_name, banner, path, act) => {
			await using visit = await open(banner, path, { reducedMotion: 'reduce' });
			await act(visit.page);
			for (const colorScheme of ['light', 'dark'] as const) {
				await visit.page.emulateMedia({ colorScheme });
				expect(await listViolations(visit.page), colorScheme).toEqual([]);
			}
			// A form that is sent back is answered with 422, which the console reports.
			expect(visit.complaints.filter((text) => !text.includes('422'))).toEqual([]);
		},
	);

	const listShifts = (page: Page) => page.evaluate<{ value: number }[]>('shifts');
	const sum = (shifts: { value: number }[]) => shifts.reduce((total, { value }) => total + value, 0);

	it.each(Object.entries(SIZES))('moves nothing when what waited comes and goes: %s', async (_size, viewport) => {
		await using visit = await open('html', '/en/', { viewport });
		const { page } = visit;
		// By events that no hand gave, so that no shift counts as the visitor's own.
		const decide = (isGranted: boolean) =>
			page.evaluate(
				(granted) =>
					void dispatchEvent(
						new CustomEvent('consent:update', { detail: { functional: granted, statistical: granted, preference: granted } }),
					),
				isGranted,
			);
		// The banner's going is the visitor's own doing.
		await decide(false);
		await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
		await page.evaluate('forget()');
		for (const selector of ['#towns', '#films', 'footer']) {
			await page.locator(selector).scrollIntoViewIfNeeded();
			await decide(true);
			await all(page);
			await decide(false);
			await page.waitForFunction(() => !document.querySelector('#map'));
		}
		expect(sum(await listShifts(page))).toBeLessThan(LITTLE);
	});

	it.each(Object.entries(SIZES))(
		'moves nothing while a page is loaded, on the first visit and the next: %s',
		async (_size, viewport) => {
			for (const banner of ['html', 'cookieconsent', 'klaro']) {
				await using visit = await open(banner, '/en/', { viewport });
				const { page } = visit;
				await page.waitForSelector('.is-ready');
				if (banner === 'html') {
					await page.click('#large');
					await page.click('.consent [data-consent-grant]');
					await all(page);
					await page.reload({ waitUntil: 'load' });
					await all(page);
					await page.waitForSelector('.large .is-ready');
				}
				expect(sum(await listShifts(page)), banner).toBeLessThan(LITTLE);
			}
		},
	);

	it('fits without scrolling sideways, in both languages', async () => {
		for (const path of ['/en/', '/da/', '/en/report', '/da/cookies']) {
			await using visit = await open('html', path);
			for (const [size, viewport] of Object.entries(SIZES)) {
				await visit.page.setViewportSize(viewport);
				const [content, window] = await visit.page.evaluate(() => [
					document.documentElement.scrollWidth,
					document.documentElement.clientWidth,
				]);
				expect(content, `${path}, ${size}`).toBe(window);
			}
		}
	});

	it('paints before anything of a third party is asked for, and is held back by its own style sheets alone', async () => {
		await using visit = await open('html', '/en/');
		const { page } = visit;
		await page.click('.consent [data-consent-grant]');
		await all(page);
		await page.reload({ waitUntil: 'load' });
		await all(page);
		const blocking = await page.evaluate(() =>
			(performance.getEntriesByType('resource') as (PerformanceResourceTiming & { renderBlockingStatus: string })[])
				.filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking')
				.map(({ name }) => name),
		);
		expect(blocking.map((address) => new URL(address).pathname).sort()).toEqual(['/consent.css', '/panel.css', '/site.css']);
	});

	it('can be walked through by the keyboard alone', async () => {
		await using visit = await open('html', '/en/');
		const { page } = visit;
		const press = async (...keys: string[]) => {
			for (const key of keys) await page.keyboard.press(key);
		};
		const focused = () => page.evaluate(() => document.activeElement!.textContent!.trim());
		/** The very element that a visitor with a keyboard is at. */
		const isAt = (selector: string) => page.waitForFunction((wanted) => document.activeElement!.matches(wanted), selector);
		await press('Tab');
		expect(await focused()).toBe('Skip to content');
		// The question comes next, before the site.
		await press('Tab');
		expect(await focused()).toBe('Accept all');
		await press('Tab');
		expect(await focused()).toBe('Only necessary');
		await press('Tab', 'Enter');
		await isAt('#settings-title');
		await page.keyboard.press('Tab');
		await isAt('#settings .close');
		await press('Tab', 'Tab');
		await isAt('#may-functional');
		await press('Space');
		await press('Tab', 'Tab', 'Tab');
		expect(await focused()).toBe('Save');
		await press('Enter');
		await page.waitForSelector('#map .map-land', { state: 'attached' });
		await isAt('.settings-button');
		// The map's markers are reached and opened.
		await page.focus('#map');
		await press('Tab');
		await isAt('.map-pin');
		await press('Enter');
		await page.waitForSelector('.leaflet-popup');
		expect(visit.complaints).toEqual([]);
	});
});
