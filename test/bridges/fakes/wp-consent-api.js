// The WP Consent API on a site whose manager has defined no type of consent: then it says yes to everything, even to what was denied.
(() => {
	const IDS = ['functional', 'preferences', 'statistics-anonymous', 'statistics', 'marketing'];
	window.consent_api = { cookie_prefix: 'wp_consent', consent_type: '', cookie_expiration: 30 };
	const read = (id) => new RegExp(`(?:^|; )wp_consent_${id}=([^;]*)`).exec(document.cookie)?.[1] ?? '';
	window.wp_has_consent = (id) => (window.wp_consent_type ? read(id) === 'allow' : true);
	window.wp_set_consent = (id, value) => {
		const before = read(id);
		// biome-ignore lint/suspicious/noDocumentCookie: as the manager does.
		document.cookie = `wp_consent_${id}=${value};path=/`;
		if (before === value) return;
		const detail = [];
		detail[id] = value;
		document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail }));
	};
	const choose = (granted) => {
		for (const id of IDS) window.wp_set_consent(id, granted.includes(id) ? 'allow' : 'deny');
	};
	window.visitor = { accept: () => choose(IDS), choose, withdraw: () => choose([]) };
})();
