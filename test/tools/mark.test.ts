import { expect, it } from 'vitest';
import { findMarks, mark } from '../../dist/server.js';

const GA = 'https://www.googletagmanager.com/gtag/js?id=G-ABC1234567';
const inline = (code: string, attributes = '') => `<script${attributes}>${code}</script>`;
const reasons = (html: string, options?: Parameters<typeof findMarks>[1]) =>
	findMarks(html, options).unknown.map(({ reason }) => reason);

it.each([
	['a comment of a script', inline(`// gtag('config', 'G-ABC')\n/* fbq('init') https://connect.facebook.net/ */ start()`)],
	['text in a string', inline(`const help = "gtag('config')" + 'fbq("init")' + \`_paq.push\${1}hj('event')\`;`)],
	['an address in a string of what loads nothing', inline(`const hosts = ['https://connect.facebook.net/en_US/fbevents.js']`)],
	[
		'an address in a string where loading is only mentioned',
		inline(`// document.createElement('script')\nconst hosts = ['https://connect.facebook.net/en_US/fbevents.js']`),
	],
	['a regular expression', inline(`const found = /fbq\\('init'\\)|["'\`]/.test(location.href)`)],
	['a property of that name', inline(`const names = { gtag: 1 }; own.fbq('init'); own.hj('event', 'x')`)],
	['a question whether it is there', inline(`if (window.fbq) start(); if (typeof gtag === 'function') start()`)],
	['a function of its own of so short a name', inline(`function ga(x) { return x } ga(1); const ym = (n) => n; ym(3)`)],
	['JSON-LD', inline('{"sameAs":["https://www.facebook.com/x","https://www.youtube.com/x"]}', ' type="application/ld+json"')],
	['data', inline('{"gtag(": "fbq("}', ' type="application/json"')],
	['a template in a script', inline(`<img src="https://www.facebook.com/tr?id=1"> gtag('js')`, ' type="text/template"')],
	['an import map', inline('{"imports":{"hj":"https://static.hotjar.com/x.js"}}', ' type="importmap"')],
	['a template', `<template><iframe src="https://www.youtube.com/embed/a"></iframe>${inline("gtag('js', 1)")}</template>`],
	['a comment', `<!-- <script src="${GA}"></script> -->`],
	['a text area', `<textarea><script src="${GA}"></script></textarea>`],
	['an attribute', `<p data-html='<script src="${GA}"></script>' title="gtag(">x</p>`],
	[
		'a path of the site',
		`<script src="/gtag/js?id=G-ABC"></script><script src="js/www.googletagmanager.com/fbevents.js"></script>`,
	],
	['a link that loads nothing', '<link rel="author" href="https://www.facebook.com/x"><a href="https://www.youtube.com/x">x</a>'],
	['the runtime', inline(`(window.taggate ||= []).push((t) => t.when('statistical', () => gtag('config', 'G-ABC')))`)],
	['our marks', inline("gtag('js', 1)", ' type="text/plain" data-category="statistical"')],
	['our marks on a frame', '<iframe data-category="marketing" data-src="https://www.youtube.com/embed/a"></iframe>'],
	['what stands in a template of ours', `<template data-category="marketing">${inline("fbq('init', '1')")}</template>`],
])('leaves alone and lists nothing: %s', (_, html) => {
	expect(findMarks(html)).toEqual({ marks: [], unknown: [] });
	expect(mark(html)).toBe(html);
});

it.each([
	['Cookiebot', `<script type="text/plain" data-cookieconsent="statistics" src="${GA}"></script>`],
	['Cookiebot, to be ignored', `<script data-cookieconsent="ignore" src="${GA}"></script>`],
	[
		'a frame of Cookiebot',
		'<iframe data-cookieblock-src="https://www.youtube.com/embed/a" data-cookieconsent="marketing"></iframe>',
	],
	['Cookie Information', `<script data-category-consent="cookie_cat_statistic" data-consent-src="${GA}" src=""></script>`],
	['OneTrust', `<script type="text/plain" class="optanon-category-C0002" src="${GA}"></script>`],
	['Usercentrics', `<script type="text/plain" data-usercentrics="Google Analytics" src="${GA}"></script>`],
	['Klaro', `<script type="text/plain" data-name="ga" data-src="${GA}"></script>`],
	['iubenda', `<script class="_iub_cs_activate" data-iub-purposes="4" type="text/plain" data-suppressedsrc="${GA}"></script>`],
	['CookieYes', `<script data-cookieyes="cookieyes-analytics" type="text/plain" src="${GA}"></script>`],
])('leaves alone what is marked for another manager: %s', (_, html) =>
	expect(findMarks(html)).toEqual({ marks: [], unknown: [] }),
);

it.each([
	['Cookie Information', 'https://policy.app.cookieinformation.com/uc.js'],
	['Cookiebot', 'https://consent.cookiebot.com/uc.js'],
	['OneTrust', 'https://cdn.cookielaw.org/scripttemplates/otSDKStub.js'],
	['Usercentrics', 'https://web.cmp.usercentrics.eu/ui/loader.js'],
	['Didomi', 'https://sdk.privacy-center.org/abc/loader.js'],
	['CookieYes', 'https://cdn-cookieyes.com/client_data/abc/script.js'],
	['iubenda', 'https://cdn.iubenda.com/cs/iubenda_cs.js'],
	['consentmanager', 'https://cdn.consentmanager.net/delivery/js/semiautomatic.min.js'],
	['Google', 'https://fundingchoicesmessages.google.com/i/pub-1?ers=1'],
	['jQuery of a network', 'https://code.jquery.com/jquery-3.7.1.min.js'],
	['jsDelivr', 'https://cdn.jsdelivr.net/npm/vue@3'],
	['a payment', 'https://js.stripe.com/v3/'],
	['reCAPTCHA', 'https://www.google.com/recaptcha/api.js'],
	['a host that nobody knows', 'https://cdn.unknown-company.example/x.js'],
])('lists and never guesses: %s', (_, src) => {
	const { marks, unknown } = findMarks(`<script src="${src}"></script>`);
	expect(marks).toEqual([]);
	expect(unknown).toMatchObject([
		{ reason: expect.stringMatching(/^(kind|unknown-host)$/), host: new URL(src).hostname, sign: src },
	]);
});

it.each([
	['call-in-function', inline(`button.onclick = function () { gtag('event', 'click') }`)],
	['call-in-function', inline(`button.addEventListener('click', () => fbq('track', 'Lead'), false)`)],
	['call-in-function', inline(`class Shop { buy() { if (true) { _paq.push(['trackGoal', 1]) } } }`)],
	[
		'consent-default',
		inline(
			`window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) } gtag('consent', 'default', { ad_storage: 'denied' }); gtag('set', 'ads_data_redaction', true)`,
		),
	],
	[
		'loaded-by-code',
		inline(
			`play.onclick = () => { const frame = document.createElement('iframe'); frame.src = 'https://www.youtube.com/embed/' + id }`,
		),
	],
	[
		'loaded-by-code',
		inline(
			`const s = document.createElement('script'); s.src = 'https://cdn.unknown-company.example/a.js'; document.head.append(s)`,
		),
	],
	['lazy', '<iframe src="about:blank" data-src="https://www.youtube.com/embed/a"></iframe>'],
	['lazy', '<img class="lazyload" data-src="https://i.ytimg.com/vi/a/0.jpg">'],
	['cannot-hold', '<svg><script href="https://static.hotjar.com/x.js"></script></svg>'],
	[
		'cannot-hold',
		'<div><template shadowrootmode="open"><iframe src="https://player.vimeo.com/video/1"></iframe></template></div>',
	],
	['twice', '<img src="https://www.facebook.com/tr?id=1" src="https://www.facebook.com/tr?id=2">'],
	['twice', '<img src="https://www.facebook.com/tr?id=1" src="https://www.facebook.com/tr?id=1">'],
])('leaves to its author: %s', (reason, html) => {
	expect(reasons(html)).toEqual([reason]);
	expect(mark(html)).toBe(html);
});

it.each([
	['a function that is called at once', `(function () { gtag('config', 'G-ABC123') })()`],
	['an arrow function that is called at once', `(() => { if (a) { fbq('track', 'Lead') } })();`],
	['one behind a bang, by call', `!function () { hj('event', 'x') }.call(this)`],
	['a block', `if (location.hash) { gtag('event', 'x') } else if (b) gtag('event', 'y')`],
	['behind a division and a template', `const half = total / 2, part = \`\${a / b} "\`; const c = a++ / 2; gtag("event", "x")`],
	['behind a string with a line continuation', `const a = 'x\\\ny'; gtag('event', 'x')`],
	['an import of a module', `import posthog from 'https://us-assets.i.posthog.com/static/module.js'`],
])('knows what runs at once: %s', (_, code) => expect(findMarks(inline(code)).marks).toHaveLength(1));

it.each([
	[
		'<script src="https://static.hotjar.com/a.js"></script>',
		'<script type="text/plain" data-category="statistical" src="https://static.hotjar.com/a.js"></script>',
	],
	[
		`<SCRIPT TYPE='text/javascript' async defer nonce="n" SRC='//static.hotjar.com/a.js' onload=go()></SCRIPT >`,
		`<SCRIPT type="text/plain" data-category="statistical" async defer nonce="n" SRC='//static.hotjar.com/a.js' onload=go()></SCRIPT >`,
	],
	[
		'<script type=module src=https://static.hotjar.com/a.js></script>',
		'<script type="text/plain" data-category="statistical" data-type="module" src=https://static.hotjar.com/a.js></script>',
	],
	[
		'<script type="text/javascript"src="https://static.hotjar.com/a.js"></script>',
		'<script type="text/plain" data-category="statistical"src="https://static.hotjar.com/a.js"></script>',
	],
	['<script type>hj("event")</script>', '<script type="text/plain" data-category="statistical">hj("event")</script>'],
	[
		'<iframe loading=lazy\n\tSrc = "https:\\\\player.vimeo.com/video/1" title="Fjord"></iframe>',
		'<iframe loading=lazy\n\tdata-category="marketing" data-Src = "https:\\\\player.vimeo.com/video/1" title="Fjord"></iframe>',
	],
	[
		'<img srcset="/own.png 1x, https://i.ytimg.com/vi/a/0.jpg 2x" src="/own.png">',
		'<img data-category="marketing" data-srcset="/own.png 1x, https://i.ytimg.com/vi/a/0.jpg 2x" data-src="/own.png">',
	],
	[
		'<object data="https://www.youtube.com/v/a"></object><video poster="https://i.ytimg.com/a.jpg"></video>',
		'<object data-category="marketing" data-data="https://www.youtube.com/v/a"></object><video data-category="marketing" data-poster="https://i.ytimg.com/a.jpg"></video>',
	],
	[
		'<link rel="preload" as="script" href="https://static.hotjar.com/a.js"><link rel="dns-prefetch" href="//static.hotjar.com">',
		'<link rel="preload" as="script" data-category="statistical" data-href="https://static.hotjar.com/a.js"><link rel="dns-prefetch" data-category="statistical" data-href="//static.hotjar.com">',
	],
	[
		'<base href="https://static.hotjar.com/"><script src="a.js"></script>',
		'<base href="https://static.hotjar.com/"><script type="text/plain" data-category="statistical" src="a.js"></script>',
	],
])('writes as little as it can: %s', (before, after) => {
	expect(mark(before)).toBe(after);
	expect(mark(after)).toBe(after);
});

it('marks a pixel in noscript of a head, and no script there', () => {
	const head = `<head><noscript><img src="https://www.facebook.com/tr?id=1"><script src="${GA}"></script></noscript><title>x</title></head>`;
	expect(mark(head)).toBe(head.replace('img src', 'img data-category="marketing" data-src'));
});

it('keeps byte order marks, line ends, and what stands behind letters of two units', () => {
	const page = `\uFEFF<!doctype html>\r\n<p title='😀'>😀 ÆØÅ</p>\r\n<script\r\n src='${GA}'\r></script>\r\n<p>&amp;&nbsp;\u0000</p>\n`;
	expect(mark(page)).toBe(page.replace('<script', '<script type="text/plain" data-category="statistical"'));
	expect(findMarks(page).marks[0]).toMatchObject({ line: 3, column: 1, sign: GA, company: 'Google tag', kind: 'analytics' });
});

it('tells where each stands, and how it is to be written', () => {
	const html = `<p>\n  <iframe src="https://www.youtube.com/embed/a">`;
	const [found] = findMarks(html).marks;
	expect(found).toMatchObject({ tag: 'iframe', line: 2, column: 3, company: 'YouTube', kind: 'video', category: 'marketing' });
	expect(html.slice(found!.start, found!.end)).toBe('<iframe src="https://www.youtube.com/embed/a">');
	expect(found!.after).toBe('<iframe data-category="marketing" data-src="https://www.youtube.com/embed/a">');
});

const FILM = '<iframe src="https://www.youtube.com/embed/a"></iframe>';
const UNKNOWN = '<script src="https://js.acme.example/a.js"></script>';

it.each([
	['a kind', FILM, { map: { Video: 'functional' } }, 'functional'],
	['a company', FILM, { map: { video: 'functional', youtube: 'films | functional' } }, 'films | functional'],
	['a host', FILM, { map: { youtube: 'functional', 'youtube.com': 'film-23' } }, 'film-23'],
	[
		'a host above the one that is known',
		'<iframe src="https://player.vimeo.com/video/1"></iframe>',
		{ map: { 'vimeo.com': 'films' } },
		'films',
	],
	[
		'a host that a script loads from',
		inline(`const s = document.createElement('script'); s.src = '//js.acme.example/a.js'; document.head.append(s)`),
		{ map: { 'acme.example': 'statistical' } },
		'statistical',
	],
	['a host that nobody knows', UNKNOWN, { map: { 'acme.example': 'statistical' } }, 'statistical'],
	['a rule for a host', UNKNOWN, { rules: [{ host: 'acme.example', category: 'statistical' }] }, 'statistical'],
	['a rule for a call', inline('acme("start")'), { rules: [{ call: 'acme', category: 'marketing' }] }, 'marketing'],
	[
		'two vendors in a script',
		inline(`hj('event', 'x'); fbq('track', 'x')`),
		{ map: { social: 'a | b', analytics: 'c' } },
		'c a | c b',
	],
])('takes the word of the site: %s', (_, html, options, category) => {
	expect(findMarks(html, options).marks.map((found) => found.category)).toEqual([category]);
});

it.each([
	['none', FILM, { map: { video: 'none' } }],
	['none for a host', FILM, { map: { 'www.youtube.com': 'none' } }],
	['a host of its own', UNKNOWN, { own: ['example'] }],
	['the host of its canonical link', `<link rel=canonical href="https://js.acme.example/">${UNKNOWN}`, {}],
])('neither marks nor lists: %s', (_, html, options) => expect(findMarks(html, options)).toEqual({ marks: [], unknown: [] }));

it.each([
	[{ map: { video: '"><script>' } }, 'is no condition'],
	[{ map: { video: '' } }, 'is no condition'],
	[{ map: { analytic: 'statistical' } }, '"analytic" is no kind (ad, analytics'],
	[{ map: { 'consent-provider': 'functional' } }, 'cannot wait for consent'],
	[{ rules: [{ host: 'a.example', category: 'a"b' }] }, 'is no condition'],
])('refuses %j', (options, message) => expect(() => mark('', options)).toThrow(message));
