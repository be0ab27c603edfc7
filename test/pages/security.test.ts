/** What SECURITY.md says that a gate does not keep off, and where its defences end. */
import { expect, it } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	loaded,
	open,
	requests,
	script,
	tab,
	thirdParty,
	until,
	visits,
} from './fixture.js';

const NONCE = 'r4nd0m';
const nonce = `nonce="${NONCE}"`;
const STRICT = {
	nonce: NONCE,
	headers: { 'content-security-policy': `script-src 'nonce-${NONCE}' 'strict-dynamic'; object-src 'none'; base-uri 'none'` },
};
/** What a visitor's comment might hold that no filter has looked at: every kind of mark of ours, and code in each. */
const INJECTED = `
	<script type="text/plain" data-category="necessary" src="${script('injected')}"></script>
	<script type="text/plain" data-category="necessary" data-type="module">log('injected')</script>
	<template data-category="necessary"><script>log('injected')</script><img src="${thirdParty}/none" onerror="log('injected')"></template>
	<iframe data-category="necessary" data-src="javascript:parent.log('injected')"></iframe>
	<iframe id="frame" data-category="necessary" data-src="about:blank" srcdoc="<script>parent.log('injected')</script>"></iframe>
	<a data-consent-grant="necessary" href="javascript:log('injected')" id="link">x</a>`;

it('runs no code of injected markup under a nonce, before consent or after it', async () => {
	await open(`<body>${INJECTED}${gated(nonce, `log('own')`)}`, STRICT);
	await loaded();
	await tab.click('#link');
	await consent({ statistical: true });
	await until(`entries.length`);
	// Behind all that the markup could have started.
	await evaluate(`fetch('${thirdParty}/sheet.css').then(() => log('last'))`);
	await until(`entries.includes('last')`);
	expect(await entries()).toEqual(['own', 'last']);
	expect(requests.filter((request) => request.includes('injected'))).toEqual([]);
	expect((await faults()).filter((fault) => fault === 'wrong nonce').length).toBeGreaterThanOrEqual(3);
});

it('runs an injected tag where no nonce says which tags are the page’s own', async () => {
	await open(`<body>${gated('', `log('injected')`, '', 'necessary')}`);
	await until('entries.length');
	expect(await entries()).toEqual(['injected']);
});

it('lets injected markup grant by a click, and erase what it names: strip our attributes from what visitors write', async () => {
	await open(
		`<body><script ${nonce}>document.cookie = 'basket=1; path=/'</script>
		<button data-consent-grant="marketing">Read more</button>
		<img alt="" data-category="marketing" data-src="${thirdParty}/pixel.gif" data-cookies="basket">`,
		STRICT,
	);
	await loaded();
	expect(await evaluate(`[taggate.has('marketing'), document.cookie]`)).toEqual([false, 'basket=1']);
	await tab.click('button');
	await until(`taggate.has('marketing')`);
	await consent({ marketing: false });
	expect(await evaluate(`document.cookie.includes('basket')`)).toBe(false);
});

it('lets every script of the page decide, also one that got consent for something else', async () => {
	await open(
		gated('', `dispatchEvent(new CustomEvent('consent:update', { detail: { marketing: true } }))`) +
			gated('', `log('marketing')`, '', 'marketing'),
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	expect(await entries()).toEqual(['marketing']);
});

it('does not undo what ran: its timers, listeners and globals stay', async () => {
	await open(gated('data-cookies="left"', `window.left = 1; addEventListener('click', () => log('still here'))`));
	await loaded();
	await consent({ statistical: true });
	await until('window.left');
	await consent({ statistical: false });
	await evaluate('void document.body.click()');
	expect([await evaluate('left'), await entries()]).toEqual([1, ['still here']]);
});

it('erases no cookie that only a server may touch, nor one of another site', async () => {
	// The site's own server sets one, and one that scripts may read; the third party sets its own.
	await open(`<body><script data-cookies="kept open" data-category="statistical" type="text/plain">log('ran')</script>`, {
		headers: { 'set-cookie': 'kept=1; HttpOnly; Path=/' },
	});
	await loaded();
	await evaluate(`void (document.cookie = 'open=1; path=/')`);
	await consent({ statistical: true });
	await until('entries.length');
	await consent({ statistical: false });
	expect(await evaluate(`document.cookie.includes('open')`)).toBe(false);
	await open('', { isReturning: true });
	expect(visits[0]).toMatch(/\bkept=1\b/);
	expect(visits[0]).not.toMatch(/\bopen=1\b/);
});

it('believes a forged decision, which then runs nothing but the tags that the page itself holds', async () => {
	await open('');
	const forged = encodeURIComponent(JSON.stringify({ time: Date.now(), state: { statistical: true, '<script>': true } }));
	await evaluate(`void (document.cookie = 'taggate=${forged}; path=/')`);
	await open(gated('', `log('held')`), { isReturning: true });
	await loaded();
	// A name that none can be spoils the whole.
	expect([await entries(), await evaluate('document.documentElement.dataset.consent')]).toEqual([[], 'necessary']);
	await evaluate(`void (document.cookie = 'taggate=${forged.replace('%22%3Cscript%3E%22', '%22x%22')}; path=/')`);
	await open(gated('', `log('held')`), { isReturning: true });
	await until('entries.length');
	expect(await entries()).toEqual(['held']);
});
