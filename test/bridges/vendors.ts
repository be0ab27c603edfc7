/** Vendors of which no package brings the code: the shape of their documented base code, and a library that takes over its queue and logs what it is told. */

export interface Vendor {
	name: string;
	/** Names of the demanded signals, and what an update of them to `word` is as the library hears it. */
	revoked: unknown[][];
	granted: unknown[][];
	/** What it hears when consent is given, or withdrawn, later. */
	grant: unknown[][];
	revoke: unknown[][];
	/** Our name that it minds. */
	category: string;
	/** What its base code tells the library. */
	own: unknown[][];
	baseCode(library: string): string;
	library: string;
}

const insert = (library: string) => `(() => {
	const script = document.createElement('script');
	script.async = true;
	script.src = '${library}';
	document.head.append(script);
})();`;

const google = (word: string) => ({
	ad_storage: word,
	ad_user_data: word,
	ad_personalization: word,
	analytics_storage: 'denied',
	functionality_storage: 'denied',
	personalization_storage: 'denied',
	security_storage: 'granted',
});

export const VENDORS: Vendor[] = [
	{
		name: 'google-consent-mode',
		category: 'marketing',
		revoked: [['consent', 'default', google('denied')]],
		granted: [['consent', 'default', google('granted')]],
		grant: [['consent', 'update', google('granted')]],
		revoke: [['consent', 'update', google('denied')]],
		own: [['config', 'G-1']],
		baseCode: (library) => `window.dataLayer = window.dataLayer || [];
			function gtag() { dataLayer.push(arguments) }
			gtag('config', 'G-1');
			${insert(library)}`,
		library: `{
			const hear = (entry) => log(Object.prototype.toString.call(entry) === '[object Arguments]' ? [...entry] : ['not arguments']);
			dataLayer.forEach(hear);
			dataLayer.push = (...entries) => entries.forEach(hear);
		}`,
	},
	{
		name: 'matomo',
		category: 'statistical',
		revoked: [['requireConsent']],
		granted: [['requireConsent'], ['setConsentGiven']],
		grant: [['setConsentGiven']],
		revoke: [['forgetConsentGiven']],
		own: [['trackPageView']],
		baseCode: (library) => `var _paq = window._paq = window._paq || [];
			_paq.push(['trackPageView']);
			${insert(library)}`,
		library: `{
			const push = (...commands) => commands.forEach(log);
			push(..._paq);
			window._paq = { push };
		}`,
	},
	{
		name: 'meta',
		category: 'marketing',
		revoked: [['consent', 'revoke']],
		granted: [['consent', 'grant']],
		grant: [['consent', 'grant']],
		revoke: [['consent', 'revoke']],
		own: [
			['init', '1'],
			['track', 'PageView'],
		],
		// Does nothing when the function is there.
		baseCode: (library) => `(() => {
				if (window.fbq) return;
				const n = window.fbq = function () { n.callMethod ? n.callMethod.apply(n, arguments) : n.queue.push(arguments) };
				if (!window._fbq) window._fbq = n;
				n.push = n;
				n.loaded = true;
				n.version = '2.0';
				n.queue = [];
				${insert(library)}
			})();
			fbq('init', '1');
			fbq('track', 'PageView');`,
		library: `{
			fbq.callMethod = (...command) => log(command);
			for (const command; fbq.queue.length; ) fbq.callMethod(...fbq.queue.shift());
		}`.replace('for (const command;', 'for (;'),
	},
	{
		name: 'microsoft-uet',
		category: 'marketing',
		revoked: [['consent', 'default', { ad_storage: 'denied' }]],
		granted: [['consent', 'default', { ad_storage: 'granted' }]],
		grant: [['consent', 'update', { ad_storage: 'granted' }]],
		revoke: [['consent', 'update', { ad_storage: 'denied' }]],
		own: [['pageLoad']],
		baseCode: (library) => `window.uetq = window.uetq || [];
			window.startUet = () => {
				window.uetq = new UET({ ti: '1', q: window.uetq });
				window.uetq.push('pageLoad');
			};
			${insert(library)}`,
		// A command and what belongs to it are entries of their own.
		library: `class UET {
				constructor({ q }) { while (q.length) this.push(...q.splice(0, q[0] === 'consent' ? 3 : 1)) }
				push(...command) { log(command) }
			}
			startUet()`,
	},
	{
		name: 'clarity',
		category: 'marketing',
		revoked: [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }]],
		granted: [['consentv2', { ad_Storage: 'granted', analytics_Storage: 'denied' }]],
		grant: [['consentv2', { ad_Storage: 'granted', analytics_Storage: 'denied' }]],
		revoke: [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }]],
		own: [],
		baseCode: (library) => `window.clarity = window.clarity || function () { (clarity.q = clarity.q || []).push(arguments) };
			${insert(library)}`,
		// It puts its own start before all that waits.
		library: `{
			clarity('start', {});
			clarity.q.unshift(clarity.q.pop());
			const { q } = clarity;
			window.clarity = (method, ...rest) => method !== 'start' && log([method, ...rest]);
			while (q.length) clarity(...q.shift());
		}`,
	},
	{
		name: 'tiktok',
		category: 'marketing',
		revoked: [['holdConsent']],
		granted: [['holdConsent'], ['grantConsent']],
		grant: [['grantConsent']],
		revoke: [['revokeConsent']],
		own: [['page']],
		baseCode: (library) => `(() => {
			window.TiktokAnalyticsObject = 'ttq';
			const ttq = window.ttq = window.ttq || [];
			ttq.methods = ['page', 'track', 'identify', 'holdConsent', 'revokeConsent', 'grantConsent'];
			ttq.setAndDefer = (target, name) => { target[name] = function () { target.push([name].concat([].slice.call(arguments))) } };
			for (const name of ttq.methods) ttq.setAndDefer(ttq, name);
			ttq.load = () => ${insert(library)}
			ttq.load('1');
			ttq.page();
		})()`,
		library: `{
			const { methods } = ttq;
			const waiting = [...ttq];
			window.ttq = Object.fromEntries(methods.map((name) => [name, (...rest) => log([name, ...rest])]));
			for (const [name, ...rest] of waiting) ttq[name](...rest);
		}`,
	},
];
