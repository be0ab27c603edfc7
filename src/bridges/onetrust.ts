import { type Bridge, follow } from './inbound.js';
import { ONETRUST } from './maps.js';

declare const OneTrust: { IsAlertBoxClosed(): boolean; GetDomainData(): { Groups: { CustomGroupId: string }[] } };
/** The ids of what is active, between commas. */
declare const OnetrustActiveGroups: string;

/** OneTrust and CookiePro, https://developer.onetrust.com/onetrust/docs/javascript-events-guide */
export const onetrust: Bridge = (taggate, options) =>
	follow(
		taggate,
		options,
		ONETRUST,
		// Comes with every page and with every change.
		['OneTrustGroupsUpdated'],
		() => {
			if (!OneTrust.IsAlertBoxClosed()) return;
			const active = OnetrustActiveGroups.split(',');
			return Object.fromEntries(
				OneTrust.GetDomainData().Groups.map(({ CustomGroupId }) => [CustomGroupId, active.includes(CustomGroupId)]),
			);
		},
	);
