import { type Signal, signal } from './outbound.js';

export interface MatomoOptions {
	/** Counts without cookies until consent, instead of not at all. As an attribute it needs no value. */
	cookieless: boolean | string;
}
interface MatomoWindow {
	_paq?: { push(command: string[]): unknown };
}

/** Matomo, https://developer.matomo.org/guides/tracking-consent */
export const matomo: Signal<MatomoOptions> = (taggate, options = {}) =>
	signal(taggate, options, { consent: 'statistical' }, ({ consent }, isFirst) => {
		const subject = (options.cookieless ?? false) === false ? 'Consent' : 'CookieConsent';
		const page = window as MatomoWindow;
		page._paq = page._paq || [];
		if (isFirst) page._paq.push([`require${subject}`]);
		if (consent === 'granted') page._paq.push([`set${subject}Given`]);
		else if (!isFirst) page._paq.push([`forget${subject}Given`]);
	});
