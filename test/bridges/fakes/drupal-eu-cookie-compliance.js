// EU Cookie Compliance: it tells jQuery alone, of the new status before the categories are kept, and nobody of a stored decision.
(() => {
	const settings = window.drupalSettings.eu_cookie_compliance;
	const { cookie_categories: ids } = settings;
	const read = (name) => decodeURIComponent(new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? 'null');
	const keep = (name, value) => {
		// biome-ignore lint/suspicious/noDocumentCookie: as the manager does.
		document.cookie = `${name}=${encodeURIComponent(value)};path=/`;
	};
	const tell = (name, detail) => window.jQuery(document).trigger(`eu_cookie_compliance.${name}`, [detail]);
	const setStatus = (status) => {
		keep('cookie-agreed', status);
		tell('changeStatus', status);
	};
	const setCategories = (categories) => {
		if (!ids) return;
		keep('cookie-agreed-categories', JSON.stringify(categories));
		tell('changePreferences', categories);
	};

	// As another script that wants to be told of it makes it.
	window.Drupal = { eu_cookie_compliance() {} };
	setTimeout(() => {
		Object.assign(window.Drupal.eu_cookie_compliance, {
			getCurrentStatus() {
				const status = Number.parseInt(read('cookie-agreed'), 10);
				return Number.isNaN(status) ? null : settings.isStatusText ? `${status}` : status;
			},
			// Versions before the categories have no such method.
			...(ids && { getAcceptedCategories: () => JSON.parse(read('cookie-agreed-categories')) ?? [] }),
		});
		function choose(granted) {
			setStatus(1);
			setStatus(2);
			setCategories(granted);
		}
		window.visitor = {
			accept: () => choose(ids),
			choose,
			// The categories of before stay kept.
			refuse: () => setStatus(0),
			withdraw() {
				setStatus(null);
				setCategories([]);
			},
		};
	});
})();
