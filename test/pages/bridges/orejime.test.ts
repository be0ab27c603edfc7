import { expect, it } from 'vitest';
import { evaluate, loaded, open, until } from '../fixture.js';
import { attach, BOTH, inTurn, type Manager, NONE, ONE, press, RUNTIME, unlessWebkit, visit, walk } from './manager.js';

const configure = (more = '') => `<script>window.orejimeConfig = {
	privacyPolicyUrl: '/',
	${more}
	purposes: [{ id: 'analytics', title: 'Analytics', cookies: [] }, { id: 'ads', title: 'Ads', cookies: [] }],
};</script>`;

const openModal = async () => {
	await evaluate('void orejime.prompt()');
	await until(`document.querySelector('.orejime-Modal')`);
};
/** Of the purpose with this title. */
const disable = (id: string) => evaluate(`void document.querySelector('.orejime-Modal input[id*=${id}]').click()`);

const manager: Manager = {
	bridge: 'orejime',
	exported: 'orejime',
	before: `<link rel="stylesheet" href="/node_modules/orejime/dist/orejime-standard.css">${configure()}`,
	source: '/node_modules/orejime/dist/orejime-standard-en.js',
	isAsking: `document.querySelector('.orejime-Banner-saveButton')`,
	isThere: 'window.orejime?.manager',
	steps: [
		['accepts all', () => press('.orejime-Banner-saveButton'), BOTH],
		[
			'takes one back',
			inTurn(
				openModal,
				() => disable('ads'),
				() => press('.orejime-Modal-saveButton'),
			),
			ONE,
		],
		['withdraws', () => evaluate('orejime.manager.declineAll()'), NONE],
		['grants again', () => evaluate('orejime.manager.acceptAll()'), BOTH],
		...unlessWebkit(['is made to forget', () => evaluate('orejime.manager.clearConsents()'), {}]),
	],
	// Orejime itself stays away when there is anything.
	halfBuilt: ['window.orejime = undefined; window.orejimeConfig = undefined', '<div id="orejimeConfig"></div>'],
	cookie: 'eu-consent',
};

walk(manager);

it('follows a cookie of another name', async () => {
	const page = `${RUNTIME}${attach({ bridge: 'orejime' })}
		${configure(`cookie: { name: 'mine' },`)}<script src="${manager.source}"></script>`;
	await visit(page, manager);
	await press('.orejime-Banner-saveButton');
	await until(`taggate.has('analytics ads')`);
	await open(page, { hasRuntime: false, isReturning: true });
	await loaded();
	await until(`taggate.has('analytics ads')`);
	expect(await evaluate('document.cookie')).toContain('mine=');
});
