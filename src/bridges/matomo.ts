import { type Signal, signal } from './outbound.js';

export interface MatomoOptions {
	/** Counts without cookies until consent, instead of not at all. As an attribute it needs no value. */
	cookieless: boolean | string;
}
interface MatomoWindow {
	_paq?: { push(command: string[]): unknown };
}

/** Matomo, https://developer.matomo.org/guides/tracking-consent */
export const matomo: Signal<MatomoOptions> = (taggate, options) =>
	signal(taggate, options, { consent: 'statistical' }, ({ consent }, isFirst) => {
		const subject = (options?.cookieless ?? false) === false ? 'Consent' : 'CookieConsent';
		const page = window as MatomoWindow;
		page._paq = page._paq || [];
		const command = (verb: string, ending = 'Given') => page._paq!.push([verb + subject + ending]);
		if (isFirst) command('require', '');
		if (consent === 'granted') command('set');
		else if (!isFirst) command('forget');
	});
