import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memory } from '../../src/plugins/memory.js';
import type { ConsentChange, ConsentState, Options, Taggate } from '../../src/types.js';
import { createRandom } from '../random.js';

const setCookie = (cookie: string) => Object.assign(document, { cookie });

/** What the plugin listens to, without adding up over thousands of pages. */
let listeners: [type: string, listener: () => void][] = [];
const tell = (type: string) => {
	for (const [heard, listener] of listeners) if (heard === type) listener();
};

beforeEach(() => {
	vi.spyOn(globalThis, 'addEventListener').mockImplementation((type: string, listener: unknown) => {
		listeners.push([type, listener as () => void]);
	});
	localStorage.clear();
	for (const key of ['taggate', 'choice', 'a.b-c']) setCookie(`${key}=;path=/;max-age=0`);
	return () => vi.restoreAllMocks();
});

const freeze = (choices: object): ConsentState => Object.freeze({ ...choices, __proto__: null as never });

/** A new page: a gate, as far as the plugin asks it, that has started with it. */
function open(options: Options = {}) {
	listeners = [];
	let state = freeze({});
	let isDecided = false;
	const heard: ConsentState[] = [];
	const change: ((change: ConsentChange) => void)[] = [];
	const apply = (next: ConsentState, isNews: boolean) => {
		const before = JSON.stringify([isDecided, state]);
		state = next;
		isDecided = isNews;
		if (JSON.stringify([isDecided, state]) === before) return;
		tell('consent:change');
		for (const listener of change) listener({ state, granted: [], denied: [] });
		heard.push(state);
	};
	const taggate = {
		options: { __proto__: null, ...options },
		get state() {
			return state;
		},
		has: (name: string) => (name === 'decided' ? isDecided : state[name] === true),
		on: (_: 'change', listener: (change: ConsentChange) => void) => change.push(listener),
		update(choices: Record<string, boolean>) {
			const { necessary, decided, ...own } = { ...state, ...choices };
			apply(freeze(own), true);
			tell('consent:update');
		},
		reset() {
			apply(freeze({}), false);
			tell('consent:reset');
		},
		heard,
	};
	memory(taggate as unknown as Taggate);
	return taggate;
}

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
		const pick = <Value>(...values: Value[]) => values[random(values.length)];
		for (let round = 0; round < 4000; round++) {
			const options: Options = {
				store: pick(undefined, 'cookie', 'local'),
				key: pick(undefined, 'choice', 'a.b-c'),
				version: pick<string | number | undefined>(undefined, '1', 2, 'två & "three"; %'),
				days: pick<string | number | undefined>(undefined, '1', 400, 'many'),
			};
			const choices = Object.fromEntries(Array.from({ length: random(6) }, () => [pick(...NAMES), !random(2)]));
			const first = open(options);
			first.reset();
			first.update({ ...choices, necessary: true });
			const second = open(options);
			// What is built in is never part of the state.
			const { necessary, decided, ...own } = choices;
			expect(second.has('decided')).toBe(true);
			expect(Object.entries(second.state).sort(), JSON.stringify([options, choices])).toEqual(Object.entries(own).sort());
			if (random(10)) continue;
			second.reset();
			expect(open(options).has('decided')).toBe(false);
			expect(localStorage.getItem(options.key ?? 'taggate')).toBeNull();
		}
	});

	it('is written once with a change, again when the visitor confirms it, and not when a page restores it', () => {
		vi.useFakeTimers({ now: 1e12 });
		const page = open({ store: 'local' });
		const time = () => JSON.parse(localStorage.getItem('taggate')!).time - 1e12;
		const write = vi.spyOn(Storage.prototype, 'setItem');
		page.update({ a: true });
		expect(time()).toBe(0);
		vi.advanceTimersByTime(1000);
		open({ store: 'local' });
		expect(time()).toBe(0);
		const other = open({ store: 'local' });
		other.update({ a: true });
		expect(time()).toBe(1000);
		// An update that was refused confirms nothing.
		vi.advanceTimersByTime(1000);
		tell('consent:update');
		expect(time()).toBe(1000);
		write.mockRestore();
		vi.useRealTimers();
	});

	it('is not what stands on a prototype', () => {
		const polluted = Object.prototype as Record<string, unknown>;
		try {
			Object.assign(polluted, { state: { a: true }, time: Date.now(), taggate: '{}' });
			for (const store of ['cookie', 'local'])
				for (const text of ['{}', '[]', '1', `{"time":${Date.now()}}`]) {
					localStorage.setItem('taggate', text);
					setCookie(`taggate=${encodeURIComponent(text)};path=/`);
					expect(open({ store }).has('decided'), text).toBe(false);
				}
		} finally {
			for (const name of ['state', 'time', 'taggate']) delete polluted[name];
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
	const createText = (ownVersion: unknown) => {
		if (!random(8)) return Array.from({ length: random(12) }, () => pick(PIECES)).join('');
		const value = {
			version: random(5) ? ownVersion : pick([undefined, '1', 1, 2, null, {}]),
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
	Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get: () => cookie, set() {} });
	const counts = { decided: 0, granted: 0, none: 0 };
	for (let round = 0; round < 30_000; round++) {
		const options = { version: pick([undefined, undefined, '1']), store: pick(['cookie', 'local']) };
		let text = createText(options.version);
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
		const page = open(options);
		const isDecided = page.has('decided');
		const { state, isUnclear } = judge(text, options.version);
		const message = `${text} under version ${options.version}`;
		const { necessary, decided, ...own } = state ?? {};
		if (isDecided || !isUnclear) expect(isDecided, message).toBe(!!state);
		expect(Object.entries(page.state), message).toEqual(isDecided ? Object.entries(own) : []);
		counts[isDecided ? 'decided' : 'none']++;
		if (Object.values(page.state).includes(true)) counts.granted++;
	}
	// What it hid is that of a class above.
	Reflect.deleteProperty(Document.prototype, 'cookie');
	// Enough of each kind to mean something.
	expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(2000);
});

describe('another document', () => {
	const decide = (state: object) =>
		setCookie(`taggate=${encodeURIComponent(JSON.stringify({ time: Date.now(), state }))};path=/`);

	it('is heard when what is kept has changed, and only then', () => {
		const page = open();
		page.update({ a: true });
		tell('storage');
		expect(page.heard).toEqual([{ a: true }]);
		decide({ a: false });
		for (const type of ['storage', 'pageshow', 'visibilitychange']) tell(type);
		expect(page.heard).toEqual([{ a: true }, { a: false }]);
		setCookie('taggate=;path=/;max-age=0');
		tell('pageshow');
		expect([page.heard.length, page.has('decided')]).toEqual([3, false]);
	});

	it('takes away a name that its decision lacks', () => {
		const page = open();
		page.update({ a: true, b: true });
		decide({ a: true });
		tell('storage');
		expect([page.heard.slice(1), page.has('decided')]).toEqual([[{}, { a: true }], true]);
	});

	it('is not answered by writing, but what the page itself decides upon it is kept', () => {
		const page = open();
		page.update({ a: true });
		decide({ a: false });
		const { cookie } = document;
		tell('storage');
		expect(document.cookie).toBe(cookie);
		decide({ a: true });
		let isAnswered = false;
		page.on('change', () => {
			if (isAnswered) return;
			isAnswered = true;
			page.update({ b: true });
		});
		tell('storage');
		expect(open().state).toEqual({ a: true, b: true });
	});
});
