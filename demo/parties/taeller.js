/**
 * Tæller's tag: visits are counted by a cookie of the page's own site, as Matomo does, and sent to Tæller. It reads the same
 * queue, `_paq`, and the same commands of it: https://developer.matomo.org/api-reference/tracking-javascript
 */
(() => {
	const THIRTEEN_MONTHS = 33_955_200;
	const HALF_AN_HOUR = 1_800;
	let address;
	let site;
	let needsConsent = false;
	let hasConsent = false;
	let isListening = false;
	/** What was to be sent before the visitor had agreed. */
	let waiting = [];

	const setCookie = (name, value, seconds) => {
		// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in all browsers
		document.cookie = `_pk_${name}.${site}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax`;
	};
	const mayRun = () => hasConsent || !needsConsent;

	function send(action) {
		if (!mayRun()) return void waiting.push(action);
		const [, known] = /_pk_id\.\w+=(\w+)/.exec(document.cookie) ?? [];
		const visitor = known ?? Math.random().toString(16).slice(2);
		setCookie('id', visitor, THIRTEEN_MONTHS);
		setCookie('ses', 1, HALF_AN_HOUR);
		navigator.sendBeacon(address, new URLSearchParams({ site, visitor, action, page: location.pathname }));
	}

	const COMMANDS = {
		setTrackerUrl(url) {
			address = url;
		},
		setSiteId(id) {
			site = id;
		},
		trackPageView: () => send('page view'),
		trackEvent: (category, action) => send(`${category}: ${action}`),
		enableLinkTracking() {
			if (isListening) return;
			isListening = true;
			document.addEventListener('click', ({ target }) => {
				if (target.closest?.('a[href]') && mayRun()) send('link');
			});
		},
		requireConsent() {
			needsConsent = true;
		},
		setConsentGiven() {
			hasConsent = true;
			for (const action of waiting.splice(0)) send(action);
		},
		forgetConsentGiven() {
			hasConsent = false;
			waiting = [];
			setCookie('id', '', 0);
			setCookie('ses', '', 0);
		},
	};

	const run = ([name, ...values]) => COMMANDS[name]?.(...values);
	const queue = window._paq ?? [];
	window._paq = { push: (...commands) => commands.forEach(run) };
	for (const command of queue) run(command);
})();
