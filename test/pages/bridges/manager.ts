import { expect, it } from 'vitest';
import { engineName, entries, evaluate, faults, loaded, open, tab, until } from '../fixture.js';

/** A consent manager's real code on a page. Its two services, purposes or categories are `analytics` and `ads`. */
export interface Manager {
	/** Its bridge's file. */
	bridge: string;
	/** What the function is called as a module's export. */
	exported: string;
	/** Markup above it: its configuration, which may define a function `start`. */
	before: string;
	source: string;
	/** Condition: a first visitor is being asked. */
	isAsking: string;
	/** Condition: it is there for a visitor who has been asked before. */
	isThere: string;
	/** What the visitor does, and the state that each comes to. The first grants both. */
	steps: [does: string, act: () => Promise<unknown>, State][];
	/** Expressions that make its global, or the like, before its code comes, or without. */
	halfBuilt: string[];
	/** From its own names, which no site chooses, to the two, as JSON. */
	map?: string;
	/** Name of its cookie, if the bridge reads that. */
	cookie?: string;
}
export type State = Record<string, boolean>;

export const BOTH = { analytics: true, ads: true };
export const ONE = { analytics: true, ads: false };
export const NONE = { analytics: false, ads: false };

/** Logs each change's state; only the manager's decisions count. */
export const RUNTIME = `<p>page</p><script>document.addEventListener('consent:change', ({ detail }) => log(detail.state))</script>
	<script src="/dist/taggate.min.js" data-store="none"></script>`;
export const attach = ({ bridge, map }: Pick<Manager, 'bridge' | 'map'>, attributes = map ? `data-map='${map}'` : '') =>
	`<script src="/dist/bridges/${bridge}.min.js" ${attributes}></script>`;
const manage = ({ before, source }: Manager, how = '') =>
	`${before}<script ${how} src="${source}" onload="window.start?.()"></script>`;
const later = ({ before, source }: Manager) =>
	`${before}<script>addEventListener('load', () => {
		const script = document.createElement('script');
		script.src = '${source}';
		script.onload = () => window.start?.();
		document.body.append(script);
	})</script>`;
const attachLater = ({ bridge, map = '' }: Manager) =>
	`<script>addEventListener('load', () => {
		const script = document.createElement('script');
		script.src = '/dist/bridges/${bridge}.min.js';
		script.dataset.map = '${map}';
		document.body.append(script);
	})</script>`;

/** The orders in which runtime, bridge and manager may come. */
const ORDERS: [string, (manager: Manager) => string][] = [
	['runtime, bridge, manager', (manager) => RUNTIME + attach(manager) + manage(manager)],
	['runtime, manager, bridge', (manager) => RUNTIME + manage(manager) + attach(manager)],
	['bridge, runtime, manager', (manager) => attach(manager) + RUNTIME + manage(manager)],
	['bridge, manager, runtime', (manager) => attach(manager) + manage(manager) + RUNTIME],
	['manager, runtime, bridge', (manager) => manage(manager) + RUNTIME + attach(manager)],
	['manager, bridge, runtime', (manager) => manage(manager) + attach(manager) + RUNTIME],
	['the manager deferred', (manager) => manage(manager, 'defer') + RUNTIME + attach(manager)],
	['the manager async', (manager) => RUNTIME + attach(manager) + manage(manager, 'async')],
	['all deferred', (manager) => `${attach(manager).replace('<script', '<script defer')}${manage(manager, 'defer')}${RUNTIME}`],
	['the manager inserted after load', (manager) => RUNTIME + attach(manager) + later(manager)],
	['the bridge inserted after load', (manager) => RUNTIME + manage(manager) + attachLater(manager)],
];
const everything = ORDERS[0]![1];

export const isDecided = () => evaluate<boolean>('taggate.has("decided")');
/** Whatever was to come after what has happened has come. */
export const settle = () => evaluate('new Promise((done) => setTimeout(() => setTimeout(() => setTimeout(done))))');
const isState = (expected: State) =>
	until(
		`JSON.stringify(Object.entries(taggate.state).sort()) === '${JSON.stringify(Object.entries(expected).sort())}' && taggate.has('decided') === ${Object.keys(expected).length > 0}`,
	);

/** Acts, and sees exactly one change, to the state that is expected. */
async function see(act: () => Promise<unknown>, expected: State) {
	const before = (await entries()).length;
	await act();
	await isState(expected);
	await settle();
	expect((await entries()).slice(before)).toEqual([expected]);
}

/** Opens the page of a new visitor, who is asked and has not decided. */
export async function visit(page: string, { isAsking }: Manager) {
	await open(page, { hasRuntime: false });
	await loaded();
	await until(isAsking);
	await settle();
	expect([await isDecided(), await entries(), await faults()]).toEqual([false, [], []]);
}

/** Opens the page again, and sees the decision stand. */
async function returnTo(page: string, { isThere }: Manager, expected: State) {
	await open(page, { hasRuntime: false, isReturning: true });
	await loaded();
	await until(isThere);
	await isState(expected);
	await settle();
	expect([await entries(), await faults()]).toEqual([[expected], []]);
}

/** A visitor's click; WebKit's driver does not wait until a banner has come to rest, and misses it. */
export const press = (selector: string): Promise<unknown> =>
	engineName === 'webkit' ? evaluate(`void document.querySelector('${selector}').click()`) : tab.click(selector);

/** Not in WebKit, where a page goes on reading a cookie for a moment that it has deleted from a domain: managers themselves do. */
export const unlessWebkit = (...steps: Manager['steps']) => (engineName === 'webkit' ? [] : steps);

/** One act after the other. */
export const inTurn =
	(...acts: (() => Promise<unknown>)[]) =>
	async () => {
		for (const act of acts) await act();
	};

/** The tests that every manager has to pass. */
export function walk(manager: Manager) {
	const [[, accept]] = manager.steps as [Manager['steps'][0]];
	const { map, cookie } = manager;

	it('takes every decision of a visitor, in the page and on every later one', async () => {
		await visit(everything(manager), manager);
		for (const [, act, expected] of manager.steps) {
			await see(act, expected);
			if (Object.keys(expected).length) await returnTo(everything(manager), manager, expected);
		}
		expect(await faults()).toEqual([]);
	});

	it.each(ORDERS)('connects in the order %s', async (_, order) => {
		await visit(order(manager), manager);
		await see(accept, BOTH);
		await returnTo(order(manager), manager, BOTH);
	});

	it.skipIf(map).each([
		['pairs', 'analytics:statistical ads:marketing ads:preference', { statistical: true, marketing: true, preference: true }],
		['JSON', ' {&quot;analytics&quot;:&quot;statistical shared&quot;}', { statistical: true, shared: true, ads: true }],
	])('maps names by %s', async (_, map, expected) => {
		await visit(RUNTIME + attach(manager, `data-map="${map}"`) + manage(manager), manager);
		await see(accept, expected as State);
	});

	it.skipIf(map)('connects as a module until it is disconnected', async () => {
		const { bridge, exported } = manager;
		const page = `<script>document.addEventListener('consent:change', ({ detail }) => log(detail.state))</script>
			<script type="module">
			import { ${exported} } from '/dist/bridges/${bridge}.js';
			import { start } from '/dist/taggate.js';
			window.off = ${exported}(start({ store: 'none' }), { map: { analytics: 'statistical' } });
			</script>${manage(manager)}`;
		await visit(page, manager);
		await see(accept, { statistical: true, ads: true });
		await open(page, { hasRuntime: false });
		await loaded();
		await until(`window.off && ${manager.isAsking}`);
		await evaluate('off()');
		await accept();
		await settle();
		expect([await entries(), await faults()]).toEqual([[], []]);
	});

	it('grants nothing when there is no manager', async () => {
		await open(RUNTIME + attach(manager), { hasRuntime: false });
		await loaded();
		await settle();
		expect([await isDecided(), await faults()]).toEqual([false, []]);
	});

	it.each(manager.halfBuilt)('survives %s, and connects when there is more', async (half) => {
		const markup = half.startsWith('<') ? half : `<script>${half}</script>`;
		await open(markup + RUNTIME + attach(manager), { hasRuntime: false });
		await loaded();
		await settle();
		expect([await isDecided(), await faults()]).toEqual([false, []]);
		await visit(markup + RUNTIME + attach(manager) + later(manager), manager);
		await see(accept, BOTH);
	});

	if (cookie)
		it.each([
			'',
			'%',
			'%7B',
			'{',
			'{"analytics"',
			'null',
			'5',
			'["analytics"]',
			'"analytics"',
			'{"analytics":"true"}',
			'{"analytics":1}',
			'{"__proto__":true}',
			'{"constructor":{"a":1}}',
			'{"a b":true}',
		])('grants nothing for the cookie %s', async (value) => {
			await open('');
			await evaluate(`void (document.cookie = ${JSON.stringify(`${cookie}=${value}; path=/`)})`);
			await open(RUNTIME + attach(manager), { hasRuntime: false, isReturning: true });
			await loaded();
			await settle();
			expect([await evaluate('document.documentElement.dataset.consent'), await faults()]).toEqual(['necessary', []]);
		});
}
