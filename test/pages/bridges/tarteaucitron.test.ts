import { expect, it } from 'vitest';
import { evaluate, loaded, open, tab, until } from '../fixture.js';
import { BOTH, type Manager, NONE, ONE, visit, walk } from './manager.js';

const service = (key: string) => `tarteaucitron.services.${key} = {
	key: '${key}', type: 'analytic', name: '${key}', uri: '/', needConsent: true, cookies: [], js() {}, fallback() {},
};
(tarteaucitron.job = tarteaucitron.job || []).push('${key}');`;
const configure = (more = '') => `<script>
var tarteaucitronForceCDN = '/node_modules/tarteaucitronjs/', tarteaucitronForceLanguage = 'en';
window.start = () => {
	tarteaucitron.init({ ${more} privacyUrl: '', hashtag: '#tarteaucitron', orientation: 'middle', showAlertSmall: false, cookieslist: false,
		adblocker: false, DenyAllCta: true, AcceptAllCta: true, highPrivacy: true, mandatory: false });
	${service('analytics')}
	${service('ads')}
};
</script>`;

const press = async (key: string, answer: 'Allowed' | 'Denied') => {
	await evaluate('void tarteaucitron.userInterface.openPanel()');
	await until(`document.querySelector('#${key}${answer}')?.checkVisibility()`);
	await evaluate(`document.querySelector('#${key}${answer}').click()`);
};

const manager: Manager = {
	bridge: 'tarteaucitron',
	exported: 'tarteaucitron',
	before: configure(),
	source: '/node_modules/tarteaucitronjs/tarteaucitron.js',
	isAsking: `document.querySelector('#tarteaucitronPersonalize2, #tarteaucitronAllDenied2')?.getBoundingClientRect().height && /ads=wait.*analytics=wait/.test(document.cookie)`,
	isThere: `document.querySelector('#adsAllowed')`,
	steps: [
		['accepts all', () => tab.click('#tarteaucitronPersonalize2'), BOTH],
		['takes one back', () => press('ads', 'Denied'), ONE],
		['withdraws', () => press('analytics', 'Denied'), NONE],
		['grants again', () => evaluate('void tarteaucitron.userInterface.respondAll(true)'), BOTH],
	],
	halfBuilt: ['window.tarteaucitron = {}', 'window.tarteaucitron = 1', '<div id="tarteaucitron"></div>'],
	cookie: 'tarteaucitron',
};

walk(manager);

it('follows a cookie of another name, and one service that is decided before the others', async () => {
	const page = `<script src="/dist/taggate.min.js" data-store="none"></script><script src="/dist/bridges/tarteaucitron.min.js"></script>
		${configure(`cookieName: 'mine',`)}<script src="${manager.source}" onload="start()"></script>`;
	await visit(page, manager);
	await press('analytics', 'Allowed');
	await until(`taggate.has('analytics')`);
	await open(page, { hasRuntime: false, isReturning: true });
	await loaded();
	await until(`taggate.has('analytics')`);
	expect([await evaluate('document.cookie'), await evaluate('taggate.state')]).toEqual([
		'mine=!ads=wait!analytics=true',
		{ analytics: true },
	]);
});
