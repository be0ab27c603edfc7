// Usercentrics 3: all its answers are promises, and it refuses to answer before it is ready.
(() => {
	const IDS = ['essential', 'functional', 'marketing'];
	let isReady = false;
	let details = { consent: { status: 'ALL_DENIED', type: 'IMPLICIT' }, categories: {}, services: {} };
	const tell = (type) => window.dispatchEvent(new CustomEvent(type, { detail: JSON.parse(JSON.stringify(details)) }));

	/** `marketing:0` is one of its services alone. */
	function set(granted, type) {
		const categories = {};
		for (const id of IDS) {
			const state =
				id === 'essential' || granted.includes(id)
					? 'ALL_ACCEPTED'
					: granted.includes(`${id}:0`)
						? 'SOME_ACCEPTED'
						: 'ALL_DENIED';
			categories[id] = { state };
		}
		details = { consent: { status: '', type }, categories, services: {} };
	}

	function choose(granted) {
		set([], 'EXPLICIT');
		tell('UC_UI_CMP_EVENT');
		set(granted, 'EXPLICIT');
		localStorage.setItem('ucData', JSON.stringify({ granted }));
		tell('UC_CONSENT');
		tell('UC_UI_CMP_EVENT');
	}

	window.__ucCmp = {};
	setTimeout(() => {
		window.__ucCmp.getConsentDetails = async () => {
			if (!isReady) throw new Error('not initialized');
			return JSON.parse(JSON.stringify(details));
		};
		setTimeout(() => {
			// Where the law lets it, all is granted until the visitor decides.
			set(IDS, 'IMPLICIT');
			try {
				set(JSON.parse(localStorage.getItem('ucData')).granted, 'EXPLICIT');
			} catch {}
			isReady = true;
			window.visitor = {
				accept: () => choose(IDS),
				choose,
				withdraw() {
					localStorage.removeItem('ucData');
					set(IDS, 'IMPLICIT');
					tell('UC_CONSENT');
				},
			};
			tell('UC_CMP_API_READY');
			tell('UC_UI_INITIALIZED');
		});
	});
})();
