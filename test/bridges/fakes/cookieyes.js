// CookieYes: events on the document that do not bubble, one with every page; where the law lets it all is granted until the visitor decides.
(() => {
	const IDS = ['functional', 'analytics', 'performance', 'advertisement', 'other'];
	const tell = (type, detail) => document.dispatchEvent(new CustomEvent(type, { detail }));
	let text = /(?:^|; )cookieyes-consent=([^;]*)/.exec(document.cookie)?.[1] ?? '';
	const isOn = (id) => new RegExp(`(?:^|,)${id}:yes`).test(text);

	function choose(granted) {
		const entries = (ids) => ids.map((id) => `${id}:${granted.includes(id) ? 'yes' : 'no'}`);
		text = ['consentid:x', 'consent:yes', 'action:yes', 'necessary:yes', ...entries(IDS)].join(',');
		// biome-ignore lint/suspicious/noDocumentCookie: as the manager does.
		document.cookie = `cookieyes-consent=${text};path=/`;
		const accepted = IDS.filter((id) => granted.includes(id));
		tell('cookieyes_consent_update', { accepted, rejected: IDS.filter((id) => !granted.includes(id)) });
	}

	setTimeout(() => {
		window.getCkyConsent = () => ({
			activeLaw: 'gdpr',
			categories: Object.fromEntries(['necessary', ...IDS].map((id) => [id, text ? isOn(id) : true])),
			isUserActionCompleted: isOn('action'),
			consentID: 'x',
			languageCode: 'da',
		});
		window.visitor = { accept: () => choose(IDS), choose, withdraw: () => choose([]) };
		tell('cookieyes_banner_load', window.getCkyConsent());
	});
})();
