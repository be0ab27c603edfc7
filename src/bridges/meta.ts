import { type Signal, signal } from './outbound.js';

type Fbq = ((...parameters: string[]) => void) & { queue?: unknown[] };
interface MetaWindow {
	fbq?: Fbq;
}

/** Sees a property being set for the first time; afterwards it is an ordinary one. */
function onceSet<Target extends object, Key extends keyof Target>(
	target: Partial<Target>,
	key: Key,
	act: (value: Target[Key]) => void,
) {
	Object.defineProperty(target, key, {
		configurable: true,
		set(value) {
			delete target[key];
			target[key] = value;
			act(value);
		},
	});
}

/** The Meta pixel, https://developers.facebook.com/docs/meta-pixel/implementation/gdpr */
export const meta: Signal = (taggate, options) => {
	let word: string;
	return signal(taggate, options, { consent: 'marketing' }, ({ consent }, isFirst) => {
		const page = window as MetaWindow;
		word = consent === 'granted' ? 'grant' : 'revoke';
		if (page.fbq) page.fbq('consent', word);
		// Its base code loads nothing when somebody else has made the function: its queue gets the first word as soon as there is one.
		else if (isFirst) onceSet(page, 'fbq', (fbq) => onceSet(fbq!, 'queue', (queue) => queue!.push(['consent', word])));
	});
};
