/** The bridges of a snippet: which there are, what each may be told, and the code that connects them. */
import { bridges as built } from 'virtual:runtime';
import type { GoogleOptions } from '../../bridges/google-consent-mode.js';
import type { MatomoOptions } from '../../bridges/matomo.js';
import { evaluate } from '../../inspector/condition.js';
import { listNames } from '../../names.js';
import { areNames, flag, type Kind, matching, positive, refuse, refuseName, write } from './values.js';

/** From consent managers: they own the decision. */
const INBOUND = [
	'complianz',
	'cookie-information',
	'cookiebot',
	'cookieyes',
	'didomi',
	'drupal-cookies',
	'drupal-eu-cookie-compliance',
	'gpp',
	'klaro',
	'onetrust',
	'orejime',
	'tarteaucitron',
	'tcf',
	'usercentrics',
	'vanilla-cookieconsent',
	'wp-consent-api',
] as const;
type Vendor = 'clarity' | 'google-consent-mode' | 'matomo' | 'meta' | 'microsoft-uet' | 'tiktok';

/** A bridge's file, without its ending. */
export type BridgeName = (typeof INBOUND)[number] | Vendor;

/** What any bridge may be told. */
export interface BridgeSettings {
	/**
	 * From a manager: its names, and ours for each, separated by spaces. To a vendor: its signals, and the condition of ours under
	 * which each is granted. What it does not hold keeps the default.
	 */
	map?: Readonly<Record<string, string>> | undefined;
}
export interface GoogleSettings extends BridgeSettings {
	/** Milliseconds for which Google's tags wait for an update: `wait_for_update`. */
	wait?: number | string | undefined;
	/** Regions, ISO 3166-2, separated by commas, to which the default is confined. */
	region?: string | undefined;
	/** `ads_data_redaction`: no click identifiers while ads are denied. */
	redact?: boolean | undefined;
	/** `url_passthrough`: what a click on an ad said goes on in the address. */
	passthrough?: boolean | undefined;
}
export interface MatomoSettings extends BridgeSettings {
	/** Counts without cookies until consent, instead of not at all. */
	cookieless?: boolean | undefined;
}
interface SpecialSettings {
	'google-consent-mode': GoogleSettings;
	matomo: MatomoSettings;
}

/** To vendors, and what each takes besides its map. */
const OUTBOUND: Record<Vendor, Record<string, Kind>> = {
	clarity: {},
	'google-consent-mode': {
		wait: positive,
		region: matching('regions such as "DK, US-CA"', /^[A-Za-z]{2}(-\w{1,3})?([\s,]+[A-Za-z]{2}(-\w{1,3})?)*$/),
		redact: flag,
		passthrough: flag,
	} satisfies Record<keyof GoogleOptions | Exclude<keyof GoogleSettings, 'map'>, Kind>,
	matomo: { cookieless: flag } satisfies Record<keyof MatomoOptions | Exclude<keyof MatomoSettings, 'map'>, Kind>,
	meta: {},
	'microsoft-uet': {},
	tiktok: {},
};

/** The bridges that are wanted: a list of their names, or what each is told; `true` is nothing, and `false` leaves it out. */
export type Bridges =
	| readonly BridgeName[]
	| {
			readonly [Name in BridgeName]?:
				| (Name extends keyof SpecialSettings ? SpecialSettings[Name] : BridgeSettings)
				| boolean
				| undefined;
	  };

/** A bridge that is wanted. */
export interface Connection {
	/** It brings the decision of a consent manager. */
	isInbound: boolean;
	/** What connects it, in a script that the runtime has begun. */
	code: string;
}

const NAMES = [...INBOUND, ...Object.keys(OUTBOUND)];

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map as the bridges read it: the conditions of a vendor's signals, or our names, separated by a space, for those of a manager. */
const readMap = (path: string, map: unknown, isInbound: boolean): Record<string, string> => {
	if (!isRecord(map)) throw refuse(path, 'a record of text', map);
	const isRight = (text: string) => (isInbound ? areNames(text) : evaluate(text, () => true) !== null);
	const entries = Object.entries(map).map(([theirs, ours]) => {
		if (typeof ours !== 'string' || !isRight(ours))
			throw refuse(`${path}[${JSON.stringify(theirs)}]`, isInbound ? 'names, separated by spaces' : 'a condition', ours);
		return [theirs, isInbound ? listNames(ours).join(' ') : ours];
	});
	return Object.fromEntries(entries);
};

/** As text of a script: ASCII alone, and nothing that ends or hides it. */
const embed = (value: unknown): string =>
	JSON.stringify(value).replace(
		/[<\u007f-\uffff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

const connect = (name: string, given: unknown): Connection => {
	if (!NAMES.includes(name)) throw refuseName('there is no bridge', name, NAMES);
	const path = `bridges.${name}`;
	if (given !== true && !isRecord(given)) throw refuse(path, 'true, false or a record of options', given);
	const isInbound = !Object.hasOwn(OUTBOUND, name);
	const { map, ...rest }: Record<string, unknown> = { __proto__: null, ...(given === true ? {} : given) };
	const options = {
		...(map !== undefined && { map: readMap(`${path}.map`, map, isInbound) }),
		...write(isInbound ? {} : OUTBOUND[name as Vendor], rest, {
			path: `${path}.`,
			none: `the bridge ${name} has no option`,
			others: ['map'],
		}),
	};
	return { isInbound, code: `{let BRIDGE_OPTIONS=${embed(options)};${built[name]}}` };
};

/**
 * Connects the bridges that are wanted, in their order.
 * @throws TypeError for a bridge or an option that there is not, and for a value of the wrong kind; it names the nearest
 */
export const connectAll = (bridges: Bridges | undefined): Connection[] => {
	if (bridges === undefined) return [];
	if (Array.isArray(bridges)) return [...new Set(bridges)].map((name) => connect(String(name), true));
	if (!isRecord(bridges)) throw refuse('bridges', 'a list of names, or a record of what each is told', bridges);
	return Object.entries(bridges)
		.filter(([name, given]) => (given !== undefined && given !== false) || !NAMES.includes(name))
		.map(([name, given]) => connect(name, given));
};
