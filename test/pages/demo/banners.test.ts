import { describe, expect, it } from 'vitest';
import { evaluate, until } from '../fixture.js';
import {
	BANNER,
	beNew,
	CHAT,
	click,
	FILMS,
	getAccounts,
	getFaults,
	getKept,
	granted,
	isThere,
	MAP,
	PLACEHOLDERS,
	untilThere,
	untilTold,
	visit,
} from './fixture.js';

interface Banner {
	cookie: string;
	/** Condition: a first visitor is being asked. */
	isAsking: string;
	accept: string;
	/** What rejects all that was accepted, once the settings are open. */
	reject: string[];
}
const BANNERS: Record<string, Banner> = {
	cookieconsent: {
		cookie: 'cc_cookie',
		isAsking: isThere('.show--consent #cc-main .cm'),
		accept: '#cc-main .cm [data-role=all]',
		reject: ['#cc-main .pm [data-role=necessary]'],
	},
	klaro: {
		cookie: 'klaro',
		isAsking: isThere('.klaro .cookie-notice'),
		accept: '.klaro .cookie-notice .cm-btn-success',
		// Who has accepted is not offered one button for all.
		reject: [
			...['functional', 'preference', 'statistical', 'film-harbour', 'film-ferry'].map(
				(name) => `label[for=service-item-${name}]`,
			),
			'.klaro .cookie-modal .cm-btn-accept',
		],
	},
};

describe.each(Object.entries(BANNERS))('%s', (name, { cookie, isAsking, accept, reject }) => {
	it('drives the same page: nothing before, everything when accepted, nothing left when withdrawn', async () => {
		await beNew(name);
		await until(isAsking);
		expect([await getAccounts(), await getKept(), await evaluate(isThere(...PLACEHOLDERS))]).toEqual([{}, ['banner'], true]);

		await click(accept);
		await until(isThere(MAP, CHAT, ...FILMS));
		await untilTold(({ posthog, taeller }) => posthog?.received.$pageview && taeller?.received['page view']);

		await visit();
		await until(isThere(MAP, CHAT, ...FILMS));
		await untilTold(({ posthog, taeller }) => posthog?.received.$pageview && taeller?.received['page view']);
		expect(await evaluate(isAsking)).toBe(false);
		for (const kept of [cookie, '_pk_id.1', 'ph_phc_oehavet_posthog']) expect(await getKept()).toContain(kept);

		await click('.settings-button');
		await until(isThere(...reject));
		for (const selector of reject) await click(selector);
		await until(`${isThere(...PLACEHOLDERS)} && !${isThere(MAP)} && !${isThere(CHAT)}`);
		expect([await granted(), await getKept()]).toEqual(['necessary', ['banner', cookie].sort()]);
		await visit();
		expect([await getAccounts(), await getFaults(), await evaluate(isAsking)]).toEqual([{}, [], false]);
	});

	it('keeps what a placeholder’s button allowed', async () => {
		await beNew(name);
		await until(isAsking);
		await click('[data-plays=film-ferry]');
		await untilTold(({ skaerm }) => skaerm?.received.ferry);
		await until(`!(${isAsking})`);
		await visit();
		await until(isThere('#film-ferry'));
		expect([await granted(), await evaluate(isAsking), await getFaults()]).toEqual(['necessary film-ferry', false, []]);
		expect(Object.keys(await getAccounts())).toEqual(['skaerm']);
	});
});

it('changes from one banner to another by a button, each asking anew, on the page where it was pressed', async () => {
	await visit('/da/report');
	await click('.consent [data-consent-grant]');
	await untilTold(({ posthog, taeller }) => posthog?.received.$pageview && taeller?.received['page view']);
	await click('[value=klaro]');
	await untilThere(`location.pathname === '/da/report' && ${BANNERS.klaro!.isAsking}`);
	expect([await getKept(), await granted(), await getAccounts()]).toEqual([['banner'], 'necessary', {}]);
	await click(BANNERS.klaro!.accept);
	await until(isThere(CHAT));
	await click('[value=cookieconsent]');
	await untilThere(`location.pathname === '/da/report' && ${BANNERS.cookieconsent!.isAsking}`);
	expect([await getKept(), await getAccounts()]).toEqual([['banner'], {}]);
	await click('[value=html]');
	await untilThere(isThere(BANNER));
	expect([await getKept(), await getFaults()]).toEqual([[], []]);
});
