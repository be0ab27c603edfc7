// Cookie Information, as its script behaves: the global comes first and its methods later, and ConsentGiven without a decision too.
(() => {
	const IDS = ['necessary', 'functional', 'statistic', 'marketing', 'unclassified'].map((name) => `cookie_cat_${name}`);
	const consents = {};
	const tell = (type) => window.dispatchEvent(new CustomEvent(type, { detail: { consents: { ...consents } } }));

	function recall() {
		try {
			const text = /(?:^|; )CookieInformationConsent=([^;]*)/.exec(document.cookie)[1];
			for (const id of JSON.parse(decodeURIComponent(text)).consents_approved) consents[id] = true;
		} catch {}
	}

	function choose(granted) {
		for (const id of IDS) {
			consents[id] = id === IDS[0] || granted.includes(id);
			tell('CookieInformationConsentGiven');
		}
		const value = {
			website_uuid: '00000000-0000-0000-0000-000000000000',
			timestamp: new Date(0).toISOString(),
			consents_approved: IDS.filter((id) => consents[id]),
			consents_denied: IDS.filter((id) => !consents[id]),
		};
		// biome-ignore lint/suspicious/noDocumentCookie: as the manager does.
		document.cookie = `CookieInformationConsent=${encodeURIComponent(JSON.stringify(value))};path=/`;
		tell('CookieInformationConsentSubmitted');
		tell('CookieInformationConsentGiven');
	}

	window.CookieInformation = {};
	window.CookieConsent = { show() {}, renew() {} };
	setTimeout(() => {
		for (const id of IDS) consents[id] = id === IDS[0];
		recall();
		Object.assign(window.CookieInformation, {
			getConsentGivenFor: (id) => consents[id],
			getStatusOfUsedConsentTypes: () => ({ ...consents }),
		});
		window.isCookieInformationAPIReady = true;
		tell('CookieInformationAPIReady');
		tell('CookieInformationConsentGiven');
		window.visitor = { accept: () => choose(IDS), choose, withdraw: () => choose([]) };
	});
})();
