import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORGET } from '../../bridges/hosted.js';
import { VENDORS, type Vendor } from '../../bridges/vendors.js';
import { consent, entries, evaluate, faults, open, runtime, thirdParty, until } from '../fixture.js';

const code = (name: string) => readFileSync(new URL(`../../../dist/bridges/${name}.min.js`, import.meta.url), 'utf8');

/** A page of these parts: `bridge`, `runtime`, `vendor` (its base code), `wait` (until the vendor's library has come). */
async function visit({ name, baseCode, library }: Vendor, parts: string, { attributes = '', isReturning = false } = {}) {
	const source = `${thirdParty}/script.js?body=${encodeURIComponent(`${library}; window.hasLibrary = true`).replaceAll("'", '%27')}`;
	const texts: Record<string, string> = {
		runtime: `<script>${runtime}</script>`,
		bridge: `<script ${attributes}>${code(name)}</script>`,
		vendor: `<script>${baseCode(source)}</script>`,
	};
	await open(
		`<script>${isReturning ? '' : FORGET}</script>${parts
			.split(' ')
			.map((part) => texts[part])
			.join('\n')}`,
		{ hasRuntime: false, isReturning },
	);
	await until('window.hasLibrary');
}

/** What the vendor has heard since it was asked last. */
async function hear() {
	const heard = await entries();
	await evaluate('void (entries.length = 0)');
	expect(await faults()).toEqual([]);
	return heard;
}

/** A visitor who has decided before. */
async function decide(vendor: Vendor, choices: Record<string, boolean>) {
	await visit(vendor, 'runtime vendor');
	await consent(choices);
}

describe.each(VENDORS)('$name', (vendor) => {
	const { category, own, revoked, granted, grant, revoke } = vendor;
	const other = category === 'marketing' ? 'functional-other' : 'marketing';

	it.each(['runtime bridge vendor', 'bridge runtime vendor', 'bridge vendor runtime'])(
		'%s: denies before the vendor begins, and then tells each change that matters, once',
		async (parts) => {
			await visit(vendor, parts);
			expect(await hear()).toEqual([...revoked, ...own]);
			await consent({ [other]: true });
			expect(await hear(), 'of no matter').toEqual([]);
			await consent({ [category]: true });
			expect(await hear()).toEqual(grant);
			await consent({ [category]: true });
			expect(await hear(), 'nothing new').toEqual([]);
			await consent({ [category]: false });
			expect(await hear()).toEqual(revoke);
			await consent({ [category]: true });
			await hear();
			await evaluate('taggate.reset()');
			expect(await hear(), 'forgotten').toEqual(revoke);
		},
	);

	it('begins with the stored decision where the runtime is there', async () => {
		await decide(vendor, { [category]: true });
		await visit(vendor, 'runtime bridge vendor', { isReturning: true });
		expect(await hear()).toEqual([...granted, ...own]);
		await consent({ [category]: false });
		expect(await hear()).toEqual(revoke);
	});

	it('tells of the stored decision as soon as the runtime is there, and grants nothing before', async () => {
		await decide(vendor, { [category]: true });
		await visit(vendor, 'bridge runtime vendor', { isReturning: true });
		const heard = await hear();
		// The last word stands where the vendor has one entry for both.
		if (vendor.name === 'meta') expect(heard).toEqual([...grant, ...own]);
		else expect(heard).toEqual([...revoked, ...grant, ...own]);
		await visit(vendor, 'bridge vendor runtime', { isReturning: true });
		const late = await hear();
		expect(late.slice(0, revoked.length)).toEqual(revoked);
		// What the vendor's library says of itself when it comes may come before the runtime, or after.
		expect(late.slice(revoked.length)).toHaveLength(own.length + grant.length);
		expect(late).toEqual(expect.arrayContaining([...own, ...grant]));
	});

	it('denies what a stored decision denies', async () => {
		await decide(vendor, { [category]: false });
		await visit(vendor, 'runtime bridge vendor', { isReturning: true });
		expect(await hear()).toEqual([...revoked, ...own]);
	});

	it('works after the base code too', async () => {
		await visit(vendor, 'runtime vendor bridge');
		expect(await hear()).toEqual(expect.arrayContaining([...own, ...revoked]));
		await consent({ [category]: true });
		expect(await hear()).toEqual(grant);
	});

	it('does no harm without a runtime', async () => {
		await visit(vendor, 'bridge vendor');
		expect(await hear()).toEqual([...revoked, ...own]);
	});
});

describe('google-consent-mode', () => {
	const vendor = VENDORS[0]!;
	const signals = (granted: string[]) =>
		Object.fromEntries(
			[
				'ad_storage',
				'ad_user_data',
				'ad_personalization',
				'analytics_storage',
				'functionality_storage',
				'personalization_storage',
				'security_storage',
			].map((name) => [name, granted.includes(name) || name === 'security_storage' ? 'granted' : 'denied']),
		);
	const own = ['config', 'G-1'];

	it('sends all seven signals, each by its category', async () => {
		await visit(vendor, 'runtime bridge vendor');
		await hear();
		await consent({ statistical: true, functional: true, preference: true });
		const names = ['analytics_storage', 'functionality_storage', 'personalization_storage'];
		expect(await hear()).toEqual([['consent', 'update', signals(names)]]);
	});

	it('waits, redacts and passes through when it is told to', async () => {
		await visit(vendor, 'runtime bridge vendor', { attributes: 'data-wait=500 data-redact data-passthrough' });
		expect(await hear()).toEqual([
			['consent', 'default', { ...signals([]), wait_for_update: 500 }],
			['set', 'ads_data_redaction', true],
			['set', 'url_passthrough', true],
			own,
		]);
	});

	it('lets tags that wait go on when the visitor refuses, and does not wait for one who has decided', async () => {
		await visit(vendor, 'bridge runtime vendor', { attributes: 'data-wait=500' });
		expect(await hear()).toEqual([['consent', 'default', { ...signals([]), wait_for_update: 500 }], own]);
		await consent({ marketing: false });
		expect(await hear()).toEqual([['consent', 'update', signals([])]]);
		await visit(vendor, 'runtime bridge vendor', { attributes: 'data-wait=500', isReturning: true });
		expect(await hear()).toEqual([['consent', 'default', signals([])], own]);
		await visit(vendor, 'bridge runtime vendor', { attributes: 'data-wait=500', isReturning: true });
		expect(await hear()).toEqual([
			['consent', 'default', { ...signals([]), wait_for_update: 500 }],
			['consent', 'update', signals([])],
			own,
		]);
	});

	it('confines the default to regions, and no decision: what was refused is refused outside of them too', async () => {
		const attributes = 'data-region="DK, US-CA"';
		const byDefault = ['consent', 'default', { ...signals([]), region: ['DK', 'US-CA'] }];
		await visit(vendor, 'runtime bridge vendor', { attributes });
		expect(await hear()).toEqual([byDefault, own]);
		await consent({ marketing: false });
		expect(await hear()).toEqual([['consent', 'update', signals([])]]);
		await visit(vendor, 'runtime bridge vendor', { attributes, isReturning: true });
		expect(await hear()).toEqual([byDefault, ['consent', 'update', signals([])], own]);
	});

	it('takes a map, whose values are conditions, and keeps the default for the other signals', async () => {
		const attributes = `data-map='{"ad_user_data":"marketing sharing","analytics_storage":"marketing | statistical"}'`;
		await visit(vendor, 'runtime bridge vendor', { attributes });
		await hear();
		await consent({ marketing: true });
		expect(await hear()).toEqual([['consent', 'update', signals(['ad_storage', 'ad_personalization', 'analytics_storage'])]]);
		await consent({ sharing: true });
		const all = ['ad_storage', 'ad_user_data', 'ad_personalization', 'analytics_storage'];
		expect(await hear()).toEqual([['consent', 'update', signals(all)]]);
	});
});

it('matomo: counts without cookies when it is told to', async () => {
	const vendor = VENDORS.find(({ name }) => name === 'matomo')!;
	await visit(vendor, 'bridge runtime vendor', { attributes: 'data-cookieless' });
	expect(await hear()).toEqual([['requireCookieConsent'], ...vendor.own]);
	await consent({ statistical: true });
	await consent({ statistical: false });
	expect(await hear()).toEqual([['setCookieConsentGiven'], ['forgetCookieConsentGiven']]);
});

it.each(VENDORS.filter(({ name }) => /meta|matomo|tiktok/.test(name)))('$name: takes a map of its one signal', async (vendor) => {
	await visit(vendor, 'bridge runtime vendor', { attributes: 'data-map=consent:ads' });
	await hear();
	await consent({ [vendor.category]: true });
	expect(await hear()).toEqual([]);
	await consent({ ads: true });
	expect(await hear()).toEqual(vendor.grant);
});

it('meta: leaves no trace on the property that it has waited for', async () => {
	const vendor = VENDORS.find(({ name }) => name === 'meta')!;
	await visit(vendor, 'bridge runtime vendor');
	const shape = await evaluate(`[[window, 'fbq'], [fbq, 'queue']].map(([target, key]) => {
		const { configurable, enumerable, writable } = Object.getOwnPropertyDescriptor(target, key);
		return [configurable, enumerable, writable];
	})`);
	expect(shape).toEqual([
		[true, true, true],
		[true, true, true],
	]);
});
