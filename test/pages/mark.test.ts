import { expect, it } from 'vitest';
import { findMarks, mark } from '../../dist/server.js';
import { consent, entries, evaluate, faults, itFull, loaded, open, requests, script, thirdParty, until } from './fixture.js';

/** The test's own third party and what its inline scripts call. */
const rules = [
	{ host: new URL(thirdParty).hostname, category: 'statistical' },
	{ call: 'log', category: 'statistical' },
];

/** A site's page as its author wrote it, for nobody's consent. */
const PAGE = `<link rel="preconnect" href="${thirdParty}"><link rel=preload as=script href="${script('first', { delay: 60 })}">
<script src="${script('first', { delay: 60 })}"></script>
<SCRIPT TYPE='text/javascript'>log('second'); document.addEventListener('DOMContentLoaded', () => log('ready'))</SCRIPT>
<script defer src="${script('deferred')}"></script>
<script type="module">log('module')</script>
<script type="module" src="${script('external module')}"></script>
<script nonce="n" src="${script('third')}" onload="log('third has loaded')"></script>
<script>document.write('<b id=written></b>'); log('fourth')</script>
<script async src="${script('async', { delay: 400 })}"></script>
<body>
<noscript><img src="${thirdParty}/noscript.gif"></noscript>
<script type="application/ld+json">{ "name": "log(" }</script>
<img alt="" src="${thirdParty}/pixel.gif?pixel"><iframe title="frame" src="${thirdParty}/frame.html?frame"></iframe>
<script>window.own = 'ran'</script>
<script>addEventListener('load', () => log('load')); log('fifth')</script>`;

const finished = () => until('entries.length === 12');

itFull('asks nobody for anything before consent, and then runs all in the order of the ordinary page', async () => {
	await open(PAGE, { hasRuntime: false });
	await finished();
	const [expected, asked] = [await entries(), [...new Set(requests)].sort()];
	expect(asked).toHaveLength(7);

	const marked = mark(PAGE, { rules });
	expect(mark(marked, { rules })).toBe(marked);
	await open(marked);
	await loaded();
	await until(`own === 'ran'`);
	expect([await entries(), requests]).toEqual([[], []]);

	await consent({ statistical: true });
	await finished();
	await until(`document.querySelector('iframe').src && document.querySelector('#written')`);
	// Of the page's own events a tag that runs late is told when all of them have run.
	const ordered = (log: string[]) => log.filter((entry) => !['ready', 'load', 'async'].includes(entry));
	expect(ordered(await entries())).toEqual(ordered(expected));
	expect((await entries()).sort()).toEqual([...expected].sort());
	await until(`document.querySelector('img').naturalWidth === 1`);
	// A browser may have kept what it got for the ordinary page.
	expect(asked).toEqual(expect.arrayContaining([...new Set(requests)]));
	expect(await faults()).toEqual([]);
});

it('leaves a page alone in which it knows nobody', async () => {
	expect(findMarks(PAGE).marks).toEqual([]);
	expect(mark(PAGE)).toBe(PAGE);
	await open(PAGE, { hasRuntime: false });
	await until('entries.length');
	expect(await evaluate('own')).toBe('ran');
});
