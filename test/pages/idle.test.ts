/** `consent:idle`: no granted tag or callback waits for its turn any more. */
import { expect, it } from 'vitest';
import { consent, entries, evaluate, gated, loaded, open, script, until } from './fixture.js';

const LISTEN = `document.addEventListener('consent:idle', (event) => log('idle' + (event.target === document ? '' : ' elsewhere')))`;
const slow = (name: string, attributes = '') => gated(`${attributes} src="${script(name, { delay: 80 })}"`);

it('comes when all have run, however they waited, and not before', async () => {
	await open(
		`<body>${slow('defer', 'defer')}${slow('one')}<script>taggate.when('statistical', () => log('callback'))</script>${gated('', `log('inline')`)}${slow('two')}${gated('', `log('last')`)}${gated('', `log('marketing')`, '', 'marketing')}${slow('module').replace('data-category', 'data-type="module" data-category')}`,
	);
	await loaded();
	await evaluate(LISTEN);
	await consent({ statistical: true });
	await until('entries.includes("idle")');
	expect(await entries()).toEqual(['one', 'callback', 'inline', 'two', 'last', 'defer', 'module', 'idle']);
});

it('comes again after what a later grant, or a late tag, has let run', async () => {
	await open(`<body>${gated('', `log('a')`, '', 'a')}${slow('b').replace('statistical', 'b')}`);
	await loaded();
	await evaluate(LISTEN);
	await consent({ a: true });
	await until('entries.includes("idle")');
	await consent({ b: true });
	await until('entries.length === 4');
	await evaluate(`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(gated('', `log('late')`, '', 'a'))}), 0)`);
	await until('entries.length === 6');
	expect(await entries()).toEqual(['a', 'idle', 'b', 'idle', 'late', 'idle']);
});

it('does not wait for what failed, was refused or taken away', async () => {
	await open(
		`<body>${gated(`src="${script('missing', { status: 404 })}"`)}${gated('', `throw new Error('alone')`)}${gated('id="gone"', `log('gone')`)}${gated('', `log('last')`)}`,
	);
	await loaded();
	await evaluate(`(${LISTEN}, gone.remove())`);
	await consent({ statistical: true });
	await until('entries.includes("idle")');
	expect(await entries()).toEqual(['last', 'idle']);
});
