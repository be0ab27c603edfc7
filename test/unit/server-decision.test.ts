/** What `taggate/server` reads from a request is what the runtime of the page makes of the same cookies. */
import { afterAll, expect, it, vi } from 'vitest';
import { start } from '../../src/gate/index.js';
import { extras } from '../../src/plugins/extras.js';
import { memory } from '../../src/plugins/memory.js';
import { type DecisionOptions, readDecision } from '../../src/tools/server/decision.js';
import type { Taggate } from '../../src/types.js';
import { createRandom } from '../random.js';

const random = createRandom(12);
const pick = <Value>(values: readonly Value[]): Value => values[random(values.length)]!;
const list = <Value>(limit: number, make: () => Value): Value[] => Array.from({ length: random(limit) }, make);

let cookie = '';
let hasGpc = false;
const listeners: [type: string, listener: EventListener][] = [];
const { addEventListener } = globalThis;
vi.spyOn(globalThis, 'addEventListener').mockImplementation(((type: string, listener: EventListener, options: boolean) => {
	listeners.push([type, listener]);
	addEventListener.call(window, type, listener, options);
}) as typeof globalThis.addEventListener);
Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get: () => cookie, set() {} });
Object.defineProperty(navigator, 'globalPrivacyControl', { configurable: true, get: () => hasGpc });
// A stored update that is malformed is reported.
vi.spyOn(console, 'error').mockImplementation(() => {});
afterAll(() => {
	vi.restoreAllMocks();
	Reflect.deleteProperty(Document.prototype, 'cookie');
	Reflect.deleteProperty(navigator, 'globalPrivacyControl');
});

/** A new page, of which no other knows. */
const open = ({ globalPrivacyControl = false, ...options }: DecisionOptions): Taggate => {
	for (const [type, listener] of listeners.splice(0)) removeEventListener(type, listener, true);
	delete window.taggate;
	hasGpc = globalPrivacyControl;
	const taggate = start(options);
	// In the order of the full file.
	for (const plugin of [extras, memory]) taggate.push(plugin);
	return taggate;
};

const NAMES = [
	'a',
	'b',
	'video-23',
	'x:y/z.1',
	'B',
	'0',
	'1',
	'-',
	'necessary',
	'decided',
	'essential',
	'constructor',
	'__proto__',
];
const DAY = 86_400_000;

const createOptions = (): DecisionOptions => ({
	version: pick<string | number | undefined>([undefined, undefined, '1', 2, '', 'två "3"; %']),
	days: pick<string | number | undefined>([undefined, undefined, 1, '400', 'many', 0, -3]),
	key: pick([undefined, undefined, 'choice', 'a.b-c']),
	store: pick([undefined, undefined, undefined, 'cookie', 'none', 'nonsense']),
	granted: pick([undefined, undefined, 'essential', 'essential, a', ' b decided ']),
	default: pick([undefined, undefined, 'a b', 'B,x:y/z.1', 'toString constructor', 'decided necessary']),
	gpc: pick([undefined, 'a', 'B a', 'constructor']),
	globalPrivacyControl: !random(2),
});

const PIECES = [
	...' { } " : , [ ] % \\ | = - '.split(' '),
	'true',
	'null',
	'1',
	'"state"',
	'"time"',
	'%7B',
	'%E0',
	'\\u0000',
	'é',
];
const createState = (): unknown =>
	random(10)
		? Object.fromEntries(
				list(5, () => [
					random(25) ? pick(NAMES) : pick(['x y', '!a', '', 'é', 'a|b']),
					random(25) ? !random(2) : pick([1, 'true', null, {}, []]),
				]),
			)
		: pick<unknown>([1, 'true', null, [], [true], undefined]);

/** What may stand in a cookie: mostly a decision, of any age and version, sometimes broken. */
const createText = (version: unknown): string => {
	if (!random(12)) return list(12, () => pick(PIECES)).join('');
	const value = {
		version: random(5) ? version : pick<unknown>([undefined, '1', 1, 2, null, {}, { toString: 1, valueOf: 1 }]),
		time: random(8)
			? Date.now() - pick([0, 0.5, 2, 179, 181, 399, 4000, -1]) * DAY
			: pick<unknown>([
					null,
					undefined,
					'',
					'x',
					`${Date.now()}`,
					true,
					{},
					[],
					[Date.now()],
					1e300,
					{ toString: 1, valueOf: 1 },
				]),
		state: createState(),
	};
	let text = JSON.stringify(
		random(20) ? value : pick<unknown>([[value], value.state ?? null, `${value}`, { ...value, state: { state: value } }]),
	);
	for (let cuts = random(6) ? 0 : 1 + random(3); cuts; cuts--) {
		const at = random(text.length + 1);
		text = text.slice(0, at) + (random(2) ? pick(PIECES) : '') + text.slice(at + random(4));
	}
	return text;
};

const createCookies = ({ key = 'taggate', version }: DecisionOptions): string =>
	list(4, () => {
		const text = createText(version);
		const name = random(6) ? key : pick(['theme', `x${key}`, `${key}x`, `${key}[a]`, `x=${key}`, ' ', '__proto__']);
		return `${name}=${random(8) ? encodeURIComponent(text) : text.replaceAll(';', '')}`;
	}).join('; ');

/** Mostly well-formed. */
const createCondition = (): string => {
	const term = () => pick(['', '', '', '!', '?']) + pick(NAMES);
	let text = [term(), ...list(5, () => pick([' ', ',', ' , ', ' | ', '|', '\n', ' |\t']) + term())].join('');
	if (random(4)) return text;
	for (let cuts = random(3); cuts >= 0; cuts--) {
		const at = random(text.length + 1);
		text = text.slice(0, at) + pick(['', ' ', '|', ',', '!', '?', '$', 'é', '\n', '0']) + text.slice(at + random(3));
	}
	return text;
};

it('is decided, stands and holds exactly as in the page, for 12,000 random cookies and options and 120,000 conditions', () => {
	const counts = { decided: 0, undecided: 0, holds: 0, fails: 0, presumed: 0 };
	for (let round = 0; round < 12_000; round++) {
		const options = createOptions();
		cookie = createCookies(options);
		const page = open(options);
		const read = readDecision(cookie, options);
		const message = JSON.stringify([cookie, options]);
		expect([read.decided, Object.entries(read.state)], message).toEqual([page.has('decided'), Object.entries(page.state)]);
		for (let times = 0; times < 10; times++) {
			const condition = createCondition();
			const holds = page.has(condition);
			if (read.has(condition) !== holds) expect.fail(`${JSON.stringify(condition)} ${holds} in ${message}`);
			counts[holds ? 'holds' : 'fails']++;
		}
		counts[read.decided ? 'decided' : 'undecided']++;
		if (!read.decided && Object.values(read.state).includes(true)) counts.presumed++;
	}
	// Enough of each kind to mean something.
	expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(1000);
});
