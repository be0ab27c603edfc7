/** Nothing keeps alive what has left the page. */
import { describe, expect, it } from 'vitest';
import { consent, entries, evaluate, faults, gated, itFull, loaded, open, openAndGrant, script, tab, until } from './fixture.js';

const KINDS: [kind: string, html: string, script?: string][] = [
	['an ordinary element', '<p id="tag"></p>'],
	['an inline script', gated('id="tag"', `log('ran')`)],
	['an external script', gated(`id="tag" src="${script('ran')}"`)],
	['a module', gated('id="tag"', `log('ran')`, 'module')],
	['an iframe', '<iframe id="tag" data-category="statistical" data-src="/empty"></iframe>'],
	['an iframe with cookies', '<iframe id="tag" data-category="statistical" data-src="/empty" data-cookies="_ga*"></iframe>'],
	['a script with cookies', gated('id="tag" data-cookies="_ga*"', `log('ran')`)],
	['a template', '<template id="tag" data-category="statistical"><p></p></template>'],
	[
		'an adopted element',
		'<x-map id="tag" data-category="statistical"></x-map>',
		`taggate.adopt('x-map', () => { log('on'); return () => log('off') })`,
	],
	['the place of a callback', '<p id="tag"></p>', `taggate.when('statistical', () => () => log('off'), { at: tag })`],
];

/** Waits until what was granted has run, and page and runtime have had their turns. */
const settle = (name: string) =>
	evaluate(
		`new Promise((done) => taggate.when('statistical', () => requestAnimationFrame(() => setTimeout(() => done(log('${name}'))))))`,
	);

/** Removes the tag and tells whether anything of it is left once the browser has collected what it could. */
async function isKept(remove = 'tag.remove()') {
	await evaluate(`(window.reference = new WeakRef(document.getElementById('tag')), ${remove}, 0)`);
	// Observers are told, and a weak reference holds until the task is over.
	await evaluate(`new Promise((done) => requestAnimationFrame(() => setTimeout(done)))`);
	for (let round = 0; round < 3; round++) await tab.collectGarbage!();
	return evaluate('reference.deref() !== undefined');
}

// Only Chromium can be told to collect.
describe.skipIf(!tab.collectGarbage).each(KINDS)('%s does not stay', (_, html, script = '') => {
	const act = () => evaluate(`(${script || '0'}, 0)`);

	it('when it is removed before a decision', async () => {
		await open(`<body><div>${html}</div>`);
		await loaded();
		await act();
		expect([await isKept(), await faults()]).toEqual([false, []]);
	});

	it('when it is removed after a grant', async () => {
		await open(`<body><div>${html}</div>`);
		await loaded();
		await act();
		await consent({ statistical: true });
		await settle('last');
		expect([await isKept(), await faults()]).toEqual([false, []]);
	});

	it('when it came late and goes with what it stood in', async () => {
		await open('<body><div id="box"></div>');
		await loaded();
		await consent({ statistical: true });
		await evaluate(`(box.innerHTML = ${JSON.stringify(html)}, 0)`);
		await act();
		// Behind it, in the same look.
		await evaluate(`(box.insertAdjacentHTML('beforeend', ${JSON.stringify(gated('', `log('last')`))}), 0)`);
		await until('entries.includes("last")');
		await settle('settled');
		expect([await isKept('box.remove()'), await faults()]).toEqual([false, []]);
	});
});

it.skipIf(!tab.collectGarbage)('but an element that the page itself keeps', async () => {
	await open(`<body>${gated('id="tag"', `log('ran')`)}`);
	await loaded();
	await evaluate('(window.kept = tag, 0)');
	expect(await isKept()).toBe(true);
});

itFull('a template of thousands of scripts leaves the page its turns, and runs all in order', async () => {
	const count = 8000;
	const scripts = Array.from({ length: count }, (_, index) => `<script>next(${index})</script>`).join('');
	await openAndGrant(
		`<body><script>
			window.last = -1; window.turns = 0; window.disorder = 0;
			window.next = (index) => { if (index !== last + 1) disorder++; last = index; };
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => { if (last < ${count - 1}) { if (last >= 0) turns++; port2.postMessage(0) } };
			document.addEventListener('consent:change', () => port2.postMessage(0));
		</script><template data-category="statistical">${scripts}</template>${gated('', `log('behind')`)}`,
	);
	await until('entries.length', 100_000);
	expect([await evaluate('[last, disorder, turns > 100]'), await entries(), await faults()]).toEqual([
		[count - 1, 0, true],
		['behind'],
		[],
	]);
});
