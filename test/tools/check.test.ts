import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/tools/check/index.js';
import { RULES } from '../../src/tools/check/rules.js';
import type { Finding } from '../../src/tools/finding.js';
import { readTags } from '../../src/tools/html.js';

/** The runtime's tag with all plugins, and with the gate alone. */
const FULL = '<script src="/taggate.full.min.js"></script>';
const GATE = '<script src="/taggate.min.js"></script>';
const NONCE = '<script nonce="n1" src="/taggate.full.min.js"></script>';
const BANNER =
	'<template data-category="!decided"><button type="button" data-consent-grant="statistical functional">Yes</button></template>';
const held = (attributes: string) => `<script type="text/plain" ${attributes}></script>`;

/** What is found: the rule, where (as it is written there), and how it is written right. */
type Row = [name: string, html: string, ...found: [rule: string, written: string, fix?: string][]];

const FOUND: Row[] = [
	[
		'a script that is not inert',
		'<script async data-category="statistical" src="a.js"></script>',
		['not-inert', 'data-category="statistical"', '<script type="text/plain" async data-category="statistical" src="a.js">'],
	],
	[
		'a module keeps what it is',
		'<script type=module data-category=a>import "x"</script>',
		['not-inert', 'data-category=a', '<script data-type="module" type="text/plain" data-category=a>'],
	],
	[
		'an import map and its condition',
		'<script type="importmap" data-category="a || b">{}</script>',
		['malformed-condition', 'data-category="a || b"', '<script type="importmap" data-category="a | b">'],
		['not-inert', 'data-category="a || b"', '<script data-type="importmap" type="text/plain" data-category="a || b">'],
	],
	['an old type', '<script type="text/javascript" data-category="a">x()</script>', ['not-inert', 'data-category="a"']],
	[
		'a type that is nearly right',
		'<script type="text/plan" data-category="a">x()</script>',
		['never-runs', 'type="text/plan"', '<script type="text/plain" data-category="a">'],
	],
	['a script of SVG', '<svg><script type="text/plain" data-category="a"></script></svg>', ['holds-nothing', 'data-category="a"']],
	[
		'a type that nothing runs',
		held('data-category="a" data-type="modul"'),
		['wrong-type', 'data-type="modul"', '<script type="text/plain" data-category="a" data-type="module">'],
	],
	[
		'a type that holds it for good',
		held('data-category="a" data-type="text/plain"'),
		['wrong-type', 'data-type="text/plain"', '<script type="text/plain" data-category="a">'],
	],
	[
		'a condition within a template’s',
		'<template data-category="a"><script data-category="b">x()</script></template>',
		['own-condition', 'data-category="b"'],
	],
	[
		'a script in a template that nobody gates',
		'<template><script data-category="b">x()</script></template>',
		['not-inert', 'data-category="b"'],
	],

	[
		'a frame with src',
		'<iframe data-category="x" src="https://a.example/"></iframe>',
		['loads-at-once', 'src="https://a.example/"', '<iframe data-category="x" data-src="https://a.example/">'],
	],
	[
		'a frame with both',
		'<iframe data-category="x" src="https://a.example/" data-src="https://a.example/"></iframe>',
		['loads-at-once', 'src="https://a.example/"', '<iframe data-category="x" data-src="https://a.example/">'],
	],
	[
		'a frame with srcdoc',
		'<iframe data-category="x" srcdoc="<script>x()</script>"></iframe>',
		['loads-at-once', 'srcdoc="<script>x()</script>"'],
	],
	['a frame with nothing', '<iframe data-category="x"></iframe>', ['holds-nothing', 'data-category="x"']],
	[
		'a pixel',
		'<img data-category="marketing" src="https://a.example/p.gif" alt="">',
		[
			'loads-at-once',
			'src="https://a.example/p.gif"',
			'<img data-category="marketing" data-src="https://a.example/p.gif" alt="">',
		],
	],
	[
		'a style sheet',
		'<link data-category="functional" rel="stylesheet" href="//a.example/a.css">',
		[
			'loads-at-once',
			'href="//a.example/a.css"',
			'<link data-category="functional" rel="stylesheet" data-href="//a.example/a.css">',
		],
	],
	[
		'a video and its poster',
		'<video data-category="marketing" src="a.mp4" poster="a.jpg"></video>',
		['loads-at-once', 'src="a.mp4"', '<video data-category="marketing" data-src="a.mp4" data-poster="a.jpg">'],
	],
	[
		'the wrong attribute of a style sheet',
		'<link data-category="functional" rel="stylesheet" data-src="a.css">',
		['wrong-attribute', 'data-src="a.css"', '<link data-category="functional" rel="stylesheet" data-href="a.css">'],
	],
	[
		'the wrong attribute of an object',
		'<object data-category="x" data-src="a.swf"></object>',
		['wrong-attribute', 'data-src="a.swf"', '<object data-category="x" data-data="a.swf">'],
	],
	[
		'in noscript',
		'<noscript><img data-category="marketing" src="https://a.example/p.gif"></noscript>',
		['in-noscript', 'data-category="marketing"'],
	],
	[
		'a placeholder that is no template',
		'<div data-category="!functional">Off</div>',
		['holds-nothing', 'data-category="!functional"', '<template data-category="!functional"><div>…</div></template>'],
	],
	[
		'a style element',
		'<style data-category="functional">@import "//a.example/a.css"</style>',
		['holds-nothing', 'data-category="functional"'],
	],
	[
		'a frame in a template',
		'<template data-category="a"><iframe data-category="b" src="https://a.example/"></iframe></template>',
		['own-condition', 'data-category="b"'],
	],

	['an empty condition', held('data-category=""'), ['malformed-condition', 'data-category=""']],
	[
		'signs of a language',
		held('data-category="a && b"'),
		['malformed-condition', 'data-category="a && b"', '<script type="text/plain" data-category="a b">'],
	],
	[
		'a sign and its name apart',
		'<template data-category="! a"></template>',
		['malformed-condition', 'data-category="! a"', '<template data-category="!a">'],
	],
	['letters that no name has', held('data-category="präferenz"'), ['malformed-condition', 'data-category="präferenz"']],
	[
		'a frame with a malformed one',
		'<iframe data-category="a,,b" data-src="/a"></iframe>',
		['malformed-condition', 'data-category="a,,b"', '<iframe data-category="a b" data-src="/a">'],
	],
	['a contradiction', held('data-category="a !a"'), ['never-holds', 'data-category="a !a"']],
	[
		'what is always there, excluded',
		'<template data-category="!necessary | a ?a"></template>',
		['never-holds', 'data-category="!necessary | a ?a"'],
	],

	[
		'a name that the banner does not know',
		FULL + BANNER + held('data-category="marketing"'),
		['ungrantable', 'data-category="marketing"'],
	],
	[
		'another form of a word',
		FULL + BANNER + held('data-category="statistics"'),
		['ungrantable', 'data-category="statistics"', '<script type="text/plain" data-category="statistical">'],
	],
	[
		'a letter too few, without a banner',
		`<button type="button" data-consent-grant="functional">A</button>${held('data-category="functionl | b"')}`,
		['ungrantable', 'data-category="functionl | b"', '<script type="text/plain" data-category="functional | b">'],
	],
	[
		'what a bridge does not map',
		`${FULL}<script src="/bridges/cookiebot.min.js"></script>${held('data-category="functional"')}`,
		['ungrantable', 'data-category="functional"'],
	],
	[
		'what a form does not have',
		`<form data-consent-form><input type="checkbox" name="statistical"></form>${held('data-category="map"')}`,
		['ungrantable', 'data-category="map"'],
	],
	[
		'what a banner’s script does not send',
		`<script>dispatchEvent(new CustomEvent('consent:update', { detail: { statistical: true, 'a-b': x } }))</script>${held('data-category="marketing"')}`,
		['ungrantable', 'data-category="marketing"'],
	],

	[
		'an option of another product',
		'<script src="taggate.full.min.js" data-storage="local"></script>',
		['unknown-option', 'data-storage="local"', '<script src="taggate.full.min.js" data-store="local">'],
	],
	[
		'an option misspelt',
		'<script src="https://cdn.example/taggate.min.js?v=2" data-timeot="5000"></script>',
		['unknown-option', 'data-timeot="5000"', '<script src="https://cdn.example/taggate.min.js?v=2" data-timeout="5000">'],
	],
	[
		'an option without data-',
		'<script src="/taggate.full.min.js" days="30"></script>',
		['unknown-option', 'days="30"', '<script src="/taggate.full.min.js" data-days="30">'],
	],
	[
		'an option that nobody has',
		'<script src="/taggate.full.min.js" data-colour="red"></script>',
		['unknown-option', 'data-colour="red"'],
	],
	[
		'a store',
		'<script src="/taggate.full.min.js" data-store="localStorage"></script>',
		['wrong-option', 'data-store="localStorage"', '<script src="/taggate.full.min.js" data-store="local">'],
	],
	[
		'days',
		'<script src="/taggate.full.min.js" data-days="30d"></script>',
		['wrong-option', 'data-days="30d"', '<script src="/taggate.full.min.js" data-days="30">'],
	],
	[
		'a domain',
		'<script src="/taggate.full.min.js" data-domain="https://example.com/"></script>',
		['wrong-option', 'data-domain="https://example.com/"', '<script src="/taggate.full.min.js" data-domain="example.com">'],
	],
	[
		'a key',
		'<script src="/taggate.full.min.js" data-key="my key"></script>',
		['wrong-option', 'data-key="my key"', '<script src="/taggate.full.min.js" data-key="my-key">'],
	],
	[
		'names',
		'<script src="/taggate.full.min.js" data-granted="a|b"></script>',
		['wrong-option', 'data-granted="a|b"', '<script src="/taggate.full.min.js" data-granted="a b">'],
	],
	[
		'a reload that is switched off',
		'<script src="/taggate.full.min.js" data-reload="false"></script>',
		['wrong-option', 'data-reload="false"', '<script src="/taggate.full.min.js">'],
	],
	[
		'a signal without its default',
		'<script src="/taggate.full.min.js" data-default="a" data-gpc="b"></script>',
		['wrong-option', 'data-gpc="b"', '<script src="/taggate.full.min.js" data-default="a">'],
	],
	[
		'the runtime, held',
		'<script type="text/plain" data-category="a" src="/taggate.full.min.js"></script>',
		['runtime-held', 'data-category="a"', '<script src="/taggate.full.min.js">'],
	],
	[
		'the runtime, a module',
		'<script type="module" src="/taggate.full.min.js"></script>',
		['runtime-module', '<script type="module" src="/taggate.full.min.js">', '<script src="/taggate.full.min.js">'],
	],
	['the runtime, twice', FULL + FULL, ['second-runtime', '<script src="/taggate.full.min.js">']],
	[
		'a map that is no JSON',
		`${FULL}<script src="/bridges/klaro.min.js" data-map="{a: b}"></script>`,
		['wrong-map', 'data-map="{a: b}"'],
	],
	['a map without pairs', `${FULL}<script src="/bridges/klaro.min.js" data-map="a=b"></script>`, ['wrong-map', 'data-map="a=b"']],

	['templates on the gate alone', `${GATE}<template data-category="a"></template>`, ['no-plugin', 'data-category="a"']],
	['frames on the gate alone', `${GATE}<iframe data-category="a" data-src="/a"></iframe>`, ['no-plugin', 'data-category="a"']],
	[
		'controls on the gate alone',
		`${GATE}<button type="button" data-consent-deny="a">No</button>`,
		['no-plugin', 'data-consent-deny="a"'],
	],
	[
		'an address that waits, on the gate alone',
		`${GATE}${held('data-category="a" data-src="/a.js"')}`,
		['no-plugin', 'data-src="/a.js"'],
	],
	['options on the gate alone', '<script src="/taggate.min.js" data-days="30"></script>', ['no-plugin', 'data-days="30"']],

	[
		'a nonce that is missing',
		NONCE + held('data-category="a"'),
		['missing-nonce', '<script type="text/plain" data-category="a">', '<script nonce="n1" type="text/plain" data-category="a">'],
	],
	[
		'a nonce of another',
		NONCE + held('nonce="n2" data-category="a"'),
		['missing-nonce', 'nonce="n2"', '<script type="text/plain" nonce="n1" data-category="a">'],
	],
	[
		'a nonce in a template',
		`${NONCE}<template data-category="a"><script>x()</script></template>`,
		['missing-nonce', '<script>', '<script nonce="n1">'],
	],
	[
		'a nonce that was swallowed',
		`${NONCE}<script type="text/plain" data-category="a" x="<script" nonce="n1"></script>`,
		['missing-nonce', '<script type="text/plain" data-category="a" x="<script" nonce="n1">'],
	],

	[
		'a button that Enter presses',
		'<form><input name="q"><button data-consent-grant="a">Yes</button></form>',
		['button-type', '<button data-consent-grant="a">', '<button type="button" data-consent-grant="a">'],
	],
	[
		'the same, by its form',
		'<form id="f"><input name="q"></form><button form="f" data-consent-grant="a">Yes</button>',
		['button-type', '<button form="f" data-consent-grant="a">'],
	],
	[
		'a control that sends the boxes too',
		'<form data-consent-form><input type="checkbox" name="a"><button>Save</button><button data-consent-grant="film-1">Play</button></form>',
		['button-type', '<button data-consent-grant="film-1">'],
	],
	[
		'a name in a box that is none',
		'<form data-consent-form><input type="checkbox" name="consent[a]"></form>',
		['control-names', 'name="consent[a]"', '<input type="checkbox" name="a">'],
	],
	[
		'a condition in a control',
		'<button type="button" data-consent-grant="a | b">Yes</button>',
		['control-names', 'data-consent-grant="a | b"', '<button type="button" data-consent-grant="a b">'],
	],
	[
		'a control that names nothing',
		'<button type="button" data-consent-grant>Yes</button>',
		['control-names', 'data-consent-grant'],
	],
	[
		'a control for what cannot be decided',
		'<button type="button" data-consent-deny="necessary">No</button>',
		['control-names', 'data-consent-deny="necessary"'],
	],
	[
		'a form that is none',
		'<div data-consent-form><input type="checkbox" name="a"></div>',
		['consent-form', 'data-consent-form', '<form data-consent-form>'],
	],

	['a script before the runtime', `<script>a()</script>${FULL}`, ['runtime-late', '<script src="/taggate.full.min.js">']],
	['the runtime in the body', `<body>${FULL}</body>`, ['runtime-late', '<script src="/taggate.full.min.js">']],

	[
		'two managers on a tag',
		held('data-category="a" data-cookieconsent="statistics"'),
		['two-managers', 'data-cookieconsent="statistics"', '<script type="text/plain" data-category="a">'],
	],
	[
		'OneTrust’s class',
		held('class="x optanon-category-C0002" data-category="a"'),
		['two-managers', 'class="x optanon-category-C0002"', '<script type="text/plain" class="x" data-category="a">'],
	],
	[
		'Klaro, where it is',
		`<script src="/klaro.js"></script>${held('data-category="a" data-name="matomo"')}`,
		['two-managers', 'data-name="matomo"'],
	],
	[
		'Complianz',
		`<script id="cmplz-cookiebanner-js" src="/wp-content/plugins/complianz-gdpr/c.js"></script>${held('data-category="marketing"')}`,
		['two-managers', 'data-category="marketing"'],
	],
	[
		'vanilla-cookieconsent',
		`<script type="module">CookieConsent.run({ categories: { analytics: {} } })</script>${held('data-category="analytics"')}`,
		['two-managers', 'data-category="analytics"'],
	],
	[
		'automatic blocking',
		`<script id="Cookiebot" src="https://consent.cookiebot.com/uc.js" data-blockingmode="auto"></script>${held('data-category="a"')}`,
		[
			'auto-blocking',
			'<script id="Cookiebot" src="https://consent.cookiebot.com/uc.js" data-blockingmode="auto">',
			'<script id="Cookiebot" src="https://consent.cookiebot.com/uc.js" data-blockingmode="manual">',
		],
	],

	[
		'a condition misspelt',
		held('data-catgeory="a" src="a.js"'),
		['misspelt', 'data-catgeory="a"', '<script type="text/plain" data-category="a" src="a.js">'],
	],
	[
		'a condition misspelt on a template',
		'<template data-categry="!decided"></template>',
		['misspelt', 'data-categry="!decided"', '<template data-category="!decided">'],
	],
	[
		'a control misspelt',
		`${held('data-category="a"')}<button type="button" data-consent-grants="a">Yes</button>`,
		['misspelt', 'data-consent-grants="a"', '<button type="button" data-consent-grant="a">'],
	],
	[
		'a control of another product',
		`${FULL}<button type="button" data-consent-accept="a">Yes</button>`,
		['misspelt', 'data-consent-accept="a"', '<button type="button" data-consent-grant="a">'],
	],
	[
		'a control without data-',
		`${FULL}<button type="button" consent-reset>Ask me</button>`,
		['misspelt', 'consent-reset', '<button type="button" data-consent-reset>'],
	],
	[
		'cookies misspelt',
		held('data-category="a" src="a.js" data-cookie="_ga*"'),
		['misspelt', 'data-cookie="_ga*"', '<script type="text/plain" data-category="a" src="a.js" data-cookies="_ga*">'],
	],
	[
		'an address misspelt',
		held('data-category="a" data-scr="a.js"'),
		['misspelt', 'data-scr="a.js"', '<script type="text/plain" data-category="a" data-src="a.js">'],
	],

	['cookies of nothing', '<script data-cookies="_ga*" src="a.js"></script>', ['cookies-without-category', 'data-cookies="_ga*"']],
	['cookies of a login', held('data-category="a" data-cookies="*"'), ['cookies-names', 'data-cookies="*"']],
	[
		'a star in the middle',
		held('data-category="a" data-cookies="_ga*_x;b"'),
		['cookies-names', 'data-cookies="_ga*_x;b"', '<script type="text/plain" data-category="a" data-cookies="_ga* b">'],
	],
	[
		'a preload',
		`<link rel="preload" as="script" href="//a.example/a.js">${held('data-category="a | b" src="https://a.example/a.js"')}`,
		['hint', 'href="//a.example/a.js"', '<link data-category="a | b" rel="preload" as="script" data-href="//a.example/a.js">'],
	],
	[
		'a connection',
		`<link rel="preconnect" href="https://a.example">${held('data-category="a" src="https://a.example/a.js"')}`,
		['hint', 'href="https://a.example"'],
	],
];

/** What looks wrong and is right. */
const SILENT: [name: string, html: string][] = [
	['nothing', ''],
	[
		'the README’s page',
		`${FULL}<body>${held('data-category="statistical" data-cookies="_visitor*" src="https://example.com/analyze.js"')}${held('data-category="functional" data-type="module"')}<iframe data-category="functional" data-src="https://example.com/offer" title="Offer"></iframe><template data-category="functional | video-23"><iframe src="https://example.com/23" title="The harbour"></iframe></template><template data-category="!functional !video-23"><button data-consent-grant="video-23">Play the video</button></template>${BANNER}<button data-consent-reset>Ask me about cookies again</button>`,
	],
	[
		'a gallery',
		'<img data-category="nature" src="a.jpg"><div data-category="nature" class="card"></div><a data-category="marketing" href="/blog">Marketing</a><li data-category="marketing">x</li>',
	],
	[
		'a picture of the page’s own until then',
		'<img data-category="marketing" src="grey.png" data-src="https://a.example/a.png" alt="">',
	],
	['a frame that waits on a blank page', '<iframe data-category="x" src="about:blank" data-src="https://a.example/"></iframe>'],
	[
		'data of the page',
		'<script type="application/json" data-category="a">{}</script><script type="text/x-template" data-category="a"></script>',
	],
	['a type in capitals, with spaces', '<script type=" TEXT/PLAIN " data-category="a"></script>'],
	[
		'any other type',
		held('data-category="a" data-type="text/babel"') + held('data-category="a" data-type="application/javascript"'),
	],
	['another’s inert script', '<script type="text/plain" data-cookieconsent="statistics" src="a.js"></script>'],
	[
		'conditions of every kind',
		['a', 'a b', 'a,b', ' a , b ', 'a|b', '!a ?b | c', 'decided', 'necessary', 'a.b/c:d-e_1']
			.map((text) => held(`data-category="${text}"`))
			.join(''),
	],
	['names that nothing tells of', held('data-category="marketing"')],
	[
		'names beside a placeholder’s own button',
		`<script src="/banner.js"></script>${held('data-category="statistical"')}<template data-category="!video-23"><button data-consent-grant="video-23">Play</button></template>`,
	],
	[
		'names that are near and not the same',
		`<button type="button" data-consent-grant="film-1 video-ab">Play</button>${held('data-category="film-2"')}${held('data-category="video-ac"')}`,
	],
	[
		'names that always hold',
		`<script src="/taggate.full.min.js" data-granted="essential" data-default="map"></script>${BANNER}${held('data-category="essential map necessary decided"')}`,
	],
	[
		'what a bridge maps',
		`${FULL}<script src="/bridges/cookiebot.min.js" data-map="statistics:statistical marketing:map"></script>${held('data-category="statistical map preference"')}`,
	],
	[
		'a bridge whose names the site chose',
		`${FULL}<script src="/bridges/klaro.min.js"></script>${held('data-category="matomo"')}${BANNER}`,
	],
	['a banner that sends what it likes', `<script>taggate.update(choices)</script>${BANNER}${held('data-category="map"')}`],
	['a banner in a part of the page', `{{> banner}}${BANNER}${held('data-category="map"')}`],
	['a listener', `<script>addEventListener('consent:update', log)</script>${held('data-category="map"')}`],
	[
		'attributes that others put on the runtime',
		'<script id="t" nonce="x" src="/taggate.full.min.js" data-cfasync="false" data-cookieconsent="ignore" data-turbo-track="reload" data-nonce="x"></script>',
	],
	[
		'options that are right',
		'<script src="/taggate.full.min.js" data-store="none" data-key="choice" data-days="0.5" data-domain=".example.com" data-version="b" data-timeout="3000" data-reload></script>',
	],
	[
		'options that the server writes',
		'<script src="/taggate.full.min.js" data-days="<?= $days ?>" data-store="{{ store }}"></script>',
	],
	['another product’s file', '<script src="/js/subtaggate.min.js" data-storage="x"></script>'],
	['the gate with plugins', `${GATE}<script src="/plugins/templates.min.js"></script><template data-category="a"></template>`],
	[
		'the gate beside code that may bring them',
		`${GATE}<script type="module" src="/app.js"></script><template data-category="a"></template>`,
	],
	[
		'the right nonce',
		`${NONCE}${held('nonce="n1" data-category="a"')}<script>live()</script><template data-category="a"><script nonce="n1">x()</script></template><template><script>x()</script></template>`,
	],
	[
		'a nonce that the server writes',
		`<script nonce="<?= $nonce ?>" src="/taggate.full.min.js"></script>${held('nonce="<?= $nonce ?>" data-category="a"')}${held('nonce="{{ csp_nonce }}" data-category="a"')}`,
	],
	[
		'a control in a form that has another first',
		'<form><input name="q"><button>Search</button><button data-consent-grant="a">Yes</button></form>',
	],
	['a control in a form without a field', '<form action="/x"><button data-consent-grant="a">Yes</button></form>'],
	['a control without a form', '<button data-consent-grant="a">Yes</button><a href="/why" data-consent-deny="a">No</a>'],
	[
		'a reset in a form of consent',
		'<form data-consent-form><input type="checkbox" name="a"><button>Save</button><button data-consent-reset>Forget</button></form>',
	],
	[
		'all boxes and their form',
		'<form data-consent-form><input type="checkbox" name="necessary" checked disabled><input type="checkbox" name="a"><button>Save</button><button data-consent-grant="a">All</button></form>',
	],
	[
		'scripts before the runtime that do not run before it',
		`<script type="application/ld+json">{}</script>${held('data-category="a"')}<script defer src="/a.js"></script><script type="module">x()</script><script src="/markup.min.js"></script><script>(window.taggate ||= []).push(() => {})</script>${FULL}`,
	],
	['a runtime that comes late on purpose', '<script>a()</script><body><script async src="/taggate.full.min.js"></script>'],
	[
		'marks of a manager elsewhere',
		`<script src="https://consent.cookiebot.com/uc.js"></script>${held('data-category="a"')}<script type="text/plain" data-cookieconsent="marketing" src="b.js"></script>${held('data-category="a" data-cookieconsent="ignore"')}`,
	],
	['a name of the page’s own', held('data-category="a" data-name="matomo"')],
	[
		'vanilla-cookieconsent that leaves tags alone',
		`<script type="module">CookieConsent.run({ manageScriptTags: false, categories: { analytics: {} } })</script>${held('data-category="analytics"')}`,
	],
	[
		'Complianz, and names that it does not know',
		`<script src="/wp-content/plugins/complianz-gdpr/c.js"></script>${held('data-category="statistical"')}`,
	],
	[
		'attributes that are near and others’',
		`${held('data-category="a" src="a.js" data-categories="x" data-category-id="3" data-date="1"')}<div data-consent-src="x" data-consent-text="y"></div><html data-consent="necessary">`,
	],
	['a number of a category', '<img data-categoryid="3" src="a.jpg"><template data-categories="x"></template>'],
	[
		'a banner that calls the runtime by another name',
		`<script>taggate.push((t) => t.update({ map: true }))</script>${BANNER}${held('data-category="map"')}`,
	],
	['another’s data-cookies', '<div data-cookies="yes"></div>'],
	[
		'hints for others',
		`<link rel="preload" href="/a.js"><link rel="dns-prefetch" href="//a.example"><link rel="preload" href="//b.example/b.js">${held('data-category="a" src="//a.example/a.js"')}${held('data-category="a" src="/a.js"')}`,
	],
	[
		'a hint that waits',
		`<link data-category="a" rel="preload" data-href="//a.example/a.js">${held('data-category="a" src="//a.example/a.js"')}`,
	],
	[
		'markup in a comment, a string, a text box',
		`<!-- <script data-category="a">x()</script> --><script>x = '<iframe data-category="a" src="//b">'</script><textarea><script data-category="a"></script></textarea>`,
	],
	[
		'code of the server',
		'<?php if ($a->b) { echo \'<script data-category="a">x()</script>\'; } ?><% "<script data-category=a>" %><div <?= $x ? "a" : "b" ?>></div>',
	],
];

/** Only what is written in the row is told: where it stands and what is wrong there. */
const tell = (html: string) => check(html).map(({ rule, start, end }) => [rule, html.slice(start, end)]);

describe('what is found', () => {
	it.each(FOUND)('%s', (_, html, ...found) => {
		expect(tell(html)).toEqual(found.map(([rule, written]) => [rule, written]));
		for (const [index, [, , fix]] of found.entries()) if (fix !== undefined) expect(check(html)[index]!.fix).toBe(fix);
		for (const { message } of check(html)) expect(message).toMatch(/^\S.*\.$/);
	});

	it('every rule has a row', () => {
		const rows = new Set(FOUND.flatMap(([, , ...found]) => found.map(([rule]) => rule)));
		expect([...rows, 'too-many-tags'].sort()).toEqual(Object.keys(RULES).sort());
	});

	/** A fix that is a tag mends what it is the fix of: it takes the place of the tag that it stands in. */
	const mended = FOUND.flatMap(([name, html]) =>
		check(html)
			.filter(({ fix, rule }) => /^<[^…]*>$/.test(fix) && rule !== 'consent-form')
			.map((finding) => [`${name}: ${finding.rule}`, html, finding] as const),
	);
	it.each(mended)('is mended by the fix: %s', (_, html, { rule, fix, start, end }) => {
		const { startTag } = readTags(html).find(({ startTag }) => startTag.start <= start && end <= startTag.end)!;
		const after = check(html.slice(0, startTag.start) + fix + html.slice(startTag.end));
		const isInFix = (finding: Finding) => finding.start >= startTag.start && finding.start < startTag.start + fix.length;
		expect(after.filter((finding) => finding.rule === rule && isInFix(finding))).toEqual([]);
	});
	it('has fixes to mend', () => expect(mended.length).toBeGreaterThan(40));
});

describe('what is right', () => {
	it.each(SILENT)('%s', (_, html) => {
		expect(check(html)).toEqual([]);
	});

	const pages = ['demo/pages', 'demo/banners', 'demo/recipes']
		.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
		.filter((file) => file.endsWith('.html'));
	it.each(pages)('%s', (file) => {
		expect(check(readFileSync(file, 'utf8'))).toEqual([]);
	});
	it('finds them', () => expect(pages.length).toBeGreaterThan(15));
});

describe('options', () => {
	it('names that a banner elsewhere can grant', () => {
		const html = held('data-category="statistical"') + held('data-category="marketing"');
		expect(check(html)).toEqual([]);
		expect(check(html, { names: ['statistical'] }).map(({ rule, severity }) => [rule, severity])).toEqual([
			['ungrantable', 'error'],
		]);
		expect(check(html, { names: ['statistical', 'marketing'] })).toEqual([]);
	});

	it('rules that are not looked for', () => {
		expect(check('<script data-category="a">x()</script>', { ignore: ['not-inert'] })).toEqual([]);
	});
});

it('line and column count from 1, in UTF-16 units, whatever ends a line', () => {
	const html = 'a\r\n\u{1f36a} <script\rdata-category="a">\nx()</script>';
	const [{ line, column, start, end }] = check(html) as [ReturnType<typeof check>[0]];
	expect([line, column]).toEqual([3, 1]);
	expect(html.slice(start, end)).toBe('data-category="a"');
	const [second] = check('\u{1f36a}\u{1f36a}<script data-category="a">x()</script>');
	expect([second!.line, second!.column]).toEqual([1, 13]);
});
