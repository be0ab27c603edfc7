import { beforeEach, expect, it, vi } from 'vitest';
import { clarity } from '../../src/bridges/clarity.js';
import { googleConsentMode } from '../../src/bridges/google-consent-mode.js';
import { matomo } from '../../src/bridges/matomo.js';
import { meta } from '../../src/bridges/meta.js';
import { microsoftUet } from '../../src/bridges/microsoft-uet.js';
import type { Signal } from '../../src/bridges/outbound.js';
import { tiktok } from '../../src/bridges/tiktok.js';
import type { Taggate } from '../../src/types.js';

type Vendors = typeof globalThis & Record<'dataLayer' | '_paq' | 'uetq' | 'ttq', unknown[]> & Record<'fbq' | 'clarity', unknown>;
const page = globalThis as Vendors;

/** A runtime whose names hold literally. */
function createRuntime(...granted: string[]) {
	const change = (...names: string[]) => {
		granted = names;
		document.dispatchEvent(new CustomEvent('consent:change'));
	};
	const taggate = {
		push: (callback: (taggate: Taggate) => void) => callback(taggate),
		has: (name: string) => name === 'necessary' || granted.includes(name),
	} as unknown as Taggate;
	return { taggate, change };
}

beforeEach(() => {
	for (const name of ['dataLayer', '_paq', 'uetq', 'ttq', 'fbq', 'clarity', 'taggate']) Reflect.deleteProperty(page, name);
});

const count = (name: 'dataLayer' | '_paq' | 'uetq' | 'ttq') => page[name]?.length ?? 0;

it.each([
	['Google', googleConsentMode, () => count('dataLayer')],
	['Matomo', matomo, () => count('_paq')],
	['Microsoft UET', microsoftUet, () => count('uetq')],
	['TikTok', tiktok, () => count('ttq')],
	['Clarity', clarity, () => (page.clarity as { q: unknown[] }).q.length],
] as [string, Signal, () => number][])('%s: says nothing after it was ended', (_, bridge, told) => {
	const { taggate, change } = createRuntime();
	const off = bridge(taggate);
	change('statistical', 'marketing');
	const before = told();
	expect(before).toBeGreaterThan(1);
	off();
	change();
	expect(told()).toBe(before);
});

it('says nothing when it was ended before the runtime came', () => {
	const off = microsoftUet();
	const waiting = window.taggate as ((taggate: Taggate) => void)[];
	off();
	waiting[0]!(createRuntime('marketing').taggate);
	expect(page.uetq).toEqual(['consent', 'default', { ad_storage: 'denied' }]);
});

it('Meta: tells the function that is there', () => {
	const fbq = vi.fn();
	page.fbq = fbq;
	const { taggate, change } = createRuntime();
	const off = meta(taggate);
	change('marketing');
	change();
	off();
	change('marketing');
	expect(fbq.mock.calls).toEqual([
		['consent', 'revoke'],
		['consent', 'grant'],
		['consent', 'revoke'],
	]);
});

it('TikTok: calls the methods that are there', () => {
	const calls: string[] = [];
	const methods = ['holdConsent', 'grantConsent', 'revokeConsent'].map((name) => [name, () => calls.push(name)]);
	Object.assign(page, { ttq: Object.assign([], Object.fromEntries(methods)) });
	const { taggate, change } = createRuntime();
	tiktok(taggate);
	change('marketing');
	change();
	expect(calls).toEqual(['holdConsent', 'grantConsent', 'revokeConsent']);
});

it('Google: is told in arguments objects, its options as values', () => {
	googleConsentMode(createRuntime().taggate, { wait: 250, region: 'DK', redact: true, passthrough: false });
	expect(page.dataLayer.map((entry) => ({}).toString.call(entry))).toEqual(['[object Arguments]', '[object Arguments]']);
	expect(Array.from(page.dataLayer[0] as unknown[])[2]).toMatchObject({ wait_for_update: 250, region: ['DK'] });
	expect(Array.from(page.dataLayer[1] as unknown[])).toEqual(['set', 'ads_data_redaction', true]);
});

it('Matomo: takes the false of a module as no', () => {
	matomo(createRuntime('statistical').taggate, { cookieless: false });
	expect(page._paq).toEqual([['requireConsent'], ['setConsentGiven']]);
});
