/** vanilla-cookieconsent's configuration, https://cookieconsent.orestbida.com/reference/configuration-reference.html */
{
	const isDanish = document.documentElement.lang === 'da';
	const say = (english, danish) => (isDanish ? danish : english);

	/** Our names; each film is one, so that it can be allowed by itself. */
	const SECTIONS = [
		['necessary', say('Necessary', 'Nødvendige'), say('Remember your choice.', 'Husker dit valg.')],
		[
			'functional',
			say('Functional', 'Funktionelle'),
			say('The map, the chat helper and the film players.', 'Kortet, chathjælperen og filmafspillerne.'),
		],
		['preference', say('Preference', 'Præference'), say('Remembers your text size.', 'Husker din tekststørrelse.')],
		[
			'statistical',
			say('Statistical', 'Statistiske'),
			say('PostHog and Tæller count visits.', 'PostHog og Tæller tæller besøg.'),
		],
		['film-harbour', say('Film: the harbour', 'Film: havnen'), say('This one film.', 'Netop denne film.')],
		['film-ferry', say('Film: the ferry', 'Film: færgen'), say('This one film.', 'Netop denne film.')],
	];
	const buttons = {
		acceptAllBtn: say('Accept all', 'Tillad alle'),
		acceptNecessaryBtn: say('Only necessary', 'Kun nødvendige'),
	};

	CookieConsent.run({
		// The pages' tags are taggate's: it would run them too.
		manageScriptTags: false,
		// A browser that is driven by a test is asked as well.
		hideFromBots: false,
		guiOptions: { consentModal: { layout: 'box', position: 'bottom right' } },
		categories: Object.fromEntries(
			SECTIONS.map(([name]) => [name, name === 'necessary' ? { enabled: true, readOnly: true } : {}]),
		),
		language: {
			default: document.documentElement.lang,
			translations: {
				[document.documentElement.lang]: {
					consentModal: {
						title: say('May we use cookies?', 'Må vi bruge cookies?'),
						description: say(
							'For the map, the chat, the films and statistics. None of it loads before you say yes.',
							'Til kort, chat, film og statistik. Intet hentes, før du siger ja.',
						),
						...buttons,
						showPreferencesBtn: say('Choose', 'Vælg selv'),
					},
					preferencesModal: {
						title: say('Consent settings', 'Samtykkevalg'),
						...buttons,
						savePreferencesBtn: say('Save', 'Gem'),
						closeIconLabel: say('Close', 'Luk'),
						sections: SECTIONS.map(([linkedCategory, title, description]) => ({ linkedCategory, title, description })),
					},
				},
			},
		},
	});

	// A placeholder's button is a decision too: the manager, which keeps it, must know.
	document.addEventListener('click', ({ target }) => {
		const names = target.closest?.('[data-consent-grant]')?.dataset.consentGrant;
		if (!names) return;
		CookieConsent.acceptCategory([...CookieConsent.getUserPreferences().acceptedCategories, ...names.split(' ')]);
		CookieConsent.hide();
	});
}
