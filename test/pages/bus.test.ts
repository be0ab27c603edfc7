import { expect, it } from 'vitest';
import { consent, entries, evaluate, gated, itFull, loaded, open, until } from './fixture.js';

it.each([
	['the window', 'window', false],
	['the document', 'document', false],
	['an element', 'document.body', false],
	['an element, bubbling', 'document.body', true],
])('hears an update on %s', async (_, target, bubbles) => {
	await open(gated('', `log('ran')`));
	await loaded();
	await evaluate(
		`${target}.dispatchEvent(new CustomEvent('consent:update', { bubbles: ${bubbles}, detail: { statistical: true } }))`,
	);
	await until('entries.length');
});

it('announces what changed, and nothing when nothing did', async () => {
	await open('');
	await loaded();
	await evaluate(`document.addEventListener('consent:change', ({ detail }) => log(JSON.stringify(detail)))`);
	await consent({ statistical: true, functional: false });
	await consent({ statistical: true });
	await consent({ statistical: false, necessary: false, decided: false });
	await evaluate(`dispatchEvent(new CustomEvent('consent:reset'))`);
	expect((await entries()).map((entry) => JSON.parse(entry))).toEqual([
		{ state: { statistical: true, functional: false }, granted: ['statistical'], denied: ['functional'] },
		{ state: { statistical: false, functional: false }, granted: [], denied: ['statistical'] },
		{ state: {}, granted: [], denied: ['statistical', 'functional'] },
	]);
});

it('lists what is granted on the root element', async () => {
	const granted = () => evaluate('document.documentElement.dataset.consent');
	await open('');
	expect(await granted()).toBe('necessary');
	await consent({ functional: true, statistical: false });
	expect(await granted()).toBe('necessary functional');
	await consent({ functional: false });
	expect(await granted()).toBe('necessary');
});

it('knows the built-in names, which nobody can change', async () => {
	await open('');
	expect(await evaluate('[taggate.has("necessary"), taggate.has("decided")]')).toEqual([true, false]);
	await consent({ necessary: false, decided: false });
	expect(await evaluate('[taggate.has("necessary"), taggate.has("decided")]')).toEqual([true, false]);
	await consent({ necessary: false, decided: false, statistical: false });
	expect(await evaluate('[taggate.has("necessary"), taggate.has("decided")]')).toEqual([true, true]);
	await evaluate('taggate.reset()');
	expect(await evaluate('[taggate.has("necessary"), taggate.has("decided")]')).toEqual([true, false]);
});

it('gives a state that nobody can change', async () => {
	await open('');
	await consent({ statistical: true });
	await evaluate(`(() => { try { taggate.state.marketing = true } catch {} })()`);
	expect(await evaluate('[taggate.state, taggate.has("marketing")]')).toEqual([{ statistical: true }, false]);
});

itFull('calls on(change) at once when a decision stands, and on each change until it is taken back', async () => {
	await open('');
	await evaluate(
		`(window.off = taggate.on('change', ({ granted }) => log(granted.join())), taggate.grant('a'), taggate.on('change', ({ granted }) => log('standing ' + granted)), off(), taggate.deny('a'), 0)`,
	);
	expect(await entries()).toEqual(['a', 'standing a', 'standing ']);
});

it('tells a change that a listener causes after the one that it listened to', async () => {
	await open('');
	await evaluate(
		`(document.addEventListener('consent:change', () => taggate.deny('a')), document.addEventListener('consent:change', ({ detail }) => log(detail.state.a)), taggate.grant('a'))`,
	);
	expect([await entries(), await evaluate('taggate.has("a")')]).toEqual([[true, false], false]);
});
