import { type Bridge, type Decision, follow } from './inbound.js';
import { USERCENTRICS } from './maps.js';

/** Version 3. */
interface ConsentDetails {
	consent: { type: string };
	categories: Record<string, { state: string }>;
}
/** Version 2. */
interface Service {
	categorySlug: string;
	consent: { status: boolean; history: { type: string }[] };
}
interface UsercentricsWindow {
	__ucCmp?: { getConsentDetails?(): Promise<ConsentDetails> };
}
declare const UC_UI: { isInitialized(): boolean; getServicesBaseInfo(): Service[] };

/** Usercentrics, versions 2 and 3. */
export const usercentrics: Bridge = (taggate, options) => {
	/** What version 3, which answers later, has said. */
	let told: Decision | undefined;
	return follow(
		taggate,
		options,
		USERCENTRICS,
		['UC_UI_INITIALIZED', 'UC_UI_CMP_EVENT', 'UC_CMP_API_READY', 'UC_CONSENT'],
		(changed) => {
			const decision: Decision = {};
			let isDecided = false;
			const version3 = (window as UsercentricsWindow).__ucCmp;
			if (version3?.getConsentDetails) {
				// Before it is ready it may refuse to answer.
				version3
					.getConsentDetails()
					.then(({ consent, categories }) => {
						for (const id of Object.keys(categories)) decision[id] = categories[id]!.state === 'ALL_ACCEPTED';
						const answer = consent.type === 'EXPLICIT' ? decision : undefined;
						if (JSON.stringify(answer) === JSON.stringify(told)) return;
						told = answer;
						changed();
					})
					.catch(() => {});
				return told;
			}
			if (UC_UI.isInitialized())
				for (const { categorySlug, consent } of UC_UI.getServicesBaseInfo()) {
					// A category is granted when all of its services are.
					decision[categorySlug] = consent.status === true && decision[categorySlug] !== false;
					isDecided ||= consent.history.some(({ type }) => type === 'explicit');
				}
			return isDecided ? decision : undefined;
		},
	);
};
