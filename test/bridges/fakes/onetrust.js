// OneTrust: its global begins as an answer about the place; where the law asks for no opt-in all is active until the visitor decides.
(() => {
	const IDS = ['C0001', 'C0002', 'C0003', 'C0004', 'C0005', 'C0007'];
	const has = (name) => new RegExp(`(?:^|; )${name}=[^;]`).test(document.cookie);
	const set = (active) => {
		window.OnetrustActiveGroups = window.OptanonActiveGroups = `,${active.join(',')},`;
		window.dispatchEvent(new CustomEvent('OneTrustGroupsUpdated', { detail: active }));
	};
	const keep = (name, value) => {
		// biome-ignore lint/suspicious/noDocumentCookie: as the manager does.
		document.cookie = `${name}=${value};path=/`;
	};

	function choose(granted) {
		keep('OptanonAlertBoxClosed', new Date(0).toISOString());
		set([]);
		const active = IDS.filter((id) => id === 'C0001' || granted.includes(id));
		keep('OptanonConsent', encodeURIComponent(`groups=${IDS.map((id) => `${id}:${+active.includes(id)}`).join(',')}`));
		set(active);
		window.dispatchEvent(new CustomEvent('consent.onetrust', { detail: active }));
		setTimeout(() => window.dispatchEvent(new CustomEvent('OTConsentApplied', { detail: active })));
	}

	window.OneTrust = { geolocationResponse: { countryCode: 'DK' } };
	setTimeout(() => {
		let active = IDS;
		try {
			const text = decodeURIComponent(/OptanonConsent=([^;]*)/.exec(document.cookie)[1]);
			active = IDS.filter((id) => text.includes(`${id}:1`));
		} catch {}
		Object.assign(window.OneTrust, {
			IsAlertBoxClosed: () => has('OptanonAlertBoxClosed'),
			GetDomainData: () => ({ Groups: IDS.map((CustomGroupId) => ({ CustomGroupId })) }),
		});
		window.visitor = { accept: () => choose(IDS), choose, withdraw: () => choose([]) };
		set(active);
		window.dispatchEvent(new CustomEvent('OneTrustPCLoaded'));
	});
})();
