import { expect, it } from 'vitest';
import { evaluate, loaded, open, until } from '../fixture.js';
import { attach, BOTH, type Manager, NONE, ONE, press, RUNTIME, visit, walk } from './manager.js';

const service = (key: string) => `tarteaucitron.services.${key} = {
	key: '${key}', type: 'analytic', name: '${key}', uri: '/', needConsent: true, cookies: [], js() {}, fallback() {},
};
(tarteaucitron.job = tarteaucitron.job || []).push('${key}');`;
const configure = (more = '') => `<script>
var tarteaucitronForceCDN = '/node_modules/tarteaucitronjs/', tarteaucitronForceLanguage = 'en';
window.start = () => {
	tarteaucitron.init({ ${more} privacyUrl: '', hashtag: '#tarteaucitron', orientation: 'middle', showAlertSmall: false, cookieslist: false,
		adblocker: false, DenyAllCta: true, AcceptAllCta: true, highPrivacy: true, mandatory: false });
	tarteaucitron.events.load = () => { window.isReady = true };
	${service('analytics')}
	${service('ads')}
};
</script>`;

const answer = async (key: string, choice: 'Allowed' | 'Denied') => {
	await evaluate('void tarteaucitron.userInterface.openPanel()');
	await until(`document.querySelector('#${key}${choice}')?.checkVisibility()`);
	await evaluate(`document.querySelector('#${key}${choice}').click()`);
};

const manager: Manager = {
	bridge: 'tarteaucitron',
	exported: 'tarteaucitron',
	before: configure(),
	source: '/node_modules/tarteaucitronjs/tarteaucitron.js',
	// Half a second after its buttons are there they do something.
	isAsking: `window.isReady && document.querySelector('#tarteaucitronPersonalize2')`,
	isThere: 'window.isReady',
	steps: [
		['accepts all', () => press('#tarteaucitronPersonalize2'), BOTH],
		['takes one back', () => answer('ads', 'Denied'), ONE],
		['withdraws', () => answer('analytics', 'Denied'), NONE],
		['grants again', () => evaluate('void tarteaucitron.userInterface.respondAll(true)'), BOTH],
	],
	halfBuilt: ['window.tarteaucitron = {}', 'window.tarteaucitron = 1', '<div id="tarteaucitron"></div>'],
	cookie: 'tarteaucitron',
};

walk(manager);

it('follows a cookie of another name, and one service that is decided before the others', async () => {
	const page = `${RUNTIME}${attach({ bridge: 'tarteaucitron' })}
		${configure(`cookieName: 'mine',`)}<script src="${manager.source}" onload="start()"></script>`;
	await visit(page, manager);
	await answer('analytics', 'Allowed');
	await until(`taggate.has('analytics')`);
	await open(page, { hasRuntime: false, isReturning: true });
	await loaded();
	await until(`taggate.has('analytics')`);
	expect(await evaluate('taggate.state')).toEqual({ analytics: true });
	expect(await evaluate<string>('document.cookie')).toMatch(/^mine=.*!ads=wait/);
});
