import { type Bridge, type Decision, follow } from './inbound.js';

interface Manager {
	confirmed: boolean;
	consents: Decision;
	watch(watcher: { update(manager: Manager, name: string): void }): void;
}
interface KlaroWindow {
	klaro: { getManager(): Manager };
}

/** Klaro, service by service, https://klaro.org/docs */
export const klaro: Bridge = (taggate, options) => {
	/** Those that count: the manager's own also hold what the visitor has toggled and not saved. */
	let saved: Decision | undefined;
	return follow(taggate, options, undefined, [], (changed) => {
		const manager = (window as unknown as KlaroWindow).klaro.getManager();
		if (!saved) {
			saved = { ...manager.consents };
			manager.watch({
				update({ consents }, name) {
					if (name === 'saveConsents') saved = { ...consents };
					changed();
				},
			});
		}
		return manager.confirmed ? saved : undefined;
	});
};
