/** The script tag that `taggate/server` makes, in the head of a page. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	loaded,
	open,
	type PageOptions,
	requests,
	script,
	tab,
	until,
} from './fixture.js';

const dist = new URL('../../dist/', import.meta.url);
const { snippet }: typeof import('../../src/tools/server/index.js') = await import(new URL('server.js', dist).href);
const cookiebot = readFileSync(new URL('../bridges/fakes/cookiebot.js', import.meta.url), 'utf8');

const NONCE = 'r4nd0m+/=';
/** A page that only runs what the nonce or the source expression lets run; the nonce is for the test's own log, too. */
const strict = (sources = ''): PageOptions => ({
	hasRuntime: false,
	nonce: NONCE,
	headers: {
		'content-security-policy': `script-src 'nonce-${NONCE}' ${sources} 'strict-dynamic'; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'`,
	},
});
const nonce = `nonce="${NONCE}"`;
const TAGS = gated(`${nonce} src="${script('external')}"`) + gated(nonce, `log('inline')`);

/** Nothing has run and nothing was asked for; and what has once the visitor consents. */
async function runHeld() {
	await loaded();
	expect([await entries(), [...requests]]).toEqual([[], []]);
	await consent({ statistical: true });
	await until('entries.length > 1');
	return entries();
}

it.each<[string, Parameters<typeof snippet>[0]]>([
	['of the full file', {}],
	['of the gate alone', { plugins: [] }],
	['of some plugins', { plugins: ['lateness', 'extras'] }],
	['with bridges', { bridges: ['cookiebot', 'meta'] }],
])('a snippet %s holds tags and runs them after consent, under a policy with its nonce', async (_, options) => {
	await open(`${snippet({ ...options, nonce: NONCE }).html}<body>${TAGS}${gated('', `log('injected')`)}`, strict());
	expect(await runHeld()).toEqual(['external', 'inline']);
	expect(await faults()).toEqual(['wrong nonce']);
});

it.each<[string, Parameters<typeof snippet>[0]]>([
	['of the full file', { version: '"2" <3> é' }],
	['of the gate alone', { plugins: [] }],
	['of some plugins', { plugins: ['lateness', 'extras'] }],
	['with bridges', { bridges: { cookiebot: { map: { '</script><!--<script>é\u2028': 'a' } }, meta: true } }],
])('a snippet %s holds tags and runs them after consent, under a policy with its hash', async (_, options) => {
	const { html, hash } = snippet(options);
	await open(`${html}<body>${TAGS}`, strict(hash));
	expect(await runHeld()).toEqual(['external', 'inline']);
	expect([await faults(), await evaluate('taggate.options.version')]).toEqual([[], options?.version]);
	// That of another one lets nothing run.
	await open(`${html}<body>${TAGS}`, strict(snippet({ plugins: ['memory'] }).hash));
	await loaded();
	expect([await faults(), await evaluate('typeof window.taggate')]).toEqual([['policy: script-src-elem'], 'undefined']);
});

it('has the plugins that are asked for and no other, and they begin before what the page has pushed', async () => {
	const { html } = snippet({ plugins: ['templates', 'memory'], version: 3, key: 'choice' });
	const page = `<script>window.taggate = [({ has }) => log(has('decided'))]</script>${html}
		<body><template data-category="statistical"><p id="mounted">text</p></template>
		<iframe data-category="statistical" data-src="${script('frame')}"></iframe>
		<button data-consent-grant="statistical">yes</button>`;
	await open(page, { hasRuntime: false });
	await loaded();
	expect([await entries(), await evaluate('typeof taggate.on'), await evaluate('typeof mounted')]).toEqual([
		[false],
		'undefined',
		'undefined',
	]);
	// No controls.
	await tab.click('button');
	expect(await evaluate('taggate.has("decided")')).toBe(false);
	await consent({ statistical: true });
	await until('window.mounted');
	await open(page, { hasRuntime: false, isReturning: true });
	await until('window.mounted');
	expect([await entries(), [...requests], await faults()]).toEqual([[true], [], []]);
	expect(await evaluate(`JSON.parse(decodeURIComponent(document.cookie.split('choice=')[1])).version`)).toBe('3');
});

it('does nothing where a runtime is there already', async () => {
	const { html } = snippet({ plugins: ['controls', 'memory', 'extras'], bridges: ['clarity'] });
	await open(
		`<script>addEventListener('consent:update', () => log('update'), true)</script>${html}<script>first = taggate</script>${html}
		<body><button data-consent-grant="statistical">yes</button>`,
		{ hasRuntime: false },
	);
	await loaded();
	await tab.click('button');
	expect([await entries(), await evaluate('first === taggate'), await evaluate('clarity.q.length')]).toEqual([
		['update'],
		true,
		2,
	]);
});

it('starts where its code and its attributes are put into a script by hand', async () => {
	const { code, attributes } = snippet({ version: '<"&' });
	const made = JSON.stringify({ code, attributes }).replaceAll('<', '\\u003c');
	await open(
		`<script>{
			const { code, attributes } = ${made};
			const script = document.createElement('script');
			for (const name in attributes) script.setAttribute(name, attributes[name]);
			script.text = code;
			document.head.append(script);
		}</script><body>${TAGS}`,
		{ hasRuntime: false },
	);
	expect(await runHeld()).toEqual(['external', 'inline']);
	expect([await faults(), await evaluate('taggate.options.version')]).toEqual([[], '<"&']);
});

it('takes a decision of a consent manager by a bridge with a map, and tells a vendor by another', async () => {
	const { html, hash } = snippet({
		bridges: {
			cookiebot: { map: { statistics: 'counting, more', preferences: '' } },
			'google-consent-mode': { map: { analytics_storage: 'counting' }, wait: 500, region: 'DK, SE', redact: true },
		},
	});
	const tags = gated(nonce, `log('counting')`, '', 'counting more') + gated(nonce, `log('statistical')`, '', 'statistical');
	const page = `${html}<script ${nonce}>${cookiebot}</script><body>${tags}`;
	const told = () => evaluate<[string, string, Record<string, unknown>][]>(`dataLayer.map((entry) => [...entry])`);
	await open(page, strict(hash));
	await until('window.visitor');
	const [initial, redact] = await told();
	expect(initial![2]).toMatchObject({ analytics_storage: 'denied', wait_for_update: 500, region: ['DK', 'SE'] });
	expect([initial!.slice(0, 2), redact]).toEqual([
		['consent', 'default'],
		['set', 'ads_data_redaction', true],
	]);
	expect([await entries(), await evaluate('taggate.has("decided")')]).toEqual([[], false]);
	await evaluate('visitor.accept()');
	await until('entries.length');
	expect([await entries(), await evaluate('taggate.state'), await faults()]).toEqual([
		['counting'],
		{ counting: true, more: true, marketing: true },
		[],
	]);
	expect((await told()).at(-1)).toMatchObject(['consent', 'update', { analytics_storage: 'granted', ad_storage: 'granted' }]);
	// The manager owns the decision.
	expect(await evaluate(`document.cookie.includes('taggate')`)).toBe(false);
	await open(page, { ...strict(hash), isReturning: true });
	await until('entries.length');
	await evaluate('visitor.withdraw()');
	await until('!taggate.has("decided")');
	expect(await evaluate('taggate.state')).toEqual({});
});

it('starts with every bridge in it', async () => {
	const bridges = [
		...readFileSync(new URL('../../README.md', import.meta.url), 'utf8').matchAll(
			/^\| `([a-z-]+)`(?: \([^)]*\))? \| (?:.*\|){3,}/gm,
		),
	].map(([, name]) => name!);
	expect(bridges.length).toBeGreaterThan(20);
	await open(`${snippet({ bridges: bridges as never }).html}<body>${TAGS}`, { hasRuntime: false });
	expect(await runHeld()).toEqual(['external', 'inline']);
	expect([await faults(), await evaluate('[_paq.length > 0, dataLayer.length > 0, clarity.q.length > 0]')]).toEqual([
		[],
		[true, true, true],
	]);
});

it('is made by a module that needs nothing of Node: a page makes the same, and reads its own decision', async () => {
	const options = { nonce: NONCE, version: 'é', plugins: ['memory'] as const, bridges: ['tcf'] as const };
	await open(
		`<script type="module">
			import { gpc, readDecision, snippet } from '/dist/server.js';
			const { html, code, hash } = snippet(${JSON.stringify(options)});
			const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
			window.made = { html, hash, digest: btoa(String.fromCharCode(...new Uint8Array(digest))), gpc: gpc(new Headers({ 'sec-gpc': '1' })) };
			window.readDecision = readDecision;
		</script>`,
	);
	await until('window.made');
	const { html, hash } = snippet(options);
	expect(await evaluate('made')).toEqual({ html, hash, digest: hash.slice(8, -1), gpc: true });
	await consent({ statistical: true, marketing: false });
	expect(await evaluate('readDecision(document.cookie).state')).toEqual(await evaluate('taggate.state'));
	expect(await evaluate('readDecision(document.cookie).has("statistical !marketing decided")')).toBe(true);
});
