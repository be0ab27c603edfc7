import { type Signal, signal } from './outbound.js';

type Clarity = ((...parameters: unknown[]) => void) & { q?: unknown[] };
interface ClarityWindow {
	clarity?: Clarity;
}

/** As in Clarity's own base code, which takes over a queue that is there. */
function createQueue(): Clarity {
	const q: unknown[] = [];
	return Object.assign((...parameters: unknown[]) => void q.push(parameters), { q });
}

/** Microsoft Clarity, https://learn.microsoft.com/clarity/setup-and-installation/clarity-consent-api-v2 */
export const clarity: Signal = (taggate, options) =>
	signal(taggate, options, { ad_Storage: 'marketing', analytics_Storage: 'statistical' }, (signals) => {
		const page = window as ClarityWindow;
		page.clarity = page.clarity || createQueue();
		page.clarity('consentv2', signals);
	});
