/**
 * The banners to choose from. Each drives the same pages; what differs is here and in `banners/`: the runtime's options, how the
 * settings are opened, and whether the banner can live under Trusted Types.
 */
export const BANNERS = {
	html: {
		title: '[[Plain HTML|Ren HTML]]',
		options: '',
		opener: 'popovertarget="settings" aria-haspopup="dialog"',
		/** It has no script at all. */
		bearsTrustedTypes: true,
	},
	cookieconsent: {
		title: 'vanilla-cookieconsent',
		options: 'data-store="none"',
		opener: 'data-cc="show-preferencesModal" aria-haspopup="dialog"',
		/** It writes innerHTML. */
		bearsTrustedTypes: false,
	},
	klaro: {
		title: 'Klaro',
		options: 'data-store="none"',
		opener: 'data-klaro-show aria-haspopup="dialog"',
		bearsTrustedTypes: false,
	},
};

export const DEFAULT_BANNER = 'html';

/** Where the banners keep the decision; a change of banner begins anew. */
export const DECISION_COOKIES = ['taggate', 'cc_cookie', 'klaro'];
