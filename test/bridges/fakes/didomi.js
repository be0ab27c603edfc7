// Didomi: no events of the DOM; two queues, which it takes over. A stored decision is told to nobody.
(() => {
	const IDS = [
		'cookies',
		'select_basic_ads',
		'create_ads_profile',
		'select_personalized_ads',
		'create_content_profile',
		'select_personalized_content',
		'measure_ad_performance',
		'measure_content_performance',
		'market_research',
		'improve_products',
		'geolocation_data',
		'device_characteristics',
	];
	let purposes;
	const listeners = [];
	const tell = () => {
		for (const { event, listener } of listeners)
			if (event === 'consent.changed') listener({ consentToken: 'x', action: 'click' });
	};
	const takeOver = (name, act) => {
		for (const entry of window[name] ?? []) act(entry);
		window[name] = { push: act };
	};

	function choose(granted) {
		purposes = { enabled: [], disabled: IDS };
		tell();
		purposes = { enabled: IDS.filter((id) => granted.includes(id)), disabled: IDS.filter((id) => !granted.includes(id)) };
		// biome-ignore lint/suspicious/noDocumentCookie: as the manager does.
		document.cookie = `didomi_token=${btoa(JSON.stringify({ purposes }))};path=/`;
		tell();
	}

	setTimeout(() => {
		try {
			purposes = JSON.parse(atob(/(?:^|; )didomi_token=([^;]*)/.exec(document.cookie)[1])).purposes;
		} catch {}
		const Didomi = { getUserStatus: () => ({ purposes: { consent: purposes ?? { enabled: [], disabled: [] } } }) };
		window.Didomi = Didomi;
		setTimeout(() => {
			Didomi.shouldConsentBeCollected = () => !purposes;
			takeOver('didomiEventListeners', (entry) => listeners.push(entry));
			takeOver('didomiOnReady', (callback) => callback(Didomi));
			window.visitor = { accept: () => choose(IDS), choose, withdraw: () => choose([]) };
		});
	});
})();
