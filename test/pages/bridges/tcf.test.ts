import { expect, it } from 'vitest';
import { entries, evaluate, faults, loaded, open, until } from '../fixture.js';
import { bundle } from './bundle.js';
import { attach, BOTH, inTurn, type Manager, NONE, ONE, RUNTIME, settle, visit, walk } from './manager.js';

/** The least manager around the IAB's own library: it keeps the string in a cookie and has buttons of code. */
await bundle(
	'/tcf.js',
	`import { CmpApi } from '@iabtcf/cmpapi';
	import { GVL, TCModel, TCString } from '@iabtcf/core';
	const purposes = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [index + 1, { id: index + 1, name: '', description: '', illustrations: [] }]));
	const list = new GVL({ gvlSpecificationVersion: 3, vendorListVersion: 1, tcfPolicyVersion: 5, lastUpdated: '2026-01-01T00:00:00Z',
		purposes, specialPurposes: {}, features: {}, specialFeatures: {}, vendors: {}, stacks: {}, dataCategories: {} });
	const api = new CmpApi(10, 1, true);
	const stored = () => /euconsent-v2=([^;]+)/.exec(document.cookie)?.[1] ?? '';
	window.manager = {
		choose(...ids) {
			const model = new TCModel(list);
			Object.assign(model, { cmpId: 10, cmpVersion: 1, isServiceSpecific: true, consentScreen: 1 });
			model.purposeConsents.set(ids);
			document.cookie = 'euconsent-v2=' + TCString.encode(model) + '; path=/';
			api.update(stored(), false);
		},
		reopen: () => api.update(stored(), true),
	};
	if (window.isOutside) api.update(null);
	else api.update(stored(), !stored());`,
);

const choose = (...ids: number[]) => evaluate(`manager.choose(${ids})`);

const STUB = '<script src="/node_modules/@iabtcf/stub/lib/stub.js"></script>';
const manager: Manager = {
	bridge: 'tcf',
	exported: 'tcf',
	before: STUB,
	source: '/tcf.js',
	isAsking: 'window.manager',
	isThere: 'window.manager',
	steps: [
		['accepts all', () => choose(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), BOTH],
		[
			'takes one back',
			inTurn(
				() => evaluate('manager.reopen()'),
				() => choose(1, 2, 7, 8),
			),
			ONE,
		],
		['withdraws', () => choose(), NONE],
		['grants again', () => choose(2, 4, 8), BOTH],
	],
	halfBuilt: ['window.__tcfapi = {}', 'window.__tcfapi = undefined', 'window.__tcfapi = () => { throw Error("not yet") }'],
	map: '{"1":"","2":"ads","3":"","4":"ads","5":"","6":"","7":"","8":"analytics"}',
};

walk(manager);
const page = (before = STUB) => `${RUNTIME}${attach({ bridge: 'tcf' })}
	${before}<script src="/tcf.js"></script>`;

it('connects without a stub', async () => {
	await visit(page(''), manager);
	await choose(1, 7, 8);
	await until(`taggate.has('statistical')`);
});

it('asks of each category all of its purposes', async () => {
	await visit(page(), manager);
	const expected = [];
	for (const [ids, granted] of [
		[[1], 'functional'],
		[[1, 8], 'functional'],
		[[1, 7, 8], 'functional statistical'],
		[[1, 5, 6], 'functional preference'],
		[[2, 3, 4, 5, 6, 7, 8], ''],
		[[1, 2, 3, 4, 7], 'functional marketing'],
	] as [number[], string][]) {
		await choose(...ids);
		await settle();
		expected.push([granted, await evaluate('document.documentElement.dataset.consent')]);
	}
	expect(expected.map(([, actual]) => actual)).toEqual(expected.map(([granted]) => `necessary ${granted}`.trim()));
});

it('keeps what was decided while the window is open again', async () => {
	await visit(page(), manager);
	await choose(1, 7, 8);
	await until('entries.length');
	await evaluate('manager.reopen()');
	await settle();
	expect([await entries(), await faults()]).toEqual([
		[{ functional: true, preference: false, statistical: true, marketing: false }],
		[],
	]);
});

it('grants where the law does not apply', async () => {
	await open(page(`${STUB}<script>window.isOutside = true</script>`), { hasRuntime: false });
	await loaded();
	await until(`taggate.has('functional preference statistical marketing')`);
	expect(await faults()).toEqual([]);
});

it('connects as a module until it is disconnected', async () => {
	await visit(
		`<script type="module">import { tcf } from '/dist/bridges/tcf.js';
		import { start } from '/dist/taggate.js';
		document.addEventListener('consent:change', ({ detail }) => log(detail.state));
		window.off = tcf(start({ store: 'none' }), { map: { 1: 'one', 7: '', 8: '' } })</script>${STUB}<script defer src="/tcf.js"></script>`,
		manager,
	);
	await choose(1, 2, 3, 4);
	await until('entries.length');
	await evaluate('off()');
	await choose();
	await settle();
	expect(await entries()).toEqual([{ one: true, preference: false, marketing: true }]);
});
