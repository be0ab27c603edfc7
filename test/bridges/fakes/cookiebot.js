// Cookiebot: half of its global is there long before the other half, and its events are on the window and bubble.
(() => {
	const IDS = ['preferences', 'statistics', 'marketing'];
	const tell = (name) => {
		for (const brand of ['Cookiebot', 'CookieConsent']) window.dispatchEvent(new Event(`${brand}On${name}`, { bubbles: true }));
	};
	const consent = { necessary: true, preferences: false, statistics: false, marketing: false, method: null };
	const bot = { consent, hasResponse: false, consented: false, declined: false };

	/** The cookie is an object literal, and no JSON. */
	function recall() {
		const text = unescape(/(?:^|; )CookieConsent=([^;]*)/.exec(document.cookie)?.[1] ?? '');
		if (!text.startsWith('{stamp:')) return;
		bot.hasResponse = true;
		for (const id of IDS) consent[id] = text.includes(`${id}:true`);
	}

	function choose(granted) {
		tell('ConsentReady');
		bot.hasResponse = true;
		for (const id of IDS) {
			consent[id] = granted.includes(id);
			tell('Load');
		}
		const categories = IDS.map((id) => `${id}:${consent[id]}`).join('%2C');
		// biome-ignore lint/suspicious/noDocumentCookie: as the manager does.
		document.cookie = `CookieConsent={stamp:%27x%27%2Cnecessary:true%2C${categories}%2Cmethod:%27explicit%27%2Cver:1%2Cutc:0};path=/`;
		tell(granted[0] ? 'Accept' : 'Decline');
		tell('TagsExecuted');
	}

	window.Cookiebot = bot;
	window.CookieConsent = bot;
	setTimeout(() => {
		recall();
		bot.submitCustomConsent = () => {};
		bot.withdraw = () => {
			bot.hasResponse = false;
			for (const id of IDS) consent[id] = false;
			// biome-ignore lint/suspicious/noDocumentCookie: as the manager does.
			document.cookie = 'CookieConsent=;path=/;max-age=0';
			tell('Decline');
		};
		window.visitor = { accept: () => choose(IDS), choose, withdraw: bot.withdraw };
		tell('Load');
		if (bot.hasResponse) for (const name of ['ConsentReady', 'Accept', 'TagsExecuted']) tell(name);
		else for (const name of ['DialogInit', 'DialogDisplay']) tell(name);
	});
})();
