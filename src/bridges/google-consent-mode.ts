import { type Signal, signal } from './outbound.js';

export interface GoogleOptions {
	/** Milliseconds for which Google's tags wait for an update: `wait_for_update`. */
	wait: number | string;
	/** Regions, ISO 3166-2, separated by commas, to which the default is confined. */
	region: string;
	/** `ads_data_redaction`: no click identifiers while ads are denied. As an attribute it needs no value. */
	redact: boolean | string;
	/** `url_passthrough`: what a click on an ad said goes on in the address. As an attribute it needs no value. */
	passthrough: boolean | string;
}
interface GoogleWindow {
	dataLayer?: unknown[];
}

/** Google takes an arguments object, and no array. */
function gtag(..._parameters: unknown[]) {
	const page = window as GoogleWindow;
	page.dataLayer = page.dataLayer || [];
	// biome-ignore lint/complexity/noArguments: Google's own code tells the two apart.
	page.dataLayer.push(arguments);
}

const isSet = (option: boolean | string = false) => option !== false;

/** Google Consent Mode 2, https://developers.google.com/tag-platform/security/guides/consent */
export const googleConsentMode: Signal<GoogleOptions> = (taggate, options) => {
	const { wait, region, redact, passthrough } = options ?? {};
	return signal(
		taggate,
		options,
		{
			ad_storage: 'marketing',
			ad_user_data: 'marketing',
			ad_personalization: 'marketing',
			analytics_storage: 'statistical',
			functionality_storage: 'functional',
			personalization_storage: 'preference',
			security_storage: 'necessary',
			// That there is a decision matters where its tags wait for one, and where the default does not reach.
			...((wait || region) && { decided: 'decided' }),
		},
		({ decided, ...signals }, isFirst) => {
			const isDecided = decided === 'granted';
			if (isFirst) {
				gtag('consent', 'default', {
					...signals,
					...(wait && !isDecided && { wait_for_update: +wait }),
					...(region && { region: region.split(/[\s,]+/) }),
				});
				if (isSet(redact)) gtag('set', 'ads_data_redaction', true);
				if (isSet(passthrough)) gtag('set', 'url_passthrough', true);
			}
			if (!isFirst || (region && isDecided)) gtag('consent', 'update', signals);
		},
	);
};
