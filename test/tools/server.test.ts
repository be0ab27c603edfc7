/** `taggate/server` as it is published. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const read = (file: string) => readFileSync(join(dist, file), 'utf8').trim();
const listNames = (folder: string) =>
	readdirSync(join(dist, folder))
		.filter((file) => file.endsWith('.min.js'))
		.map((file) => file.replace('.min.js', ''));

type Server = typeof import('../../src/tools/server/index.js');
const { gpc, readDecision, snippet }: Server = await import(join(dist, 'server.js'));
/** What no type lets through. */
const give = (options: unknown) => snippet(options as Parameters<typeof snippet>[0]);

const sha256 = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

/** The elements of a page, as a browser parses it. */
const listElements = (html: string) => {
	const elements: DefaultTreeAdapterMap['element'][] = [];
	const visit = (node: DefaultTreeAdapterMap['node']) => {
		if ('tagName' in node) elements.push(node);
		if ('childNodes' in node) node.childNodes.forEach(visit);
	};
	visit(parse(html));
	return elements;
};

/** Asserts that a browser finds this script in the head, whole, and nothing else. */
const check = ({ html, code, hash, attributes }: ReturnType<typeof snippet>) => {
	const elements = listElements(`<!doctype html><head>${html}<title>t</title></head><body><p>end</p></body>`);
	expect(elements.map(({ tagName }) => tagName)).toEqual(['html', 'head', 'script', 'title', 'body', 'p']);
	const [script] = elements.filter(({ tagName }) => tagName === 'script');
	expect(Object.fromEntries(script!.attrs.map(({ name, value }) => [name, value]))).toEqual(attributes);
	expect((script!.childNodes[0] as DefaultTreeAdapterMap['textNode']).value).toBe(code);
	expect(hash).toBe(sha256(code));
	expect(code).not.toMatch(/[^ -~\n]/);
	expect(() => new Function(code)).not.toThrow();
};

describe('snippet', () => {
	it('is the full file, byte for byte, unless told otherwise, and the gate alone without plugins', () => {
		for (const options of [undefined, {}, { plugins: 'all' }, { plugins: listNames('plugins').reverse() }])
			expect(give(options).code).toBe(read('taggate.full.min.js'));
		expect(snippet({ plugins: [] }).code).toBe(read('taggate.min.js'));
		expect(snippet().html).toBe(`<script>${read('taggate.full.min.js')}</script>`);
	});

	it('holds exactly the plugins that are asked for, in the order in which the full file begins them, before the gate', () => {
		const [, list] = /plugins\.push\(([^)]*)\)/.exec(readFileSync('src/plugins/full.ts', 'utf8'))!;
		const order = list!.split(',').map((name) => /\w+/.exec(name)![0]);
		expect(order.toSorted()).toEqual(listNames('plugins').toSorted());
		for (let mask = 1; mask < 2 ** order.length - 1; mask++) {
			const plugins = order.filter((_, index) => mask & (1 << index));
			const { code } = give({ plugins: [...plugins, ...plugins].reverse() });
			const parts = [...plugins.map((name) => `plugins/${name}.min.js`), 'taggate.min.js'].map(read);
			const places = parts.map((part) => code.indexOf(part));
			expect(places[0]).toBeGreaterThan(0);
			expect(places).toEqual(places.toSorted((one, other) => one - other));
			expect(code.length - parts.join('').length).toBeLessThan(200);
		}
	});

	it('is one script of ASCII with its hash, with any bridge, and with all of them', () => {
		const bridges = listNames('bridges');
		expect(bridges.length).toBeGreaterThan(20);
		for (const name of bridges) check(give({ plugins: ['memory'], bridges: [name] }));
		check(give({ bridges, plugins: [] }));
		const one = give({ bridges: ['matomo'] });
		for (const same of [
			{ matomo: {} },
			{ matomo: true },
			{ matomo: { map: undefined, cookieless: false } },
			['matomo', 'matomo'],
		])
			expect(give({ bridges: same })).toEqual(one);
		for (const none of [[], {}, undefined, { matomo: false, tcf: undefined }]) expect(give({ bridges: none })).toEqual(snippet());
	});

	it('leaves the decision to a consent manager whose bridge it has, unless told otherwise', () => {
		expect(snippet({ bridges: ['cookiebot'] }).attributes).toEqual({ 'data-store': 'none' });
		expect(snippet({ bridges: { matomo: true, tcf: true }, store: 'local' }).attributes).toEqual({ 'data-store': 'local' });
		expect(snippet({ bridges: ['matomo'] }).attributes).toEqual({});
	});

	it('writes each option as the attribute that the runtime reads', () => {
		const options = { store: 'local', key: 'choice', days: 90, domain: 'example.com', version: 2, granted: ' essential  a:b ' };
		const result = snippet({ ...options, default: 'x, y', gpc: 'x', timeout: '500', reload: true, nonce: 'abc' });
		expect(result.attributes).toEqual({
			nonce: 'abc',
			'data-store': 'local',
			'data-key': 'choice',
			'data-days': '90',
			'data-domain': 'example.com',
			'data-version': '2',
			'data-granted': 'essential  a:b',
			'data-default': 'x, y',
			'data-gpc': 'x',
			'data-timeout': '500',
			'data-reload': '',
		});
		check(result);
		expect(snippet({ reload: false, granted: '', nonce: null, days: undefined }).html).toBe(snippet().html);
	});

	const EVIL = [
		'"',
		"'",
		'>',
		'</script>',
		'<!--<script>',
		']]>',
		'&quot;',
		'&#34;',
		'`',
		'\u2028',
		'\ud800',
		'é',
		'\\',
		'-->',
		'\n',
		'=',
		'$1',
		'$&',
	];

	it('lets nothing in an option, a nonce or a map out of its attribute or its script, in 2,000 random texts', () => {
		const random = createRandom(7);
		const text = () => Array.from({ length: 1 + random(6) }, () => EVIL[random(EVIL.length)]).join('');
		for (let round = 0; round < 2000; round++) {
			const map = { [text()]: 'statistical', a: 'b' };
			const result = snippet({ plugins: [], nonce: text(), version: text(), bridges: { cookiebot: { map }, klaro: { map } } });
			check(result);
			const [, options] = /BRIDGE_OPTIONS=(.*?\});\(/.exec(result.code)!;
			expect(JSON.parse(options!)).toEqual({ map });
		}
	});

	const WRONG: [unknown, RegExp][] = [
		[{ plugins: ['memry'] }, /there is no plugin "memry"; the nearest is "memory"/],
		[{ plugins: ['full'] }, /there is no plugin "full"/],
		[{ plugins: ['__proto__'] }, /there is no plugin/],
		[{ plugins: [Symbol('memory')] }, /there is no plugin/],
		[{ plugins: 'memory' }, /plugins takes "all" or a list of names, not "memory"/],
		[{ plugins: null }, /plugins takes/],
		[{ bridges: ['cookibot'] }, /there is no bridge "cookibot"; the nearest is "cookiebot"/],
		[{ bridges: { googleConsentMode: false } }, /"googleConsentMode"; the nearest is "google-consent-mode"/],
		[{ bridges: 'cookiebot' }, /bridges takes a list of names, or a record of what each is told, not "cookiebot"/],
		[{ bridges: null }, /bridges takes/],
		[{ bridges: ['attach'] }, /there is no bridge "attach"/],
		[{ bridges: ['constructor'] }, /there is no bridge "constructor"/],
		[{ bridges: { cookiebot: null } }, /bridges\.cookiebot takes true, false or a record of options, not null/],
		[{ bridges: { cookiebot: { maps: {} } } }, /the bridge cookiebot has no option "maps"; the nearest is "map"/],
		[{ bridges: { cookiebot: { map: ['a'] } } }, /bridges\.cookiebot\.map takes a record of text, not a list/],
		[
			{ bridges: { cookiebot: { map: { a: '!b' } } } },
			/bridges\.cookiebot\.map\["a"\] takes names, separated by spaces, not "!b"/,
		],
		[{ bridges: { cookiebot: { wait: 1 } } }, /the bridge cookiebot has no option "wait"/],
		[{ bridges: { matomo: { map: { consent: 'a ||' } } } }, /bridges\.matomo\.map\["consent"\] takes a condition, not "a \|\|"/],
		[{ bridges: { 'google-consent-mode': { waits: 5 } } }, /has no option "waits"; the nearest is "wait"/],
		[
			{ bridges: { 'google-consent-mode': { wait: 'long' } } },
			/bridges\.google-consent-mode\.wait takes a number above 0, not "long"/,
		],
		[{ bridges: { 'google-consent-mode': { region: 'Denmark' } } }, /region takes regions/],
		[{ dayz: 90 }, /there is no option "dayz"; the nearest is "days"/],
		[{ 'data-version': 1 }, /there is no option "data-version"; the nearest is "version"/],
		[{ plugin: [] }, /the nearest is "plugins"/],
		[{ initial: {} }, /there is no option "initial"/],
		[{ constructor: 1 }, /there is no option "constructor"/],
		[JSON.parse('{"__proto__": 1}'), /there is no option "__proto__"/],
		[{ ['x'.repeat(1e6)]: 1 }, /^taggate: there is no option "x{60}…"; the nearest is/],
		[{ store: 'cookies' }, /store takes "cookie" or "local" or "none", not "cookies"; the nearest is "cookie"/],
		[{ store: true }, /store takes .*, not true$/],
		[{ days: 0 }, /days takes a number above 0, not 0/],
		[{ days: 'ten' }, /days takes a number above 0, not "ten"/],
		[{ days: Number.NaN }, /days takes/],
		[{ days: null }, /days takes a number above 0, not null/],
		[{ days: [90] }, /days takes a number above 0, not a list/],
		[{ timeout: Infinity }, /timeout takes/],
		[{ version: {} }, /version takes text or a number, not an object/],
		[{ version: () => 1 }, /version takes text or a number, not a function/],
		[{ key: 'a b' }, /key takes a name/],
		[{ key: 'a;domain=x' }, /key takes a name/],
		[{ domain: 'example.com; secure' }, /domain takes a domain/],
		[{ granted: '!a' }, /granted takes names/],
		[{ default: ['a'] }, /default takes names .*, not a list/],
		[{ reload: 'false' }, /reload takes true or false, not "false"/],
		[{ nonce: '' }, /nonce takes text that is not empty, not ""/],
		[{ nonce: 5 }, /nonce takes/],
		[null, /snippet\(\) takes a record of options, not null/],
		['all', /snippet\(\) takes a record of options, not "all"/],
		[['memory'], /snippet\(\) takes a record of options, not a list/],
	];
	it.each(WRONG.map(([options, reason]) => [reason, options]))('says %s', (reason, options) => {
		expect(() => give(options)).toThrow(TypeError);
		expect(() => give(options)).toThrow(reason as RegExp);
	});

	it('takes no option from a polluted prototype', () => {
		const polluted = Object.prototype as Record<string, unknown>;
		const make = () => [snippet({ days: 9 }).html, snippet({ bridges: { matomo: {} } }).html];
		const clean = make();
		try {
			Object.assign(polluted, {
				nonce: 'stolen',
				version: '9',
				plugins: [],
				bridges: ['matomo'],
				map: { a: 'b' },
				cookieless: true,
			});
			expect(make()).toEqual(clean);
		} finally {
			for (const name of ['nonce', 'version', 'plugins', 'bridges', 'map', 'cookieless']) delete polluted[name];
		}
	});
});

describe('readDecision', () => {
	const keep = (state: object, more: object = {}) =>
		`taggate=${encodeURIComponent(JSON.stringify({ time: Date.now(), state, ...more }))}`;

	it('reads what was chosen', () => {
		const { decided, state, has } = readDecision(`theme=dark; ${keep({ statistical: true, marketing: false })}; z=1`);
		expect([decided, { ...state }]).toEqual([true, { statistical: true, marketing: false }]);
		expect(['statistical', 'marketing', '!marketing', '?marketing', '?video', 'video | statistical', 'decided'].map(has)).toEqual(
			[true, false, true, false, true, true, true],
		);
	});

	const NOTHING = [false, {}, false, true];
	const say = (header: unknown, options?: unknown) => {
		const { decided, state, has } = readDecision(header as string, options as object);
		return [
			decided,
			{ ...state },
			has('decided | a | constructor | __proto__ | toString | toJSON'),
			has('necessary !decided ?a'),
		];
	};

	it.each<[string, unknown]>([
		['a first visitor', undefined],
		['null', null],
		['nothing', ''],
		['another cookie', 'theme=dark'],
		['a cookie of PHP', 'taggate[a]=b'],
		['a number', 5],
		['a record', { taggate: '{}' }],
		['a list of all sorts', [null, 5, {}, ['taggate=1'], 'a=b']],
		['broken percent-encoding', 'taggate=%'],
		['more of it', 'taggate=%E0%A4%A'],
		['no JSON', 'taggate=%7B'],
		['null in it', 'taggate=null'],
		['text in it', 'taggate=%22text%22'],
		['a list in it', 'taggate=[]'],
		['a state that is text', keep('true' as never)],
		['an empty state', keep({})],
		['a name with a space', keep({ 'a b': true })],
		['a prototype', keep({}).replace('%7B%7D', encodeURIComponent('{"__proto__":{"a":true}}'))],
		['a state on a prototype', `taggate=${encodeURIComponent(`{"__proto__":{"state":{"a":true},"time":${Date.now()}}}`)}`],
		['10 MB of one cookie', `taggate=${'%7B'.repeat(3e6)}`],
		['10 MB of cookies', 'taggate=1; '.repeat(1e6)],
		['10 MB of letters', 'a'.repeat(1e7)],
		['deep nesting', `taggate={"state":${'['.repeat(4000)}${']'.repeat(4000)},"time":${Date.now()}}`],
		['a million names', keep(Object.fromEntries(Array.from({ length: 1e6 }, (_, index) => [`n${index}`, true])))],
	])('is undecided, and does not throw, for %s', (_, header) => {
		const begin = performance.now();
		expect(say(header)).toEqual(NOTHING);
		expect(performance.now() - begin).toBeLessThan(2000);
	});

	it('joins headers of a list, and takes the last cookie of the name', () => {
		const [yes, no] = [keep({ a: true }), keep({ a: false })];
		expect(readDecision([no, 'x=1', yes]).has('a')).toBe(true);
		expect(readDecision(`${yes}; ${no}`).has('a')).toBe(false);
		expect(readDecision(`${yes}; taggate=`).decided).toBe(false);
	});

	it('knows versions, days, stores, and names that hold by themselves', () => {
		const old = keep({ a: true }, { time: Date.now() - 10 * 86_400_000, version: '2' });
		expect(readDecision(old, { version: 2 }).decided).toBe(true);
		expect(
			[{}, { version: 3 }, { version: 2, days: 9 }, { version: 2, store: 'none' }, { version: 2, store: 'local' }].map(
				(options) => readDecision(old, options).decided,
			),
		).toEqual([false, false, false, false, false]);
		const options = { granted: 'essential', default: 'a b', gpc: 'a' };
		expect(['essential', 'a', 'b', '?b'].map(readDecision('', options).has)).toEqual([true, true, true, true]);
		expect(readDecision('', { ...options, globalPrivacyControl: true }).state).toEqual({ a: false, b: true });
	});

	it('takes nothing from a polluted prototype', () => {
		const polluted = Object.prototype as Record<string, unknown>;
		try {
			Object.assign(polluted, { state: { a: true }, time: Date.now(), a: true, default: 'a', granted: 'a', key: 'other' });
			for (const header of [undefined, 'taggate={}', keep({ b: false })]) {
				const { has, decided } = readDecision(header);
				expect([has('a'), has('?a'), has('constructor'), decided]).toEqual([false, true, false, header?.includes('b') ?? false]);
			}
		} finally {
			for (const name of ['state', 'time', 'a', 'default', 'granted', 'key']) delete polluted[name];
		}
	});

	it('gives a state that is frozen and has nothing but what was chosen', () => {
		const { state } = readDecision(keep({ a: true }));
		expect([Object.isFrozen(state), Object.getPrototypeOf(state), 'toString' in state]).toEqual([true, null, false]);
	});

	it('does not throw for a condition that is none', () => {
		const { has } = readDecision('');
		for (const condition of ['', '|', '(', undefined, null, 5, {}, []]) expect(has(condition as string)).toBe(false);
	});
});

describe('gpc', () => {
	it('reads the header of whatever has one', () => {
		for (const headers of [
			new Headers({ 'Sec-GPC': '1' }),
			{ 'sec-gpc': '1' },
			{ 'Sec-GPC': ['1'] },
			new Map([['sec-gpc', '1']]) as never,
		])
			expect(gpc(headers)).toBe(true);
		for (const headers of [
			new Headers(),
			{},
			{ 'sec-gpc': '0' },
			{ 'sec-gpc': undefined },
			{ 'sec-gpc': '1, 1' },
			{ get: '1' },
			null,
			undefined,
		])
			expect(gpc(headers)).toBe(false);
		const polluted = Object.prototype as Record<string, unknown>;
		try {
			polluted['sec-gpc'] = '1';
			expect(gpc({})).toBe(false);
		} finally {
			delete polluted['sec-gpc'];
		}
	});
});

it('needs nothing of Node, and nothing that is not beside it', () => {
	const seen = new Set<string>();
	const follow = (file: string) => {
		if (seen.has(file)) return;
		seen.add(file);
		const code = read(file);
		for (const [, id] of code.matchAll(/\b(?:import|from)\s*\(?["']([^"']+)["']/g)) {
			expect(id).toMatch(/^\.\.?\//);
			follow(join(dirname(file), id!));
		}
		// Names in quotes are data: there is a company called Buffer.
		expect(code).not.toMatch(/\bnode:|\brequire\(|\bprocess\.|(?<!")\bBuffer\b|\b__dirname\b/);
	};
	follow('server.js');
	expect(seen.size).toBeGreaterThan(1);
});
