import { expect, it } from 'vitest';
import { entries, evaluate, loaded, open, until } from '../fixture.js';
import { attach, BOTH, inTurn, isDecided, type Manager, NONE, ONE, press, RUNTIME, settle, visit, walk } from './manager.js';

const configure = (more = '') => `<script>window.klaroConfig = {
	acceptAll: true,
	translations: { zz: { privacyPolicyUrl: '/' } },
	${more}
	services: [{ name: 'analytics', purposes: ['statistics'] }, { name: 'ads', purposes: ['marketing'] }],
};</script>`;

const openModal = async () => {
	await evaluate('void klaro.show(undefined, true)');
	await until(`document.querySelector('#klaro .cm-modal')`);
};
const toggle = (name: string) => evaluate(`document.querySelector('#service-item-${name}').click()`);
const save = () => press('#klaro .cm-btn-accept');

const manager: Manager = {
	bridge: 'klaro',
	exported: 'klaro',
	before: configure(),
	source: '/node_modules/klaro/dist/klaro.js',
	isAsking: `document.querySelector('#klaro .cm-btn-success')`,
	isThere: `document.querySelector('#klaro')`,
	steps: [
		['accepts all', () => press('#klaro .cm-btn-success'), BOTH],
		['takes one back', inTurn(openModal, () => toggle('ads'), save), ONE],
		['withdraws', inTurn(openModal, () => toggle('analytics'), save), NONE],
		['grants again', () => evaluate('(klaro.getManager().changeAll(true), klaro.getManager().saveAndApplyConsents())'), BOTH],
		['is made to forget', () => evaluate('klaro.getManager().resetConsents()'), {}],
	],
	halfBuilt: ['window.klaro = {}', 'window.klaro = 1', '<div id="klaro"></div>'],
};

walk(manager);

it('waits until the visitor has saved what was toggled', async () => {
	const page = `${RUNTIME}${attach({ bridge: 'klaro' })}
		${manager.before}<script src="${manager.source}"></script>`;
	await visit(page, manager);
	await openModal();
	await toggle('analytics');
	await toggle('ads');
	await settle();
	expect([await isDecided(), await entries(), await evaluate('klaro.getManager().consents')]).toEqual([false, [], BOTH]);
	await toggle('ads');
	await save();
	await until('entries.length');
	await settle();
	expect(await entries()).toEqual([ONE]);
	await openModal();
	await toggle('ads');
	await settle();
	expect(await entries()).toEqual([ONE]);
});

it('lets Klaro run its own tags, wherever they stand', async () => {
	const page = `${RUNTIME}${attach({ bridge: 'klaro' })}
		${manager.before}<script src="${manager.source}"></script><img src="/empty">
		<script src="/empty"></script><script type="text/plain" data-type="text/javascript" data-name="analytics">log('ran')</script>`;
	await visit(page, manager);
	await press('#klaro .cm-btn-success');
	await until('entries.length');
	await open(page, { hasRuntime: false, isReturning: true });
	await loaded();
	await until(`entries.length && taggate.has('analytics')`);
	expect(await entries()).toEqual(expect.arrayContaining(['ran']));
});

it('follows a store of another name, and one that is set up from code', async () => {
	const page = `${RUNTIME}${attach({ bridge: 'klaro' })}
		${configure(`storageMethod: 'localStorage', storageName: 'mine',`).replace('klaroConfig', 'ownConfig')}
		<script src="${manager.source}"></script>
		<script>addEventListener('load', () => setTimeout(() => klaro.setup(ownConfig), 20))</script>`;
	await visit(page, manager);
	await press('#klaro .cm-btn-success');
	await until(`taggate.has('analytics ads')`);
	await open(page, { hasRuntime: false, isReturning: true });
	await loaded();
	await until(`taggate.has('analytics ads')`);
	await evaluate(`localStorage.clear()`);
});
