// Usercentrics 2: service by service, its events carry no state, and what nobody chose is marked implicit.
(() => {
	const services = ['functional', 'functional', 'marketing', 'marketing', 'essential'].map((categorySlug, index) => ({
		id: `service-${index}`,
		name: `Service ${index}`,
		categorySlug,
		consent: { status: categorySlug !== 'marketing', history: [{ type: 'implicit' }] },
	}));
	let isInitialized = false;
	const tell = (type, detail) => window.dispatchEvent(new CustomEvent(type, { detail }));
	const tellOf = (type) => tell('UC_UI_CMP_EVENT', { source: 'FIRST_LAYER', type });

	/** `marketing:1` is the first of its services alone. */
	function choose(granted, type = 'SAVE') {
		services.forEach(({ categorySlug, consent }, index) => {
			consent.status = [categorySlug, `${categorySlug}:${index % 2}`, 'essential'].some(
				(id) => granted.includes(id) || (id === categorySlug && id === 'essential'),
			);
			consent.history.push({ type: 'explicit' });
			tellOf(type);
		});
		localStorage.setItem(
			'uc_settings',
			JSON.stringify({ services: services.map(({ id, consent }) => ({ id, status: consent.status })) }),
		);
		localStorage.setItem('uc_user_interaction', 'true');
		tellOf(type);
	}

	window.UC_UI = { isInitialized: () => isInitialized };
	setTimeout(() => {
		try {
			const stored = JSON.parse(localStorage.getItem('uc_settings')).services;
			services.forEach(({ consent }, index) => {
				consent.status = stored[index].status;
				consent.history.push({ type: 'explicit' });
			});
		} catch {}
		isInitialized = true;
		window.UC_UI.getServicesBaseInfo = () => services;
		window.visitor = {
			accept: () => choose(['functional', 'marketing'], 'ACCEPT_ALL'),
			choose,
			withdraw: () => choose([], 'DENY_ALL'),
		};
		tell('UC_UI_INITIALIZED');
		tellOf('CMP_SHOWN');
	});
})();
