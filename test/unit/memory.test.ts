import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../random.js';

let consent: typeof import('../../src/consent.js');
let memory: typeof import('../../src/memory.js');
let options: import('../../src/types.js').Options;

beforeEach(async () => {
	vi.resetModules();
	localStorage.clear();
	consent = await import('../../src/consent.js');
	memory = await import('../../src/memory.js');
	({ options } = await import('../../src/options.js'));
});

const setCookie = (cookie: string) => Object.assign(document, { cookie });

const DAY = 86_400_000;
const NAMES = [
	'a',
	'b',
	'video-23',
	'x:y/z.1',
	'0',
	'-',
	'_',
	'necessary',
	'decided',
	'constructor',
	'__proto__',
	'toString',
	'state',
];

describe('a decision', () => {
	it('is read back as it was kept, in 4,000 random states, whatever the store, key, version and days', () => {
		const random = createRandom(23);
		const pick = (...values: unknown[]) => values[random(values.length)];
		for (let round = 0; round < 4000; round++) {
			Object.assign(options, {
				store: pick(undefined, 'cookie', 'local'),
				key: pick(undefined, 'choice', 'a.b-c'),
				version: pick(undefined, '1', 2, 'två & "three"; %'),
				days: pick(undefined, '1', 400, 'many'),
			});
			const state = Object.fromEntries(Array.from({ length: random(6) }, () => [pick(...NAMES), !random(2)]));
			consent.decide(state, true);
			memory.keep();
			const recalled = memory.recall();
			// What is built in is never part of the state.
			const { necessary, decided, ...own } = state;
			expect(Object.entries(recalled!).sort(), JSON.stringify([options, state])).toEqual(Object.entries(own).sort());
			if (random(10)) continue;
			consent.decide();
			memory.keep();
			expect(memory.recall()).toBeUndefined();
			expect(localStorage.getItem(options.key ?? 'taggate')).toBeNull();
		}
	});
});

/** What the contract makes of a stored text: the state, or nothing. `unclear` where it leaves a choice: odd times. */
function judge(text: string, version: unknown) {
	let value: { time: unknown; version: unknown; state: Record<string, unknown> };
	try {
		value = JSON.parse(text);
	} catch {
		return {};
	}
	if (!value || typeof value !== 'object' || `${value.version}` !== `${version}`) return {};
	const { time, state } = value;
	if (!state || typeof state !== 'object' || Array.isArray(state)) return {};
	const isRecord = Object.entries(state).every(([name, choice]) => /^[\w\-./:]+$/.test(name) && typeof choice === 'boolean');
	if (!isRecord || time == null || (typeof time === 'number' && Date.now() - time > 180 * DAY)) return {};
	return { state, isUnclear: typeof time !== 'number' || time > Date.now() };
}

it('never throws, and grants nothing but what a valid value spells true, in 30,000 random stored values', () => {
	const random = createRandom(20261124);
	const pick = <Value>(values: Value[]) => values[random(values.length)]!;
	const VALUES = [1, 0, 'true', null, {}, [], [true], Number.NaN];
	const TIMES = [0, 1, 179, 181, 4000, -1].map((days) => Date.now() - days * DAY);
	const ODD = [null, undefined, '', 'x', `${Date.now()}`, true, {}, [], [Date.now()], 1e300, -1e300];
	const PIECES = [' ', ...'{ } " : , [ ] true null 1 "state" "time" % %7B %E0 \\ \\u0000 = é'.split(' ')];
	const NAMED = [...Array(10).fill(NAMES).flat(), 'x y', '!a', '', 'é', 'a|b'];
	const createState = (): unknown =>
		random(12)
			? Object.fromEntries(Array.from({ length: random(4) }, () => [pick(NAMED), random(20) ? !random(2) : pick(VALUES)]))
			: pick([...VALUES, undefined]);
	const createText = () => {
		if (!random(8)) return Array.from({ length: random(12) }, () => pick(PIECES)).join('');
		const value = {
			version: random(5) ? options.version : pick([undefined, '1', 1, 2, null, {}]),
			time: random(8) ? pick(TIMES) : pick(ODD),
			state: createState(),
		};
		let text = JSON.stringify(random(20) ? value : (pick<unknown>([[value], value.state, value.time, `${value}`]) ?? null));
		for (let cuts = random(4) ? 0 : 1 + random(3); cuts; cuts--) {
			const at = random(text.length + 1);
			text = text.slice(0, at) + (random(2) ? pick(PIECES) : '') + text.slice(at + random(4));
		}
		return text;
	};
	let cookie = '';
	Object.defineProperty(document, 'cookie', { configurable: true, get: () => cookie, set() {} });
	const counts = { decided: 0, granted: 0, none: 0 };
	for (let round = 0; round < 30_000; round++) {
		options.version = pick([undefined, undefined, '1']);
		options.store = pick(['cookie', 'local']);
		let text = createText();
		if (options.store === 'local') localStorage.setItem('taggate', text);
		else {
			const raw = random(4) ? encodeURIComponent(text) : text.replaceAll('; ', '');
			cookie = `${pick(['', 'taggat=1; ', 'x=taggate=1; '])}taggate=${raw}${pick(['', '; taggate2={}'])}`;
			try {
				text = decodeURIComponent(raw);
			} catch {
				text = '';
			}
		}
		const recalled = memory.recall();
		const { state, isUnclear } = judge(text, options.version);
		const message = `${text} under version ${options.version}`;
		if (recalled || !isUnclear) expect(recalled && Object.entries(recalled), message).toEqual(state && Object.entries(state));
		consent.decide(recalled, true);
		const isTrue = (name: string) => name !== 'decided' && name !== 'necessary' && state?.[name] === true;
		expect(consent.grantedNames(), message).toEqual(['necessary', ...Object.keys(recalled ?? {}).filter(isTrue)]);
		counts[recalled ? 'decided' : 'none']++;
		if (consent.grantedNames().length > 1) counts.granted++;
	}
	Reflect.deleteProperty(document, 'cookie');
	// Enough of each kind to mean something.
	expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(2000);
});

describe('another document', () => {
	it('is heard when what is kept has changed, and only then', () => {
		const changed = vi.fn();
		consent.decide({ a: true });
		memory.keep();
		memory.watch(changed);
		dispatchEvent(new Event('storage'));
		expect(changed).not.toHaveBeenCalled();
		setCookie(`taggate=${encodeURIComponent(JSON.stringify({ time: Date.now(), state: { a: false } }))};path=/`);
		for (const type of ['storage', 'pageshow', 'visibilitychange']) dispatchEvent(new Event(type));
		expect(changed.mock.calls).toEqual([[{ a: false }]]);
		setCookie('taggate=;path=/;max-age=0');
		dispatchEvent(new Event('pageshow'));
		expect(changed).toHaveBeenLastCalledWith(undefined);
	});
});
