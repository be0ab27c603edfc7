import { expect, it } from 'vitest';
import { consent, entries, evaluate, gated, loaded, open, script, until } from './fixture.js';

const address = (name: string, options = {}) => JSON.stringify(script(name, options).replaceAll('&amp;', '&'));

it('loads a gated tag from code, in the queue, and resolves with the element', async () => {
	await open(gated(`src="${script('tag', { delay: 80 })}"`));
	await loaded();
	await evaluate(
		`(taggate.load(${address('loaded')}, { category: 'statistical', id: 'mine' }).then((element) => log('resolved ' + element.id)), 0)`,
	);
	await consent({ statistical: true });
	await until('entries.length === 3');
	expect(await entries()).toEqual(['tag', 'loaded', 'resolved mine']);
});

it('rejects when it fails or is refused', async () => {
	await open('');
	await loaded();
	await consent({ statistical: true });
	await evaluate(
		`(taggate.load(${address('x', { status: 404 })}, { category: 'statistical' }).catch((error) => log(error.message)), 0)`,
	);
	await evaluate(`(taggate.load(${address('x')}, { category: 'a |' }).catch((error) => log(error.message)), 0)`);
	await evaluate(`(taggate.load(${address('x')}, {}).catch((error) => log(error.message)), 0)`);
	await until('entries.length === 3');
	expect((await entries()).sort()).toEqual(['failed to load', 'malformed condition ""', 'malformed condition "a |"']);
});

it('calls on(change) at once when a decision stands, and on each change until it is taken back', async () => {
	await open('');
	await evaluate(
		`(window.off = taggate.on('change', ({ granted }) => log(granted.join())), taggate.grant('a'), taggate.on('change', ({ granted }) => log('standing ' + granted)), off(), taggate.deny('a'), 0)`,
	);
	expect(await entries()).toEqual(['a', 'standing a', 'standing ']);
});
