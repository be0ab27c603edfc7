import { expect, it } from 'vitest';
import { evaluate, loaded, open, publish, until } from '../fixture.js';
import { attach, BOTH, type Manager, NONE, ONE, press, RUNTIME, visit, walk } from './manager.js';

const configure = (name: string) =>
	publish(
		`/cookies/${name}.json`,
		JSON.stringify({
			config: {
				cookie: { name, expires: 31_536_000_000, secure: false, sameSite: 'Lax' },
				interface: {
					showDenyAll: true,
					openSettingsHash: '#editCookieSettings',
					translationQuery: '/node_modules/cookiesjsr/lang/en/translation.json',
				},
			},
			services: {
				statistics: {
					id: 'statistics',
					services: [{ key: 'analytics', type: 'statistics', name: 'Analytics', needConsent: true }],
				},
				marketing: { id: 'marketing', services: [{ key: 'ads', type: 'marketing', name: 'Ads', needConsent: true }] },
			},
		}),
		'application/json',
	);
configure('cookiesjsr');
configure('mine');

const set = (services: object) =>
	evaluate(`document.dispatchEvent(new CustomEvent('cookiesjsrSetService', { detail: ${JSON.stringify(services)} }))`);

const manager: Manager = {
	bridge: 'drupal-cookies',
	exported: 'drupalCookies',
	before: `<link rel="stylesheet" href="/node_modules/cookiesjsr/dist/cookiesjsr.min.css"><div id="cookiesjsr"></div>
		<script>document.cookiesjsr = { apiUrl: '', configQuery: '/cookies/cookiesjsr.json' }</script>`,
	source: '/node_modules/cookiesjsr/dist/cookiesjsr.min.js',
	isAsking: `document.querySelector('.cookiesjsr-btn.allowAll')`,
	isThere: 'document.cookiesjsr.config',
	steps: [
		['accepts all', () => press('.cookiesjsr-btn.allowAll'), BOTH],
		['takes one back', () => set({ services: { ads: false } }), ONE],
		[
			'withdraws',
			async () => {
				await evaluate(`void (location.hash = '#editCookieSettings')`);
				await until(`document.querySelector('.cookiesjsr-layer--actions .denyAll')`);
				await press('.cookiesjsr-layer--actions .denyAll');
			},
			NONE,
		],
		['grants again', () => set({ all: true }), BOTH],
	],
	halfBuilt: ['document.cookiesjsr = {}', 'document.cookiesjsr = { config: null }', 'document.cookiesjsr = 1'],
	cookie: 'cookiesjsr',
};

walk(manager);

it('follows a cookie of another name', async () => {
	const page = `${RUNTIME}${attach({ bridge: 'drupal-cookies' })}
		${manager.before.replace('cookiesjsr.json', 'mine.json')}<script src="${manager.source}"></script>`;
	await visit(page, manager);
	await press('.cookiesjsr-btn.allowAll');
	await until(`taggate.has('analytics ads')`);
	await open(page, { hasRuntime: false, isReturning: true });
	await loaded();
	await until(`taggate.has('analytics ads')`);
	expect(await evaluate('document.cookie')).toContain('mine=');
});
