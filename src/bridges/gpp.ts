import { type Bridge, type Decision, follow } from './inbound.js';
import { GPP } from './maps.js';

/** Fields of a section: 0 does not apply, 1 opted out, 2 did not opt out. */
type Section = Record<string, unknown>;
interface GppEvent {
	pingData?: { signalStatus: string; parsedSections: Record<string, Section | Section[]> };
}
declare function __gpp(command: string, listener: (event: GppEvent) => void): void;

const OPTED_OUT = 1;

/** The IAB's Global Privacy Platform, sections of the United States: `Sale`, `Sharing` and `TargetedAdvertising`, each granted unless opted out of. */
export const gpp: Bridge = (taggate, options) => {
	let isListening = false;
	let decision: Decision | undefined;
	return follow(taggate, options, GPP, [], (changed) => {
		if (!isListening) {
			__gpp('addEventListener', ({ pingData }) => {
				if (pingData?.signalStatus !== 'ready') return;
				const sections = Object.keys(pingData.parsedSections)
					.filter((name) => /^us(?!p)/.test(name))
					.flatMap((name): Section[] => [pingData.parsedSections[name]!].flat() as Section[]);
				if (!sections[0]) return;
				decision = {};
				for (const id of ['Sale', 'Sharing', 'TargetedAdvertising'])
					decision[id] = sections.every((section) => section[`${id}OptOut`] !== OPTED_OUT);
				changed();
			});
			isListening = true;
		}
		return decision;
	});
};
