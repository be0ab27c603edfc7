// Complianz, in a region of opt-out: all is granted while no cookie says otherwise; each click is an event a category.
(() => {
	const IDS = ['functional', 'preferences', 'statistics', 'marketing'];
	window.complianz = { prefix: 'cmplz_', consenttype: 'optout', region: 'us' };
	const tell = (type, detail) => document.dispatchEvent(new CustomEvent(type, { detail }));
	const keep = (name, value) => {
		// biome-ignore lint/suspicious/noDocumentCookie: as the manager does.
		document.cookie = `cmplz_${name}=${value};path=/`;
	};
	window.cmplz_get_cookie = (name) => new RegExp(`(?:^|; )cmplz_${name}=([^;]*)`).exec(document.cookie)?.[1] ?? '';
	window.cmplz_has_consent = (id) => id === 'functional' || ['', 'allow'].includes(window.cmplz_get_cookie(id));
	const fire = () => {
		const categories = IDS.filter(window.cmplz_has_consent);
		tell('cmplz_fire_categories', { category: categories.at(-1), categories, region: 'us' });
	};

	function choose(granted) {
		keep('banner-status', 'dismissed');
		tell('cmplz_banner_status', 'dismissed');
		for (const category of IDS) {
			const value = category === 'functional' || granted.includes(category) ? 'allow' : 'deny';
			keep(category, value);
			tell('cmplz_status_change', { category, value, region: 'us', categories: IDS.filter(window.cmplz_has_consent) });
			if (value === 'allow') tell('cmplz_enable_category', { category, region: 'us' });
		}
		fire();
	}

	window.visitor = {
		accept: () => choose(IDS),
		choose,
		withdraw() {
			choose([]);
			tell('cmplz_revoke', true);
		},
	};
	setTimeout(fire);
})();
