/** `taggate/load`: a gated tag from code. */
import { describe, expect, it } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	itFull,
	loaded,
	open,
	type PageOptions,
	requests,
	script,
	until,
} from './fixture.js';

const address = (name: string, options = {}) => JSON.stringify(script(name, options).replaceAll('&amp;', '&'));
/** Calls `load` in the page and logs what became of it: the element's id, or why not. */
const load = (source: string, attributes: string) =>
	evaluate(`import('/dist/load.js').then(({ load }) => {
		load(taggate, ${source}, ${attributes}).then((element) => log('resolved ' + element.id), (error) => log('rejected: ' + error.message));
	})`);

it('loads a gated tag, in the queue, and resolves with the element', async () => {
	await open(gated(`src="${script('tag', { delay: 80 })}"`));
	await loaded();
	await load(address('loaded'), `{ category: 'statistical', id: 'mine' }`);
	expect([await entries(), [...requests]]).toEqual([[], []]);
	await consent({ statistical: true });
	await until('entries.length === 3');
	expect([await entries(), await faults()]).toEqual([['tag', 'loaded', 'resolved mine'], []]);
});

it('loads at once what is granted already, once, and again when it is called again', async () => {
	await open('');
	await loaded();
	await consent({ statistical: true });
	await load(address('loaded'), `{ category: 'statistical', id: 'one' }`);
	await until('entries.length === 2');
	await consent({ statistical: false });
	await consent({ statistical: true });
	await load(address('loaded'), `{ category: 'statistical', id: 'two' }`);
	await until('entries.length === 4');
	expect(await entries()).toEqual(['loaded', 'resolved one', 'loaded', 'resolved two']);
});

it('gives the tag its attributes, and the type that it runs as', async () => {
	await open('');
	await loaded();
	await consent({ statistical: true });
	const body = `log(import.meta.url.includes('name=module') && document.querySelector('#mine').getAttribute('data-key'))`;
	await load(address('module', { body }), `{ category: 'statistical', type: 'module', id: 'mine', 'data-key': 'value' }`);
	await until('entries.length === 2');
	expect(await entries()).toEqual(['value', 'resolved mine']);
});

it.each([
	['it fails', `{ category: 'statistical' }`, 'failed to load'],
	['its condition is malformed', `{ category: 'a |' }`, 'malformed condition "a |"'],
	['it has no condition', '{}', 'malformed condition ""'],
])('rejects when %s', async (_, attributes, reason) => {
	await open('');
	await loaded();
	await consent({ statistical: true });
	await load(address('x', { status: 404 }), attributes);
	await until('entries.length');
	expect(await entries()).toEqual([`rejected: ${reason}`]);
});

it('goes on behind one that fails', async () => {
	await open('');
	await loaded();
	await consent({ statistical: true });
	await load(address('x', { status: 404 }), `{ category: 'statistical' }`);
	await load(address('next'), `{ category: 'statistical', id: 'mine' }`);
	await until('entries.length === 3');
	expect((await entries()).sort()).toEqual(['next', 'rejected: failed to load', 'resolved mine']);
});

const NONCE = 'r4nd0m';
const STRICT: PageOptions = {
	nonce: NONCE,
	headers: {
		'content-security-policy': `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
	},
};

it('has the nonce of the page, whose code it is called by', async () => {
	await open(
		`<script nonce="${NONCE}" type="module">import { load } from '/dist/load.js'; window.load = load; log('there')</script>`,
		STRICT,
	);
	await until('entries.length');
	await consent({ statistical: true });
	await evaluate(`(load(taggate, ${address('loaded')}, { category: 'statistical', id: 'mine' }).then(({ id }) => log(id)), 0)`);
	await until('entries.length === 3');
	expect([await entries(), await faults()]).toEqual([['there', 'loaded', 'mine'], []]);
});

describe('with a polluted prototype', () => {
	const openPolluted = (pollution: string) => open('', { before: `Object.assign(Object.prototype, ${pollution});` });

	it('copies no inherited attribute', async () => {
		await openPolluted(`{ onload: "log('evil')", nomodule: '', id: 'evil' }`);
		await loaded();
		await consent({ statistical: true });
		await load(address('loaded'), `{ category: 'statistical' }`);
		await until('entries.length === 2');
		// Behind the event in which the attribute would have run.
		await evaluate(`taggate.when('statistical', () => log('last')) && 0`);
		await until('entries.includes("last")');
		expect(await entries()).toEqual(['loaded', 'resolved ', 'last']);
	});

	it('takes no inherited condition', async () => {
		await openPolluted(`{ category: 'necessary' }`);
		await loaded();
		await load(address('evil'), '{}');
		await until('entries.length');
		expect([await entries(), [...requests]]).toEqual([['rejected: malformed condition ""'], []]);
	});
});

itFull('keeps the nonce that it is given', async () => {
	await open(
		`<script type="module" nonce="abc">import { load } from '/dist/load.js'; import { start } from '/dist/full.js';
		load(start(), '${script('one').replaceAll('&amp;', '&')}', { category: 'statistical', nonce: 'abc' }).then(() => log('done'), log); window.ready = 1</script>`,
		{ hasRuntime: false, nonce: 'abc', headers: { 'content-security-policy': "script-src 'nonce-abc'" } },
	);
	await until('window.ready');
	await consent({ statistical: true });
	await until('entries.length === 2');
	expect([await entries(), await faults()]).toEqual([['one', 'done'], []]);
});
