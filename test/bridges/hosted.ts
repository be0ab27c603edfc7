/** The managers that no package brings, each as a fake that behaves as its documentation and its users say, and what is asked of every bridge. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

export interface Manager {
	name: string;
	bridge: string;
	/** Its script. */
	source: string;
	/** Its names; the first are what tests of a map use. */
	theirs: string[];
	/** Ours, when all of theirs are granted. */
	ours: string[];
	/** A choice of some, and what then is granted. */
	some: [theirs: string[], ours: string[]];
	/** Withdrawal forgets the decision; otherwise it denies. */
	isForgotten?: boolean;
	/** What is there of the manager when only half of it is. */
	half: string[];
	/** Its memory, when somebody has broken it. */
	malformed: string[];
	/** Its memory, when a part is missing that its own API does without, and what then is granted. */
	partial?: [part: string, ours: string[]][];
}

/** Run in a page, lets it forget all visits. A driver's own way may still be under way when the page reads its cookies. */
export const FORGET = `for (const pair of document.cookie.split('; ')) document.cookie = pair.split('=')[0] + '=;path=/;max-age=0';
	localStorage.clear();`;

/** A page and its visitor. */
export interface World {
	/** Loads a page of these parts: `bridge`, `runtime`, `manager`, `late` (the manager, long after everything else), or source text. */
	visit(manager: Manager, parts: string[], options?: { map?: string; isReturning?: boolean }): Promise<void>;
	/** Does something in the page and waits until all that follows from it has been done. */
	act(source: string): Promise<void>;
	look(): Promise<{ granted: string[]; isDecided: boolean; changes: number; faults: string[] }>;
}

const fake = (name: string) => readFileSync(`test/bridges/fakes/${name}.js`, 'utf8');
const jquery = readFileSync('node_modules/jquery/dist/jquery.min.js', 'utf8');
const drupal = (settings: object) =>
	`if (!window.jQuery) { ${jquery} }
	window.drupalSettings = { eu_cookie_compliance: ${JSON.stringify(settings)} };
	${fake('drupal-eu-cookie-compliance')}`;
/** Neither percent-encoded nor JSON, then percent-encoded JSON of another kind. */
const cookies = (...names: string[]) =>
	names.flatMap((name) => ['%', '%7B', 'null', '[]', '1'].map((value) => `document.cookie = '${name}=${value};path=/'`));

const cookieInformation = (value: object) =>
	`document.cookie = 'CookieInformationConsent=${encodeURIComponent(JSON.stringify(value))};path=/'`;

const ALL = ['functional', 'marketing', 'preference', 'statistical'];

export const MANAGERS: Manager[] = [
	{
		name: 'Cookie Information',
		bridge: 'cookie-information',
		source: fake('cookie-information'),
		theirs: ['cookie_cat_statistic', 'cookie_cat_functional', 'cookie_cat_marketing'],
		ours: ['functional', 'marketing', 'statistical'],
		some: [['cookie_cat_functional'], ['functional']],
		half: ['window.CookieInformation = {}', 'window.CookieInformation = true'],
		malformed: cookies('CookieInformationConsent'),
		partial: [
			[cookieInformation({ consents_approved: ['cookie_cat_necessary', 'cookie_cat_functional'] }), ['functional']],
			[cookieInformation({ consents_approved: ['cookie_cat_necessary'], consents_denied: null }), []],
		],
	},
	{
		name: 'Cookiebot',
		bridge: 'cookiebot',
		source: fake('cookiebot'),
		theirs: ['statistics', 'preferences', 'marketing'],
		ours: ['marketing', 'preference', 'statistical'],
		some: [
			['preferences', 'statistics'],
			['preference', 'statistical'],
		],
		isForgotten: true,
		half: ['window.Cookiebot = {}', 'window.Cookiebot = { hasResponse: true, consent: { marketing: true } }'],
		malformed: cookies('CookieConsent'),
	},
	{
		name: 'OneTrust',
		bridge: 'onetrust',
		source: fake('onetrust'),
		theirs: ['C0002', 'C0003', 'C0004', 'C0005', 'C0007'],
		ours: ['functional', 'marketing', 'statistical'],
		some: [['C0003', 'C0005'], ['functional']],
		half: ['window.OneTrust = { geolocationResponse: {} }', 'window.OneTrust = { IsAlertBoxClosed: () => true }'],
		malformed: cookies('OptanonConsent'),
	},
	{
		name: 'Usercentrics 2',
		bridge: 'usercentrics',
		source: fake('usercentrics-2'),
		theirs: ['functional', 'marketing'],
		ours: ['functional', 'marketing'],
		// One of the services of a category is not the category.
		some: [['functional', 'marketing:0'], ['functional']],
		half: ['window.UC_UI = {}', 'window.UC_UI = { isInitialized: () => true }'],
		malformed: [`localStorage.uc_settings = '{'; localStorage.uc_user_interaction = 'true'`],
	},
	{
		name: 'Usercentrics 3',
		bridge: 'usercentrics',
		source: fake('usercentrics-3'),
		theirs: ['functional', 'marketing'],
		ours: ['functional', 'marketing'],
		some: [['functional', 'marketing:0'], ['functional']],
		isForgotten: true,
		half: [
			'window.__ucCmp = {}',
			'window.__ucCmp = { getConsentDetails: () => Promise.reject(new Error("not ready")) }',
			'window.__ucCmp = { getConsentDetails: async () => undefined }',
			'window.__ucCmp = { getConsentDetails: async () => ({ consent: { type: "EXPLICIT" } }) }',
		],
		malformed: [`localStorage.ucData = '{'`],
	},
	{
		name: 'Didomi',
		bridge: 'didomi',
		source: fake('didomi'),
		theirs: ['market_research', 'improve_products', 'cookies'],
		ours: ['marketing', 'preference', 'statistical'],
		some: [['cookies', 'measure_content_performance', 'select_personalized_ads'], ['statistical']],
		half: ['window.Didomi = {}', 'window.Didomi = { shouldConsentBeCollected: () => false }'],
		malformed: cookies('didomi_token'),
	},
	{
		name: 'CookieYes',
		bridge: 'cookieyes',
		source: fake('cookieyes'),
		theirs: ['analytics', 'functional', 'advertisement'],
		ours: ['functional', 'marketing', 'statistical'],
		some: [['functional', 'performance'], ['functional']],
		half: ['window.getCkyConsent = () => undefined', 'window.getCkyConsent = () => ({ isUserActionCompleted: true })'],
		malformed: cookies('cookieyes-consent'),
	},
	{
		name: 'Complianz',
		bridge: 'complianz',
		source: fake('complianz'),
		theirs: ['statistics', 'preferences', 'marketing'],
		ours: ALL,
		some: [['preferences'], ['functional', 'preference']],
		half: ['window.cmplz_get_cookie = () => "dismissed"', 'window.cmplz_has_consent = () => true'],
		malformed: cookies('cmplz_banner-status', 'cmplz_marketing'),
	},
	{
		name: 'WP Consent API',
		bridge: 'wp-consent-api',
		source: fake('wp-consent-api'),
		theirs: ['statistics', 'preferences', 'marketing', 'functional'],
		ours: ALL,
		some: [['preferences', 'statistics-anonymous'], ['preference']],
		half: ['window.consent_api = {}', 'window.wp_has_consent = () => true'],
		malformed: cookies('wp_consent_marketing'),
	},
	...[
		['a status that is a number', {}],
		['a status that is text', { isStatusText: true }],
	].map(
		([kind, settings]): Manager => ({
			name: `EU Cookie Compliance, with ${kind}`,
			bridge: 'drupal-eu-cookie-compliance',
			source: drupal({ cookie_categories: ['analytics', 'video', 'ads'], ...(settings as object) }),
			theirs: ['analytics', 'video', 'ads'],
			ours: ['ads', 'analytics', 'video'],
			some: [['video'], ['video']],
			isForgotten: true,
			half: [
				'window.Drupal = {}; window.drupalSettings = {}',
				`window.Drupal = { eu_cookie_compliance: { getCurrentStatus: () => 2, getAcceptedCategories: () => ['ads'] } }`,
			],
			malformed: cookies('cookie-agreed-categories', 'cookie-agreed').filter((part) => !part.includes('cookie-agreed=1')),
		}),
	),
	{
		name: 'EU Cookie Compliance of the time before categories',
		bridge: 'drupal-eu-cookie-compliance',
		source: drupal({}),
		theirs: ['agreed'],
		ours: ['agreed'],
		some: [['agreed'], ['agreed']],
		isForgotten: true,
		half: ['window.Drupal = { eu_cookie_compliance() {} }'],
		malformed: [`document.cookie = 'cookie-agreed=%;path=/'`, `document.cookie = 'cookie-agreed=yes;path=/'`],
	},
];

const ORDERS = [
	['bridge', 'runtime', 'manager'],
	['bridge', 'manager', 'runtime'],
	['runtime', 'bridge', 'manager'],
	['runtime', 'manager', 'bridge'],
	['manager', 'bridge', 'runtime'],
	['manager', 'runtime', 'bridge'],
	['bridge', 'runtime', 'late'],
];

const UNDECIDED = { granted: [], isDecided: false, changes: 0, faults: [] };

export function describeBridge(manager: Manager, { visit, act, look }: World, orders = ORDERS) {
	const { theirs, ours, some, half, malformed, isForgotten } = manager;
	const accepted = { granted: ours, isDecided: true, changes: 1, faults: [] };
	const choose = (ids: string[]) => `visitor.choose(${JSON.stringify(ids)})`;

	it.each(orders.map((order) => [order.join(', '), order] as const))(
		'%s: grants on acceptance, and at once to who returns',
		async (_, order) => {
			await visit(manager, order);
			expect(await look()).toEqual(UNDECIDED);
			await act('visitor.accept()');
			expect(await look()).toEqual(accepted);
			await visit(manager, order, { isReturning: true });
			expect(await look()).toEqual(accepted);
		},
	);

	it('follows a change and a withdrawal, each with one change', async () => {
		await visit(manager, ORDERS[0]!);
		await act('visitor.accept()');
		await act(choose(some[0]));
		const changes = some[1].length === ours.length ? 1 : 2;
		expect(await look()).toEqual({ ...accepted, granted: some[1], changes });
		await act('visitor.withdraw()');
		const withdrawn = {
			granted: ours.filter((name) => manager.bridge === 'complianz' && name === 'functional'),
			isDecided: !isForgotten,
		};
		expect(await look()).toEqual({ ...withdrawn, changes: changes + 1, faults: [] });
		await visit(manager, ORDERS[0]!, { isReturning: true });
		expect(await look()).toEqual({ ...withdrawn, changes: isForgotten ? 0 : 1, faults: [] });
	});

	it('denies all on refusal', async () => {
		await visit(manager, ORDERS[0]!);
		await act('visitor.accept()');
		await act('visitor.refuse ? visitor.refuse() : visitor.choose([])');
		const granted = manager.bridge === 'complianz' ? ['functional'] : [];
		expect(await look()).toEqual({ granted, isDecided: true, changes: 2, faults: [] });
	});

	it('says nothing when nothing has changed', async () => {
		await visit(manager, ORDERS[0]!);
		await act('visitor.accept()');
		await act('visitor.accept()');
		expect(await look()).toEqual(accepted);
	});

	it('grants nothing where the manager is not there, or only half of it', async () => {
		for (const part of ['', ...half]) {
			await visit(manager, [part, 'bridge', 'runtime']);
			expect(await look(), part).toEqual(UNDECIDED);
		}
	});

	it('grants nothing when what the manager keeps is malformed, or is there without the manager', async () => {
		for (const part of malformed) {
			await visit(manager, [part, 'bridge', 'runtime', 'manager']);
			expect(await look(), part).toEqual(UNDECIDED);
			await visit(manager, [part, 'bridge', 'runtime']);
			expect(await look(), `alone: ${part}`).toEqual(UNDECIDED);
		}
	});

	if (manager.partial)
		it('sends what its API says also when a part of what the manager keeps is missing', async () => {
			for (const [part, granted] of manager.partial!) {
				await visit(manager, [part, 'bridge', 'runtime', 'manager']);
				expect(await look(), part).toEqual({ granted, isDecided: true, changes: 1, faults: [] });
			}
		});

	it.each([
		['pairs', `${theirs[0]}:one ${theirs[0]}:two`],
		['JSON', JSON.stringify({ [theirs[0]!]: 'one two' })],
	])('takes a map as %s, one of theirs for two of ours', async (_, map) => {
		await visit(manager, ORDERS[0]!, { map });
		await act('visitor.accept()');
		const { granted, faults } = await look();
		expect(granted).toEqual(expect.arrayContaining(['one', 'two']));
		expect(faults).toEqual([]);
	});

	if (theirs[1])
		it('grants one of ours for two of theirs when both are granted', async () => {
			await visit(manager, ORDERS[0]!, { map: `${theirs[0]}:both ${theirs[1]}:both` });
			await act(choose([theirs[0]!]));
			expect((await look()).granted).not.toContain('both');
			await act(choose([theirs[1]!]));
			expect((await look()).granted).not.toContain('both');
			await act(choose([theirs[0]!, theirs[1]!]));
			expect((await look()).granted).toContain('both');
		});
}
