import { expect, it } from 'vitest';
import { consent, entries, evaluate, gated, loaded, open, openAndGrant, script, until } from './fixture.js';

it('does not start what has not started', async () => {
	await openAndGrant(
		`<script>addEventListener('consent:activate', () => setTimeout(() => taggate.deny('statistical')), { once: true })</script>` +
			gated(`src="${script('first', { delay: 200 })}"`) +
			gated(`src="${script('second')}"`) +
			gated('', `log('third')`) +
			gated('', `log('functional')`, '', 'functional'),
		{},
		{ statistical: true, functional: true },
	);
	await until('entries.includes("functional")');
	expect(await entries()).toEqual(['first', 'functional']);
	await consent({ statistical: true });
	await until('entries.length === 4');
	expect(await entries()).toEqual(['first', 'functional', 'second', 'third']);
});

it('listens to a tag that withdraws in the middle', async () => {
	await openAndGrant(gated('', `log('one'); taggate.deny('statistical')`) + gated('', `log('two')`));
	await evaluate(
		`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(gated('', `log('last')`, '', 'necessary'))}), 0)`,
	);
	await until('entries.includes("last")');
	expect(await entries()).toEqual(['one', 'last']);
});

it('runs callbacks in the queue of the tags, cleans up after them, and arms them again', async () => {
	await open(`${gated(`src="${script('library', { delay: 60, body: 'window.library = 1; log("library")' })}"`)}<script>
		taggate.when('statistical', () => { log('first ' + typeof library); return () => log('cleanup') });
		window.off = taggate.when('statistical', () => log('second'));
		taggate.when('statistical', () => { throw new Error('alone') });
		taggate.when('!statistical', () => log('not'));
	</script>`);
	await loaded();
	expect(await entries()).toEqual(['not']);
	await consent({ statistical: true });
	await until('entries.includes("second")');
	expect(await entries()).toEqual(['not', 'library', 'first number', 'second']);
	await evaluate('off()');
	await consent({ statistical: false });
	await until('entries.length === 5');
	await consent({ statistical: true });
	await until('entries.length === 6');
	// What leaves no cleanup runs once.
	expect((await entries()).slice(4)).toEqual(['cleanup', 'first number']);
});
