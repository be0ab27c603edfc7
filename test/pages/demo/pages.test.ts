import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import coast from '../../../demo/map/coast.json' with { type: 'json' };
import { makeCoast } from '../../../demo/map/make.mjs';
import { STORED } from '../../../demo/server/cookies.mjs';
import { launchPlaywright } from '../../engines/playwright.js';
import { engineName, evaluate, until } from '../fixture.js';
import {
	BANNER,
	beNew,
	CHAT,
	city,
	click,
	getAccounts,
	getFaults,
	getKept,
	granted,
	hasFocus,
	isThere,
	untilThere,
	untilTold,
	visit,
} from './fixture.js';

const type = (field: string, text: string) =>
	evaluate(`void (document.querySelector('#${field}').value = ${JSON.stringify(text)})`);

it('takes a report without any consent, says what is missing, and gives a receipt', async () => {
	await visit('/en/report');
	await type('text', 'It is <b>dark</b> & [[deep|dyb]]');
	await click('.report [type=submit]');
	await untilThere(`${isThere('.answer.bad', '#matter[aria-invalid]', '#place[aria-describedby=place-error]')}`);
	await hasFocus('.answer');
	expect(await evaluate(`document.querySelector('#text').value`)).toBe('It is <b>dark</b> & [[deep|dyb]]');
	await evaluate(`void (document.querySelector('#matter').value = 'light')`);
	await type('place', 'Havnegade 7 <script>');
	await click('.report [type=submit]');
	await untilThere(`location.search.startsWith('?receipt=') && ${isThere('.answer.good')}`);
	expect(await evaluate(`document.querySelector('.answer').textContent`)).toContain('Street light is out, Havnegade 7 <script>.');
	expect([await getAccounts(), await getKept(), await evaluate(isThere(BANNER)), await getFaults()]).toEqual([{}, [], true, []]);
});

/** Opens a page in a browser whose visitor has switched scripts off; WebKit's driver cannot. */
async function openWithoutScripts(path: string, look: (page: Page) => Promise<void>) {
	const { browser } = await launchPlaywright(engineName);
	try {
		const page = await browser.newPage({ javaScriptEnabled: false });
		await page.goto(`${city}${path}`);
		await look(page);
	} finally {
		await browser.close();
	}
}

it.skipIf(engineName === 'webkit')('takes a report with scripts switched off', () =>
	openWithoutScripts('/da/', async (page) => {
		await page.getByRole('link', { name: 'Gadelygte virker ikke' }).click();
		expect(await page.locator('#matter').inputValue()).toBe('light');
		await page.getByLabel('Hvor?').fill('Havnegade 7');
		await page.getByLabel('Hvad er galt?').fill('Mørkt');
		await page.getByRole('button', { name: 'Send' }).click();
		expect(await page.locator('.answer').innerText()).toContain('Gadelygte virker ikke, Havnegade 7');
	}),
);

// Firefox that is driven stops scripts, but parses and styles the page as if they ran.
it.skipIf(engineName !== 'chromium')('offers nothing that needs a script where there is none, and says so', () =>
	openWithoutScripts('/da/', async (page) => {
		for (const selector of ['.settings-button', '.switch', 'footer [aria-haspopup]', '.ask'])
			expect(await page.locator(selector).filter({ visible: true }).count(), selector).toBe(0);
		expect(await page.locator('.map-frame').innerText()).toContain('Kortet kræver JavaScript');
		expect(await page.locator('.film-frame').first().innerText()).toContain('Filmen kræver JavaScript');
		expect(await page.locator('.chat-place').innerText()).toContain('Ring til os');
	}),
);

it('lists on the cookie page whatever a browser can come to hold, in its group, and saves a choice there', async () => {
	await visit('/en/cookies');
	const listRows = (group: string) =>
		evaluate<string[]>(`[...document.querySelectorAll('section:has(#title-${group}) tbody th')].map((cell) => cell.textContent)`);
	for (const group of ['necessary', 'functional', 'preference', 'statistical'])
		expect(await listRows(group)).toEqual(STORED.filter((entry) => entry.group === group).map(({ name }) => name));
	expect(await evaluate(`document.querySelector('#page-necessary').matches(':checked:disabled')`)).toBe(true);

	for (const group of ['functional', 'preference', 'statistical']) await click(`#page-${group}`);
	await click('.cookie-groups [type=submit]');
	await until(isThere(CHAT));
	await untilTold(({ posthog, taeller }) => posthog?.received.$pageview && taeller?.received['page view']);
	expect((await granted()).split(' ').sort()).toEqual(['functional', 'necessary', 'preference', 'statistical']);
	const isListed = (name: string) =>
		STORED.some((entry) => (entry.name.endsWith('*') ? name.startsWith(entry.name.slice(0, -1)) : name === entry.name));
	const kept = await getKept();
	expect(kept.length).toBeGreaterThan(4);
	expect(kept.filter((name) => !isListed(name))).toEqual([]);
	expect(
		await evaluate(`[...document.querySelectorAll('#kept li')].filter((line) => line.textContent.includes('unknown')).length`),
	).toBe(0);

	await click('.cookie-groups [data-consent-reset]');
	await until(isThere(BANNER));
	expect([await getKept(), await getFaults()]).toEqual([[], []]);
});

it('serves every page under a nonce and strict-dynamic, and the cookie page under Trusted Types', async () => {
	for (const path of ['/en/', '/da/', '/en/report', '/da/cookies']) {
		const policy = (await fetch(`${city}${path}`)).headers.get('content-security-policy')!;
		expect(policy).toMatch(/script-src 'nonce-[\w-]+' 'strict-dynamic';/);
		expect(policy).not.toMatch(/unsafe|\*/);
		expect(policy.includes('require-trusted-types-for')).toBe(path.endsWith('/cookies'));
	}
});

it('runs chat and both statistics under Trusted Types', async () => {
	await visit('/en/cookies');
	// That the policy is in force: engines without Trusted Types assign it.
	const isRefused = await evaluate(
		`(() => { try { document.createElement('p').innerHTML = '<b>'; return false } catch { return true } })()`,
	);
	expect(isRefused).toBe(await evaluate(`'trustedTypes' in window`));
	await click('.consent [data-consent-grant]');
	await until(isThere(CHAT));
	await untilTold(({ posthog, taeller }) => posthog?.received.$pageview && taeller?.received['page view']);
	expect(await getFaults()).toEqual(isRefused ? [expect.stringContaining('require-trusted-types-for')] : []);
});

it('is whole in both languages', async () => {
	for (const banner of ['html', 'klaro', 'cookieconsent'])
		for (const path of ['/', '/report', '/cookies']) {
			const [english, danish] = await Promise.all(
				['en', 'da'].map(async (language) => {
					const response = await fetch(`${city}/${language}${path}`, { headers: { cookie: `banner=${banner}` } });
					return response.text();
				}),
			);
			expect(english).toContain('<html lang="en"');
			expect(danish).toContain('<html lang="da"');
			// What a minifier writes may look alike.
			const markup = `${english}${danish}`.replace(/<script.*?<\/script>/gs, '');
			expect(markup).not.toMatch(/\[\[\w|\w\]\]|\{\{\w/);
		}
	const redirect = async (language: string) =>
		(await fetch(city, { redirect: 'manual', headers: { 'accept-language': language } })).headers.get('location');
	expect([await redirect('da-DK,da;q=0.9'), await redirect('de')]).toEqual(['/da/', '/en/']);
	await beNew();
	await visit('/da/');
	expect(await evaluate(`document.querySelector('.ask h2').textContent`)).toBe('Må vi bruge cookies?');
});

it('ships a map that is what its script makes of Natural Earth', () => {
	expect(coast).toEqual(makeCoast());
});

it('opens the inspector from the panel, under Trusted Types too', async () => {
	for (const path of ['/en/', '/en/cookies']) {
		await visit(path);
		await click('#open-inspector');
		await until(isThere('taggate-inspector'));
		expect(await getFaults()).toEqual([]);
	}
});
