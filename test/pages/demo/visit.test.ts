import { expect, it } from 'vitest';
import { evaluate, tab, until } from '../fixture.js';
import {
	BANNER,
	CHAT,
	click,
	FILMS,
	getAccounts,
	getFaults,
	getKept,
	granted,
	hasFocus,
	isThere,
	MAP,
	PLACEHOLDERS,
	untilTold,
	visit,
} from './fixture.js';

/** Everything that waits for consent is there, on the page and by the servers' accounts. */
async function untilAllRuns() {
	await until(isThere(MAP, '#map .map-land', CHAT, ...FILMS));
	await untilTold(({ kortlager, snak, skaerm, posthog, taeller }) =>
		[
			kortlager?.stored.kortlager_visitor,
			snak?.requests,
			skaerm?.requests === 2,
			posthog?.received.$pageview,
			taeller?.received['page view'],
		].every(Boolean),
	);
}

it('leads from the first visit over rejection and acceptance to withdrawal, and the third parties learn what they may', async () => {
	// First visit.
	expect(await evaluate(isThere(BANNER, ...PLACEHOLDERS))).toBe(true);
	expect([await getAccounts(), await getKept(), await granted()]).toEqual([{}, [], 'necessary']);
	expect(
		await evaluate(`performance.getEntriesByType('resource').filter(({ name }) => new URL(name).host !== location.host).length`),
	).toBe(0);

	// Rejected: the site stays, and says what is missing.
	await click('.consent [data-consent-deny]');
	await until(`!${isThere(BANNER)}`);
	await hasFocus('.thanks');
	await visit();
	expect(await evaluate(`!${isThere(BANNER)} && ${isThere(...PLACEHOLDERS, '.towns li', '.cards a')}`)).toBe(true);
	expect([await getAccounts(), await getKept()]).toEqual([{}, ['taggate']]);

	// Accepted after all. The players are there, but have set nothing before one is played.
	await click('.settings-button');
	await hasFocus('#settings-title');
	await click('#settings .actions [data-consent-grant]');
	await untilAllRuns();
	expect((await getAccounts()).skaerm).toMatchObject({ received: {}, stored: {} });
	expect(await evaluate(isThere(PLACEHOLDERS[0]!))).toBe(false);
	await click('#large');
	await until(`localStorage.getItem('oehavet_text') === 'large'`);

	// Next visit.
	await visit();
	await untilAllRuns();
	expect(await evaluate(`!${isThere(BANNER)} && ${isThere('.large #large:checked')}`)).toBe(true);
	const kept = await getKept();
	for (const name of ['taggate', 'oehavet_text', '_pk_id.1', '_pk_ses.1', 'ph_phc_oehavet_posthog']) expect(kept).toContain(name);

	// Withdrawn: it goes, it is erased, and who counted visits is silent.
	await click('footer [popovertarget]');
	await click('#settings .actions [data-consent-deny]');
	await hasFocus('footer [popovertarget]');
	await until(isThere(...PLACEHOLDERS));
	expect(await evaluate([MAP, CHAT, ...FILMS].map((selector) => isThere(selector)).join('||'))).toBe(false);
	expect([await granted(), await getKept()]).toEqual(['necessary', ['taggate']]);
	const before = structuredClone(await getAccounts());
	await evaluate(`(posthog.capture('after'), _paq.push(['trackPageView']), void 0)`);
	await evaluate(`fetch('/coast.json').then(() => true)`);
	expect([await getAccounts(), await getKept()]).toEqual([before, ['taggate']]);

	await visit();
	expect([await evaluate(isThere(BANNER)), await getAccounts(), await getKept()]).toEqual([false, {}, ['taggate']]);

	// Forgotten: as on the first visit.
	await click('.settings-button');
	await click('#settings [data-consent-reset]');
	await until(isThere(BANNER));
	await hasFocus('.settings-button');
	expect([await getAccounts(), await getKept(), await getFaults()]).toEqual([{}, [], []]);
});

it('plays the one film that was asked for, keeps that choice, and takes it back', async () => {
	await click('[data-plays=film-harbour]');
	await hasFocus('#film-harbour');
	// It plays at once, as that was what was asked for, and only then sets its cookie.
	await untilTold(({ skaerm }) => skaerm?.received.harbour && skaerm.stored.skaerm_viewer);
	expect([Object.keys(await getAccounts()), await granted()]).toEqual([['skaerm'], 'necessary film-harbour']);
	expect(await evaluate(`!${isThere(MAP)} && !${isThere('#film-ferry')}`)).toBe(true);

	// Shown again at the next visit, but not played by itself.
	await visit();
	await untilTold(({ skaerm }) => skaerm?.requests);
	await until(isThere('#film-harbour'));
	expect((await getAccounts()).skaerm).toMatchObject({ requests: 1, received: {}, stored: {} });

	await click('.settings-button');
	await until(`document.querySelector('#may-harbour').checked && !${isThere('#may-ferry')}`);
	await click('#may-harbour');
	await click('#settings [type=submit]');
	await until(`!${isThere('#film-harbour')} && ${isThere('[data-plays=film-harbour]')} && !${isThere('#may-harbour')}`);
	expect([await granted(), await getFaults()]).toEqual(['necessary', []]);
});

it('asks in the settings for each group, and Escape leaves them as they were', async () => {
	const listBoxes = () =>
		evaluate(
			`[...document.querySelectorAll('#settings [type=checkbox]')].map(({ name, checked, disabled }) => [name, checked, disabled])`,
		);
	await click('.settings-button');
	await hasFocus('#settings-title');
	expect(await listBoxes()).toEqual([
		['necessary', true, true],
		['functional', false, false],
		['preference', false, false],
		['statistical', false, false],
	]);
	await click('#may-statistical');
	await tab.press('Escape');
	await hasFocus('.settings-button');
	expect(await evaluate(`!${isThere('#settings:popover-open')} && ${isThere(BANNER)}`)).toBe(true);
	await click('.settings-button');
	await until(`!document.querySelector('#may-statistical').checked`);
	await click('label[for=may-preference]');
	await click('#settings [type=submit]');
	await until(`!${isThere(BANNER)} && !${isThere('#settings:popover-open')}`);
	expect([await granted(), await getAccounts(), await getFaults()]).toEqual(['necessary preference', {}, []]);
});

it('offers to remember larger text where it was chosen, and does so from then on', async () => {
	const isOffered = `getComputedStyle(document.querySelector('.remember') ?? document.head).display !== 'none'`;
	expect(await evaluate(isOffered)).toBe(false);
	await click('#large');
	await until(`${isOffered} && ${isThere('html.large')}`);
	expect(await getKept()).toEqual([]);
	await click('.remember button');
	// After the click has been painted.
	await until(`!${isThere('.remember')} && localStorage.getItem('oehavet_text') === 'large'`);
	await visit();
	expect([await evaluate(isThere('html.large')), await getKept(), await getAccounts()]).toEqual([
		true,
		['oehavet_text', 'taggate'],
		{},
	]);
});

it('answers in the chat once it is turned on, keeps the conversation from page to page, and forgets it', async () => {
	const inChat = (selector: string) => `document.querySelector('#snak')?.shadowRoot.querySelector('${selector}')`;
	const listMessages = () =>
		evaluate<string[]>(
			`[...document.querySelector('#snak').shadowRoot.querySelectorAll('.log p')].map((line) => line.textContent)`,
		);
	await click('.chat-place [data-consent-grant]');
	// What takes the place of the button that was pressed.
	await hasFocus('.chat-place p');
	await until(inChat('.open'));
	await click('[data-chat]');
	await until(`document.activeElement.id === 'snak' && !${inChat('section')}.hidden`);
	await evaluate(
		`void (${inChat('input').replace('?.', '.')}.value = 'When does the ferry sail?', ${inChat('form')}.requestSubmit())`,
	);
	await until(`${inChat('p:nth-child(3)')}`);
	expect((await listMessages()).at(-1)).toMatch(/ferry to Ærøskøbing/);
	expect((await getAccounts()).snak).toMatchObject({ received: { message: 1 }, stored: { snak_visitor: 1 } });
	await tab.press('Escape');
	await until(`${inChat('section')}.hidden`);

	await visit('/da/cookies');
	await until(inChat('p:nth-child(3)'));
	await click('#page-functional');
	await click('.cookie-groups [type=submit]');
	await until(`!${isThere(CHAT)}`);
	expect([await getKept(), await getFaults()]).toEqual([['taggate'], []]);
});

it('tells in the side panel what each party got, why each tag waits, and what went over the bus', async () => {
	const readTag = (label: string) =>
		evaluate<string>(
			`[...document.querySelectorAll('#tags li')].find((line) => line.firstChild.textContent === '${label}').textContent`,
		);
	const readParty = (id: string) => `document.querySelector('[data-party=${id}]').textContent`;
	expect(await evaluate(readParty('kortlager'))).toContain('0 requests');
	expect(await readTag('Leaflet')).toBe('Leafletwaitsneeds functional');
	expect(await readTag('Film: the ferry')).toBe('Film: the ferrywaitsneeds functional or film-ferry');

	await click('#towns [data-consent-grant]');
	await until(`${readParty('kortlager')}.includes('kortlager_visitor') && ${readParty('kortlager')}.includes('1 request')`);
	await until(isThere('#map .map-land'));
	expect(await readTag('Leaflet')).toBe('Leafletran 1.functional');
	expect(await readTag('Film: the ferry')).toBe('Film: the ferryshownfunctional | film-ferry');
	expect(await readTag('PostHog: statistics')).toBe('PostHog: statisticswaitsneeds statistical');
	expect(await evaluate(`document.querySelector('#kept').textContent`)).toBe('taggate cookie, Øhavet');

	await evaluate(`void dispatchEvent(new CustomEvent('consent:update', { detail: { functional: false } }))`);
	await until(`!${isThere('#map')}`);
	expect(await readTag('Leaflet')).toBe('Leafletran, now silentneeds functional');
	const bus = await evaluate<string[]>(
		`[...document.querySelectorAll('#bus p')].map((line) => line.textContent.replace(/^\\S+ s /, ''))`,
	);
	// The order in which they were sent: the word of a button or a banner before the runtime's answer.
	expect(bus.filter((line) => /consent:(update|change)/.test(line))).toEqual([
		'consent:update {"necessary":true,"functional":true}',
		'consent:change granted: functional; denied: –',
		'consent:update {"functional":false}',
		'consent:change granted: –; denied: functional',
	]);
	expect(bus).toContain('consent:activated Leaflet');
});
