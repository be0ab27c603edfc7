import { type Bridge, type Decision, follow } from './inbound.js';

interface Manager {
	confirmed: boolean;
	/** Not `consents`, which also holds what the visitor has toggled and not saved. */
	savedConsents: Decision;
	watch(watcher: { update(): void }): void;
}
interface Klaro {
	addEventListener(type: 'render', listener: (config: object) => void): void;
	getManager?(config: object): Manager;
}
interface KlaroWindow {
	klaro: Klaro;
}

/** Klaro, service by service, https://klaro.org/docs */
export const klaro: Bridge = (taggate, options) => {
	let manager: Manager | undefined;
	let known: Klaro | undefined;
	return follow(taggate, options, undefined, [], (changed) => {
		const { klaro } = window as unknown as KlaroWindow;
		// It may also be the element of that id.
		if (klaro !== known && klaro.getManager) {
			known = klaro;
			const watcher = { update: () => changed() };
			// Comes again for those who ask late. A manager made any earlier would miss the tags that Klaro itself is to run.
			klaro.addEventListener('render', (config) => {
				manager = klaro.getManager!(config);
				manager.watch(watcher);
				changed();
			});
		}
		return manager!.confirmed ? manager!.savedConsents : undefined;
	});
};
