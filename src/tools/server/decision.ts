/** The decision as the plugin `memory` keeps it in a cookie, read from the header of a request. */
import { evaluate } from '../../inspector/condition.js';
import { listNames } from '../../names.js';
import type { ConsentState, Options } from '../../options.js';
import { DEFAULT_KEY } from '../../shared.js';

/** What the runtime of the page is told too, so that both read the same; and what the request says. */
export interface DecisionOptions extends Pick<Options, 'store' | 'key' | 'days' | 'version' | 'granted' | 'default' | 'gpc'> {
	/** Whether the visitor's browser sends Global Privacy Control: `gpc(request.headers)`. It only matters beside the option `gpc`. */
	globalPrivacyControl?: boolean;
}

/** What stands for the visitor, as the runtime in the page will say it. */
export interface Decision {
	/** Whether the visitor has decided. */
	decided: boolean;
	/** What was chosen for each name; until a decision stands, the names of `default`. Frozen, own properties of an object without a prototype. */
	state: ConsentState;
	/** Whether a condition such as `"statistical | video-23"` holds. A malformed one never does. */
	has(condition: string): boolean;
}

/** How long a decision lasts, unless told otherwise; as in `memory`, which keeps it. */
const DEFAULT_DAYS = 180;
const DAY_MILLISECONDS = 86_400_000;
/** No browser keeps a longer cookie: Chromium and Firefox take 4,096 bytes with its name. */
const LONGEST = 8_192;
/** A record of booleans under well-formed names, as JSON writes it; as in `memory`. */
const RECORD = /^{("[\w./:-]+":[tf]\w+|,)*}$/;

/** @returns the raw value of a cookie. Of several of that name the last, as the runtime reads them; '' when there is none */
const findCookie = (header: string, name: string): string => {
	const text = `; ${header}`;
	const mark = `; ${name}=`;
	const start = text.lastIndexOf(mark);
	if (start < 0) return '';
	const end = text.indexOf(';', start + mark.length);
	return text.slice(start + mark.length, end < 0 ? undefined : end);
};

/** @returns the choices that a kept text holds; none when it is malformed, expired or of another version */
const readChoices = (raw: string, { version, days }: DecisionOptions): ConsentState => {
	try {
		// Own properties alone: nothing on a prototype is a decision.
		const kept = { __proto__: null, ...JSON.parse(decodeURIComponent(raw)) } as { [name: string]: unknown };
		const lifetime = (+days! || DEFAULT_DAYS) * DAY_MILLISECONDS;
		const isCurrent = `${kept.version}` === `${version ?? undefined}` && Date.now() - (kept.time as number) < lifetime;
		if (isCurrent && RECORD.test(JSON.stringify(kept.state))) return kept.state as ConsentState;
	} catch {}
	return {};
};

/** What holds until the visitor decides. */
const presume = ({ default: names, gpc, globalPrivacyControl }: DecisionOptions): ConsentState =>
	Object.fromEntries(listNames(names).map((name) => [name, !(globalPrivacyControl && listNames(gpc).includes(name))]));

/**
 * Reads what the visitor has decided from the cookies of a request, as the runtime in the page reads it: what is malformed, expired
 * or of another version is no decision. It never throws, whatever the header holds.
 * @param cookieHeader the header `Cookie`: `request.headers.cookie` in Node, `request.headers.get('cookie')` elsewhere
 * @param given what the page's runtime is told: `version`, `days`, `key`, `granted`, …; with a `store` that is no cookie nothing
 * is decided
 */
export const readDecision = (
	cookieHeader: string | readonly string[] | null | undefined,
	given: DecisionOptions = {},
): Decision => {
	// Own properties alone: nothing on a prototype is an option.
	const options = { __proto__: null, ...given } as DecisionOptions;
	const header = Array.isArray(cookieHeader) ? cookieHeader.filter((part) => typeof part === 'string').join('; ') : cookieHeader;
	const isCookie = options.store !== 'local' && options.store !== 'none';
	const raw = isCookie && typeof header === 'string' ? findCookie(header, options.key || DEFAULT_KEY) : '';
	/** Names that no decision changes. */
	const fixed = new Set(['necessary', 'decided', ...listNames(options.granted)]);
	const choices = raw.length > LONGEST ? [] : Object.entries(readChoices(raw, options)).filter(([name]) => !fixed.has(name));
	// Who names nothing that can be decided has not decided.
	const decided = choices.length > 0;
	const state: ConsentState = Object.freeze({
		__proto__: null as never,
		...(decided ? Object.fromEntries(choices) : presume(options)),
	});

	const isGranted = (name: string) =>
		name === 'decided' ? decided : fixed.has(name) || (Object.hasOwn(state, name) && state[name] === true);
	const isAnswered = (name: string) => fixed.has(name) || (decided && Object.hasOwn(state, name));
	return {
		decided,
		state,
		has: (condition) => evaluate(String(condition), (name, isAnswer) => (isAnswer ? isAnswered(name) : isGranted(name))) === true,
	};
};
