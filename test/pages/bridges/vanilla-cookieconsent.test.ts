import { expect, it } from 'vitest';
import { entries, evaluate, faults, loaded, open, until } from '../fixture.js';
import { attach, BOTH, inTurn, type Manager, NONE, ONE, press, RUNTIME, settle, unlessWebkit, visit, walk } from './manager.js';

const CONFIGURATION = `{
	hideFromBots: false,
	manageScriptTags: false,
	categories: { necessary: { enabled: true, readOnly: true }, analytics: {}, ads: {} },
	language: { default: 'en', translations: { en: {
		consentModal: { title: 'Cookies', description: 'We ask.', acceptAllBtn: 'All', acceptNecessaryBtn: 'None', showPreferencesBtn: 'Some' },
		preferencesModal: { title: 'Some', acceptAllBtn: 'All', acceptNecessaryBtn: 'None', savePreferencesBtn: 'Save', sections: [
			{ title: 'Analytics', linkedCategory: 'analytics' }, { title: 'Ads', linkedCategory: 'ads' },
		] },
	} } },
}`;

const openModal = async () => {
	await evaluate('void CookieConsent.showPreferences()');
	await until(`document.querySelector('#cc-main .section__toggle[value=ads]')`);
};

const manager: Manager = {
	bridge: 'vanilla-cookieconsent',
	exported: 'vanillaCookieconsent',
	before: `<p></p><link rel="stylesheet" href="/node_modules/vanilla-cookieconsent/dist/cookieconsent.css">
		<script>window.start = () => CookieConsent.run(${CONFIGURATION})</script>`,
	source: '/node_modules/vanilla-cookieconsent/dist/cookieconsent.umd.js',
	isAsking: `document.documentElement.matches('.show--consent')`,
	isThere: `window._ccRun`,
	steps: [
		['accepts all', () => press('#cc-main .cm [data-role=all]'), BOTH],
		[
			'takes one back',
			async () => {
				await openModal();
				await evaluate(`document.querySelector('#cc-main .section__toggle[value=ads]').click()`);
				await press('#cc-main .pm [data-role=save]');
			},
			ONE,
		],
		['withdraws', inTurn(openModal, () => press('#cc-main .pm [data-role=necessary]')), NONE],
		['grants again', () => evaluate(`CookieConsent.acceptCategory('all')`), BOTH],
		...unlessWebkit(['is made to forget', () => evaluate('(CookieConsent.reset(true), start())'), {}]),
	],
	halfBuilt: [
		'window.CookieConsent = {}',
		'window.CookieConsent = { show() {}, renew() {} }',
		'window.CookieConsent = null',
		`dispatchEvent(new CustomEvent('cc:onConsent')); addEventListener('load', () => dispatchEvent(new CustomEvent('cc:onConsent', { detail: {} })))`,
	],
};

walk(manager);

it('takes no decision that a revision has made void', async () => {
	const page = (revision: number) => `${RUNTIME}${attach({ bridge: 'vanilla-cookieconsent' })}
		${manager.before.replace('hideFromBots', `revision: ${revision}, hideFromBots`)}<script src="${manager.source}" onload="start()"></script>`;
	await visit(page(1), manager);
	await press('#cc-main .cm [data-role=all]');
	await until(`taggate.has('analytics ads')`);
	await open(page(2), { hasRuntime: false, isReturning: true });
	await loaded();
	await until(manager.isAsking);
	await settle();
	expect([await entries(), await faults()]).toEqual([[], []]);
});

it('hears the events of a module, which has no global', async () => {
	const page = `${RUNTIME}${attach({ bridge: 'vanilla-cookieconsent' })}
		<script type="module">
		import * as module from '/node_modules/vanilla-cookieconsent/dist/cookieconsent.esm.js';
		module.run(${CONFIGURATION});
		window.choose = module.acceptCategory;
		</script>`;
	await visit(page, manager);
	expect(await evaluate('typeof CookieConsent')).toBe('undefined');
	await press('#cc-main .cm [data-role=all]');
	await until('entries.length === 1');
	await open(page, { hasRuntime: false, isReturning: true });
	await loaded();
	await until('entries.length === 1 && window.choose');
	await evaluate(`choose(['analytics'])`);
	await until('entries.length === 2');
	await evaluate('choose([])');
	await until('entries.length === 3');
	await settle();
	expect([await entries(), await faults()]).toEqual([[BOTH, ONE, NONE], []]);
});
