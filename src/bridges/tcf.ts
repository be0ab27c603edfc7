import { type Bridge, type Decision, follow } from './inbound.js';
import { TCF } from './maps.js';

interface TCData {
	gdprApplies?: boolean;
	eventStatus: string;
	purpose?: { consents: Decision };
}
declare function __tcfapi(command: string, version: 2, listener: (data: TCData | null, success: boolean) => void): void;

/**
 * Any manager of the IAB's Transparency and Consent Framework 2.2 or later; the names are the numbers of the purposes.
 * https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
 */
export const tcf: Bridge = (taggate, options) => {
	let isListening = false;
	let decision: Decision | undefined;
	return follow(taggate, options, TCF, [], (changed) => {
		if (!isListening) {
			__tcfapi('addEventListener', 2, (data, success) => {
				if (!success || !data) return;
				// While its window is open it tells what was decided before.
				if (data.gdprApplies !== false && !/^(tcloaded|useractioncomplete)$/.test(data.eventStatus)) return;
				decision = {};
				// A purpose that is not there is not granted; where the law does not apply nobody is asked.
				for (let id = 1; id < 12; id++) decision[id] = data.gdprApplies === false || data.purpose?.consents[id] === true;
				changed();
			});
			isListening = true;
		}
		return decision;
	});
};
