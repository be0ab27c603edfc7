import { expect, it } from 'vitest';
import { entries, evaluate, faults, loaded, open, until } from '../fixture.js';
import { bundle } from './bundle.js';
import { attach, BOTH, inTurn, type Manager, NONE, ONE, RUNTIME, settle, visit, walk } from './manager.js';

/** The least manager around the IAB's own library: it keeps the string in a cookie and has buttons of code. */
await bundle(
	'/gpp.js',
	`import { CmpApi } from '@iabgpp/cmpapi';
	const api = new CmpApi(10, 1);
	api.setApplicableSections([7]);
	const stored = /gpp=([^;]+)/.exec(document.cookie)?.[1];
	const tell = (section) => { api.fireSectionChange(section); api.setSignalStatus('ready') };
	window.manager = {
		set(section, fields) {
			api.setSignalStatus('not ready');
			for (const name in fields) api.setFieldValue(section, name, fields[name]);
			document.cookie = 'gpp=' + api.getGppString() + '; path=/';
			tell(section);
		},
		choose: (sale, sharing) => manager.set('usnat', { SaleOptOut: sale, SharingOptOut: sharing, TargetedAdvertisingOptOut: sharing }),
		reopen() { api.setSignalStatus('not ready'); api.setCmpDisplayStatus('visible'); api.fireSectionChange('usnat') },
	};
	if (stored) { api.setGppString(stored); tell('usnat') }
	else if (window.hasNoSection) api.setSignalStatus('ready');`,
);

const [OPTED_OUT, NOT_OPTED_OUT] = [1, 2];
const choose = (sale: number, sharing: number) => evaluate(`manager.choose(${sale}, ${sharing})`);

/** After the specification's, which is not on npm. */
const STUB = `<script>(() => {
	const queue = [], events = [];
	let last = 0;
	window.__gpp = (...call) => {
		const [command, listener, parameter] = call;
		if (!call.length || command === 'queue') return queue;
		if (command === 'events') return events;
		if (command !== 'addEventListener') return void queue.push(call);
		events.push({ id: ++last, callback: listener, parameter });
		listener({ eventName: 'listenerRegistered', listenerId: last, data: true, pingData: { gppVersion: '1.1', cmpStatus: 'stub',
			cmpDisplayStatus: 'hidden', signalStatus: 'not ready', supportedAPIs: [], cmpId: 0, sectionList: [], applicableSections: [],
			gppString: '', parsedSections: {} } }, true);
	};
})()</script>`;

const manager: Manager = {
	bridge: 'gpp',
	exported: 'gpp',
	before: STUB,
	source: '/gpp.js',
	isAsking: 'window.manager',
	isThere: 'window.manager',
	steps: [
		['does not opt out', () => choose(NOT_OPTED_OUT, NOT_OPTED_OUT), BOTH],
		[
			'opts out of one',
			inTurn(
				() => evaluate('manager.reopen()'),
				() => choose(NOT_OPTED_OUT, OPTED_OUT),
			),
			ONE,
		],
		['opts out', () => choose(OPTED_OUT, OPTED_OUT), NONE],
		['takes that back', () => choose(NOT_OPTED_OUT, NOT_OPTED_OUT), BOTH],
	],
	halfBuilt: ['window.__gpp = {}', 'window.__gpp = undefined', 'window.__gpp = () => { throw Error("not yet") }'],
	map: '{"Sale":"analytics","Sharing":"ads","TargetedAdvertising":"ads"}',
};

walk(manager);

const page = (before = STUB) => `${RUNTIME}${attach({ bridge: 'gpp' })}
	${before}<script src="/gpp.js"></script>`;

it.each([
	['with a stub', STUB],
	['without one', ''],
])('by default needs all three for marketing, %s', async (_, before) => {
	await visit(page(before), manager);
	for (const [sale, sharing, isGranted] of [
		[2, 1, false],
		[2, 2, true],
		[1, 2, false],
	] as [number, number, boolean][]) {
		await choose(sale, sharing);
		await until(`taggate.state.marketing === ${isGranted}`);
	}
	expect(await entries()).toEqual([{ marketing: false }, { marketing: true }, { marketing: false }]);
});

it('believes the strictest of several sections, and keeps what was decided while the window is open', async () => {
	await visit(page(), manager);
	await choose(NOT_OPTED_OUT, NOT_OPTED_OUT);
	await until(`taggate.has('marketing')`);
	await evaluate('manager.reopen()');
	await settle();
	expect(await evaluate(`taggate.has('marketing')`)).toBe(true);
	await evaluate(`manager.set('usca', { SaleOptOut: 1 })`);
	await until(`!taggate.has('marketing')`);
	expect(await faults()).toEqual([]);
});

it('grants nothing by a section of another kind, or by none', async () => {
	await visit(page(), manager);
	await evaluate(`manager.set('uspv1', { Notice: 'Y', OptOutSale: 'Y', LspaCovered: 'N' })`);
	await settle();
	expect([await evaluate('taggate.state'), await faults()]).toEqual([{}, []]);
	await open(page(`<script>window.hasNoSection = true</script>${STUB}`), { hasRuntime: false });
	await loaded();
	await settle();
	expect([await evaluate('taggate.state'), await faults()]).toEqual([{}, []]);
});
