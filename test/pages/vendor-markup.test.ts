import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { losesInnerHtmlWhileParsing } from './differences.js';
import { consent, entries, evaluate, faults, gated, loaded, open, requests, script, thirdParty, until } from './fixture.js';

/** The very file that is published. */
const markup = readFileSync(new URL('../../dist/markup.min.js', import.meta.url), 'utf8');

interface Vendor {
	/** Attributes of a script. */
	mark: string;
	/** The attribute that has a script's address. */
	address: string;
	/** Attributes of a frame and the one that has its address. */
	frame?: [mark: string, address: string];
	/** What the tag needs, in our names. */
	needs: string[];
	/** Its inline scripts are not marked. */
	isExternalOnly?: boolean;
}

const VENDORS: Record<string, Vendor> = {
	Cookiebot: {
		mark: 'type="text/plain" data-cookieconsent="statistics,marketing"',
		address: 'src',
		frame: ['data-cookieconsent="statistics,marketing"', 'data-cookieblock-src'],
		needs: ['statistical', 'marketing'],
	},
	OneTrust: {
		mark: 'type="text/plain" class="optanon-category-C0002-C0004"',
		address: 'src',
		frame: ['class="optanon-category-C0002-C0004"', 'data-src'],
		needs: ['statistical', 'marketing'],
	},
	'Cookie Information': {
		mark: 'data-category-consent="cookie_cat_statistic"',
		address: 'data-consent-src',
		frame: ['data-category-consent="cookie_cat_statistic"', 'data-consent-src'],
		needs: ['statistical'],
		isExternalOnly: true,
	},
	'Cookie Information with an empty src': {
		mark: 'type="text/javascript" src="" data-category-consent="cookie_cat_statistic"',
		address: 'data-consent-src',
		needs: ['statistical'],
		isExternalOnly: true,
	},
	Usercentrics: { mark: 'type="text/plain" data-usercentrics="Google Analytics"', address: 'src', needs: ['Google-Analytics'] },
	Klaro: {
		mark: 'type="text/plain" data-type="application/javascript" data-name="matomo"',
		address: 'data-src',
		frame: ['data-name="matomo"', 'data-src'],
		needs: ['matomo'],
	},
	'vanilla-cookieconsent 2': {
		mark: 'type="text/plain" data-cookiecategory="analytics"',
		address: 'data-src',
		needs: ['analytics'],
	},
	CookieYes: { mark: 'type="text/plain" data-cookieyes="cookieyes-analytics"', address: 'src', needs: ['statistical'] },
	iubenda: {
		mark: 'type="text/plain" class="_iub_cs_activate" data-iub-purposes="4,5"',
		address: 'data-suppressedsrc',
		frame: ['class="_iub_cs_activate" data-iub-purposes="4,5" src="about:blank"', 'data-suppressedsrc'],
		needs: ['statistical', 'marketing'],
	},
	consentmanager: {
		mark: 'type="text/plain" class="cmplazyload" data-cmp-vendor="s26"',
		address: 'data-cmp-src',
		frame: ['class="cmplazyload" data-cmp-vendor="s26" src="about:blank"', 'data-cmp-src'],
		needs: ['s26'],
	},
};

const HEAR = `<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data))</script>`;
const all = (needs: string[], value: boolean) => Object.fromEntries(needs.map((name) => [name, value]));

/** The page's tags, theirs between ours, and what they log. */
function compose({ mark, address, frame, needs, isExternalOnly }: Vendor): [html: string, log: string[]] {
	const external = (name: string, delay: number) => `<script ${mark} ${address}="${script(name, { delay })}"></script>\n`;
	const inline = (name: string) =>
		isExternalOnly
			? external(name, 0)
			: `<script ${mark.replace('activate"', 'activate-inline"')}>log('${name}') /* the end */</script>\n`;
	const ours = needs.join(' ');
	const parts = [
		gated('', `log('a')`, '', ours),
		external('b', 60),
		inline('c'),
		gated(`src="${script('d')}"`, '', '', ours),
		inline('e'),
		external('f', 0),
		gated('', `log('g')`, '', ours),
	];
	const held = frame ? `<iframe id="frame" ${frame[0]} ${frame[1]}="${thirdParty}/frame.html?one"></iframe>` : '';
	return [`<body>${HEAR}${held}\n${parts.join('')}`, ['a', 'b', 'c', 'd', 'e', 'f', 'g']];
}

/** The module before the runtime, or behind it. */
const PLACES: Record<string, [before: string, after: string]> = {
	before: [`;${markup}`, ''],
	behind: ['', `<script>${markup}</script>`],
};
const cases = Object.keys(VENDORS).flatMap((name) => Object.keys(PLACES).map((place) => [name, place] as const));

it.each(cases)(
	'holds and runs what is marked for %s, in the order of the page: the module %s the runtime',
	async (name, place) => {
		const vendor = VENDORS[name]!;
		const [before, after] = PLACES[place]!;
		const [html, log] = compose(vendor);
		await open(after + html, { before });
		await loaded();
		expect([await entries(), [...requests]]).toEqual([[], []]);
		// All are needed.
		if (vendor.needs[1]) {
			await consent(all(vendor.needs.slice(1), true));
			await evaluate('new Promise((resolve) => setTimeout(resolve, 30))');
			expect([await entries(), [...requests]]).toEqual([[], []]);
		}
		await consent(all(vendor.needs, true));
		await until(`entries.length === ${log.length}`);
		expect(await entries()).toEqual(log);
		if (vendor.frame) {
			await until(`heard.includes('one lives')`);
			await consent(all(vendor.needs, false));
			await until('frame.contentWindow.location.href === "about:blank"');
			expect(await evaluate('frame.hasAttribute("src")')).toBe(false);
		}
		expect([await entries(), await faults()]).toEqual([log, []]);
	},
);

it.each(cases)(
	'runs a returning visitor’s tags whole, wherever the stream is cut: %s, the module %s the runtime',
	async (name, place) => {
		const vendor = VENDORS[name]!;
		const [before, after] = PLACES[place]!;
		const [html, log] = compose(vendor);
		const stop = [html.indexOf("log('a')") + 3, html.indexOf(vendor.address, html.indexOf("log('a')")) + 4];
		const inline = html.indexOf(vendor.isExternalOnly ? 'name=c' : "log('c')");
		stop.push(inline + 4, html.indexOf('</script', inline) + 3, html.indexOf('name=f') + 3);
		const stream = [0, ...stop].flatMap((at, index, all) => [html.slice(at, all[index + 1]), 25]).slice(0, -1);
		await open('');
		await consent(all(vendor.needs, true));
		await open([after, ...stream], { before, isReturning: true });
		await until(`entries.length === ${log.length}`);
		expect([await entries(), await faults()]).toEqual([log, []]);
	},
);

it.each(Object.keys(PLACES))('picks up what is added later: the module %s the runtime', async (place) => {
	const [before, after] = PLACES[place]!;
	await open(`${after}<body>${HEAR}<div id="box"></div>`, { before });
	await loaded();
	const html = Object.entries(VENDORS).map(
		([name, { mark, address }]) => `<p><script ${mark} ${address}="${script(name)}"></script></p>`,
	);
	const frame = `<iframe id="frame" data-cookieconsent="marketing" data-cookieblock-src="${thirdParty}/frame.html?late"></iframe>`;
	await evaluate(`(box.innerHTML = ${JSON.stringify(`${html.join('')}${frame}`)}, 0)`);
	await evaluate('new Promise((resolve) => setTimeout(resolve, 30))');
	expect([await entries(), [...requests]]).toEqual([[], []]);
	await consent(all([...new Set(Object.values(VENDORS).flatMap(({ needs }) => needs))], true));
	await until(`entries.length === ${html.length} && heard.includes('late lives')`);
	expect([await entries(), await faults()]).toEqual([Object.keys(VENDORS), []]);
});

it('finds what stands there when it comes last, and not what has run', async () => {
	await open(
		`<body><script type="text/plain" data-cookieconsent="statistics">log('inert')</script>
		<script data-category-consent="cookie_cat_statistic" data-consent-src="${script('empty')}"></script>
		<script data-category-consent="cookie_cat_statistic" data-consent-src="${script('other')}">log('ran')</script>
		<script data-cookieconsent="statistics">log('ran, too')</script>`,
	);
	await loaded();
	await consent({ statistical: true });
	await evaluate('new Promise((resolve) => setTimeout(resolve, 30))');
	expect([await entries(), [...requests]]).toEqual([['ran', 'ran, too'], []]);
	await evaluate(
		`(document.body.append(Object.assign(document.createElement('script'), { text: ${JSON.stringify(markup)} })), 0)`,
	);
	await until('entries.length === 4');
	expect([await entries(), await faults()]).toEqual([['ran', 'ran, too', 'inert', 'empty'], []]);
});

it('runs the element itself, with its attributes, as what it is to be', async () => {
	await open(
		`<script>${markup}</script><body><script id="one" type="text/plain" data-cookieconsent="statistics">log(document.currentScript === kept)</script>
		<script>window.kept = one</script>
		<script id="two" data-category-consent="cookie_cat_statistic" data-consent-src="${script('', { body: 'log(document.currentScript === other)' })}"></script>
		<script>window.other = two</script>
		<script type="module" data-category-consent="cookie_cat_statistic" data-consent-src="${script('', { body: 'log(import.meta.url.length > 0)' })}"></script>`,
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length === 3');
	expect([await entries(), await faults()]).toEqual([[true, true, true], []]);
});

it('holds what is malformed or unknown, reports what is empty, and goes on', async () => {
	const values = ['', ',', 'unknown', 'constructor', '__proto__', 'decided', '!statistics', 'statistics|marketing', '<b>'];
	const html = values.map((value) => `<script type="text/plain" data-cookieconsent="${value}">log('never')</script>`).join('');
	await open(
		`<script>${markup}</script><body>${html}<script type="text/plain" class="optanon-category-">log('never')</script>
		<svg><script type="text/plain" class="optanon-category-C0002" data-cookieconsent="statistics">log('never')</script></svg>
		<script type="text/plain" data-cookieconsent="ignore">log('never')</script>
		<script type="text/plain" data-cookieconsent="statistics">log('last')</script>`,
	);
	await loaded();
	await consent({ statistical: true, marketing: true, functional: true, preference: true });
	await until('entries.includes("last")');
	await consent({ statistical: false });
	expect(await entries()).toEqual(['last']);
	for (const reason of await faults()) expect(reason).toMatch(/^malformed condition/);
	expect((await faults()).slice(0, 2)).toEqual(['malformed condition ""', 'malformed condition ","']);
});

it('leaves alone what is ours, what is nobody’s, and what has no address', async () => {
	const html = `<img data-src="/pixel.gif"><img data-name="x" class="optanon-category-C0002"><div data-name="x" data-src="y"></div><iframe data-category="marketing" data-cookieconsent="statistics" data-src="/empty"></iframe><script type="text/plain">log(1)</script><script type="text/template" data-name="x"></script>`;
	await open(`<script>${markup}</script><body><main>${html}</main>`);
	await loaded();
	expect(await evaluate('document.querySelector("main").innerHTML')).toBe(html);
});

it('reads a map of the page', async () => {
	await open(
		`<script data-map="Google-Analytics:statistical statistics:count statistics:measure">${markup}</script><body>
		<script type="text/plain" data-usercentrics="Google Analytics">log('one')</script>
		<script type="text/plain" data-cookieconsent="statistics">log('two')</script>`,
	);
	await loaded();
	await consent({ statistical: true, count: true });
	await until('entries.length === 1');
	await consent({ measure: true });
	await until('entries.length === 2');
	expect(await entries()).toEqual(['one', 'two']);
});

it('comes as a module, and ends', async () => {
	const module = readFileSync(new URL('../../dist/markup.js', import.meta.url), 'utf8');
	await open(
		`<body><script type="text/plain" data-cookieconsent="statistics">log('one')</script>
		<script type="module">${module.replace('export { understand }', '')}; window.off = understand(taggate, { map: { statistics: 'count' } })</script>`,
	);
	await loaded();
	await consent({ count: true });
	await until('entries.length === 1');
	await evaluate(
		`(off(), document.body.insertAdjacentHTML('beforeend', '<script type="text/plain" data-cookieconsent="statistics">log(2)</scr' + 'ipt>'), 0)`,
	);
	await evaluate('new Promise((resolve) => setTimeout(resolve, 30))');
	expect([await entries(), await faults()]).toEqual([['one'], []]);
});

it('runs what innerHTML brings while the page streams in', async () => {
	const inner = `<script type="text/plain" data-cookieconsent="statistics">log('inner')</script>`.replaceAll('</', '<\\/');
	await open([
		`<script>${markup}</script><body><div id="box"></div><script>box.innerHTML = ${JSON.stringify(inner).replaceAll('\\\\', '\\')}</script>`,
		40,
		'<p>',
	]);
	await loaded();
	await consent({ statistical: true });
	await evaluate('new Promise((resolve) => setTimeout(resolve, 60))');
	expect(await entries()).toEqual(losesInnerHtmlWhileParsing ? [] : ['inner']);
});

it('leaves a manager that is still there nothing to run: Klaro itself', async () => {
	const klaro = readFileSync(new URL('../../node_modules/klaro/dist/klaro-no-css.js', import.meta.url), 'utf8');
	const config = { services: [{ name: 'matomo', purposes: ['analytics'] }], translations: { zz: {} }, lang: 'en' };
	await open(
		`<script>${markup}</script><body><script>window.klaroConfig = ${JSON.stringify(config)};</script>
		<script type="text/plain" data-type="application/javascript" data-name="matomo">log('inline')</script>
		<script type="text/plain" data-type="application/javascript" data-name="matomo" data-src="${script('external')}"></script>
		<script>${klaro.replaceAll('</script', '<\\/script')}</script>`,
	);
	await loaded();
	await evaluate(
		'((manager) => { manager.updateConsent("matomo", true); manager.saveAndApplyConsents() })(klaro.getManager(klaroConfig))',
	);
	await evaluate('new Promise((resolve) => setTimeout(resolve, 50))');
	expect([await evaluate('klaro.getManager(klaroConfig).getConsent("matomo")'), await entries(), [...requests]]).toEqual([
		true,
		[],
		[],
	]);
	await consent({ matomo: true });
	await until('entries.length === 2');
	expect(await entries()).toEqual(['inline', 'external']);
});
