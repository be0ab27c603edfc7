/** Klaro's configuration, https://klaro.org/docs/integration/annotated-configuration */
{
	const isDanish = document.documentElement.lang === 'da';
	const say = (english, danish) => (isDanish ? danish : english);

	window.klaroConfig = {
		version: 1,
		storageName: 'klaro',
		lang: document.documentElement.lang,
		acceptAll: true,
		groupByPurpose: false,
		hideToggleAll: true,
		showNoticeTitle: true,
		disablePoweredBy: true,
		translations: {
			[document.documentElement.lang]: {
				privacyPolicyUrl: `/${document.documentElement.lang}/cookies`,
				privacyPolicy: {
					name: say('list of cookies', 'cookieliste'),
					text: say('Each is in our {privacyPolicy}.', 'Hver enkelt står i vores {privacyPolicy}.'),
				},
				consentModal: {
					title: say('Consent settings', 'Samtykkevalg'),
					description: say('Choose what this site may use.', 'Vælg, hvad siden må bruge.'),
				},
				consentNotice: {
					title: say('May we use cookies?', 'Må vi bruge cookies?'),
					testing: '',
					description: say(
						'For the map, the chat, the films and statistics. None of it loads before you say yes.',
						'Til kort, chat, film og statistik. Intet hentes, før du siger ja.',
					),
					learnMore: say('Choose', 'Vælg selv'),
				},
				ok: say('Accept all', 'Tillad alle'),
				acceptAll: say('Accept all', 'Tillad alle'),
				acceptSelected: say('Save', 'Gem'),
				decline: say('Only necessary', 'Kun nødvendige'),
				close: say('Close', 'Luk'),
				necessary: { title: say('Necessary', 'Nødvendige'), description: say('Remember your choice.', 'Husker dit valg.') },
				functional: {
					title: say('Functional', 'Funktionelle'),
					description: say('The map, the chat helper and the film players.', 'Kortet, chathjælperen og filmafspillerne.'),
				},
				preference: {
					title: say('Preference', 'Præference'),
					description: say('Remembers your text size.', 'Husker din tekststørrelse.'),
				},
				statistical: {
					title: say('Statistical', 'Statistiske'),
					description: say('PostHog and Tæller count visits.', 'PostHog og Tæller tæller besøg.'),
				},
				'film-harbour': {
					title: say('Film: the harbour', 'Film: havnen'),
					description: say('This one film.', 'Netop denne film.'),
				},
				'film-ferry': { title: say('Film: the ferry', 'Film: færgen'), description: say('This one film.', 'Netop denne film.') },
			},
		},
		services: [
			{ name: 'necessary', purposes: ['site'], required: true },
			{ name: 'functional', purposes: ['site'] },
			{ name: 'preference', purposes: ['site'] },
			{ name: 'statistical', purposes: ['site'] },
			{ name: 'film-harbour', purposes: ['site'] },
			{ name: 'film-ferry', purposes: ['site'] },
		],
	};

	document.addEventListener('click', ({ target }) => {
		if (target.closest?.('[data-klaro-show]')) klaro.show(undefined, true);
		// A placeholder's button is a decision too: the manager, which keeps it, must know.
		const names = target.closest?.('[data-consent-grant]')?.dataset.consentGrant;
		if (!names) return;
		const manager = klaro.getManager();
		for (const name of names.split(' ')) manager.updateConsent(name, true);
		manager.saveAndApplyConsents();
	});
}
