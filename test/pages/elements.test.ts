import { expect, it } from 'vitest';
import { consent, entries, evaluate, faults, gated, loaded, open, requests, script, tab, thirdParty, until } from './fixture.js';

/** Under a name of its own each, as a page that is gone may still have asked for something. */
const file = (name: string, use: string) => `${thirdParty}/${name}?${use}`;
const frame = (name: string) => file('frame.html', name);

const grant = () => consent({ functional: true });
const withdraw = () => consent({ functional: false });
/** Logs what becomes of each element, and what the frames tell. */
const LOG = `<script>for (const name of ['activate', 'activated'])
	document.addEventListener('consent:' + name, ({ target }) => log(name + ' ' + target.id));</script>`;
const HEAR = `<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data))</script>`;
const count = (message: string) => `heard.filter((message) => message === '${message}').length`;
const asked = (use: string) => requests.filter((request) => request.endsWith(`?${use}`)).length;

const gatedFrame = (name: string) => `<iframe id="${name}" data-category="functional" data-src="${frame(name)}"></iframe>`;

it.each<[string, string, Record<string, string>]>([
	['iframe', '<iframe *></iframe>', { src: 'frame.html' }],
	['image', '<img *>', { src: 'pixel.gif' }],
	['image with candidates', '<img *>', { srcset: 'pixel.gif' }],
	['style sheet', '<link rel="stylesheet" *>', { href: 'sheet.css' }],
	['video', '<video preload="auto" *></video>', { src: 'silence.wav', poster: 'pixel.gif' }],
	['audio', '<audio preload="auto" *></audio>', { src: 'silence.wav' }],
	['source of a video', '<video preload="auto"><source *></video>', { src: 'silence.wav' }],
	['source of a picture', '<picture><source *><img></picture>', { srcset: 'pixel.gif' }],
	['track', '<video crossorigin src="/silence.wav"><track default *></video>', { src: 'captions.vtt' }],
	['image button', '<input type="image" *>', { src: 'pixel.gif' }],
])(
	'asks for what an element loads with the grant, takes it away on withdrawal, and gives it back: %s',
	async (kind, html, files) => {
		const names = Object.keys(files);
		const use = (name: string) => `${kind.replaceAll(' ', '-')}-${name}`;
		const urls = names.map((name) => file(files[name]!, use(name)));
		const read = () =>
			evaluate(
				`[original === tag, original.nextSibling === following, ...${JSON.stringify(names)}.map((name) => original.getAttribute(name))]`,
			);
		const data = names.map((name, index) => `data-${name}="${urls[index]}"`).join(' ');
		await open(
			`${LOG}<body>${html.replace('*', `id="tag" data-category="functional" ${data}`)}<script>window.original = tag; window.following = tag.nextSibling</script>`,
		);
		await loaded();
		// WebKit heeds `default` only when the visitor wants captions.
		if (kind === 'track') await evaluate(`(tag.track.mode = 'hidden')`);
		const off = [true, true, ...names.map(() => null)];
		expect([await read(), names.map((name) => asked(use(name)))]).toEqual([off, names.map(() => 0)]);
		await grant();
		// A frame waits for the paint.
		await expect.poll(read).toEqual([true, true, ...urls]);
		await expect.poll(() => names.filter((name) => !asked(use(name))), { timeout: 5000 }).toEqual([]);
		await withdraw();
		expect(await read()).toEqual(off);
		await grant();
		// A frame waits for the paint.
		await expect.poll(read).toEqual([true, true, ...urls]);
		expect([await entries(), await faults()]).toEqual([['activate tag', 'activated tag', 'activate tag', 'activated tag'], []]);
	},
);

it('keeps inert what a listener of consent:activate prevents, until the next change', async () => {
	await open(`${LOG}<body>${gatedFrame('held')}`);
	await evaluate(`held.addEventListener('consent:activate', (event) => event.preventDefault(), { once: true })`);
	await grant();
	await until('entries.length');
	expect([await evaluate('held.hasAttribute("src")'), await entries()]).toEqual([false, ['activate held']]);
	await consent({ other: true });
	await until('held.hasAttribute("src")');
	expect([await evaluate('held.hasAttribute("src")'), await entries()]).toEqual([
		true,
		['activate held', 'activate held', 'activated held'],
	]);
});

it('keeps it inert although scripts come with a template meanwhile', async () => {
	await open(`<body>${gatedFrame('held')}<template data-category="functional"><script>log('script')</script></template>`);
	await evaluate(`held.addEventListener('consent:activate', (event) => event.preventDefault(), { once: true })`);
	await grant();
	await until('entries.length');
	expect(await evaluate('held.hasAttribute("src")')).toBe(false);
});

it('unloads the document of an iframe on withdrawal', async () => {
	await open(`${HEAR}<body>${gatedFrame('one')}<iframe src="${frame('clock')}"></iframe>`);
	/** As long as another frame needs to tell something ten times. */
	const wait = async () => until(`${count('clock lives')} > ${(await evaluate<number>(count('clock lives'))) + 10}`);
	await grant();
	await until(`${count('one lives')} > 2`);
	await withdraw();
	// What it has sent is still to come.
	await wait();
	const lived = await evaluate<number>(count('one lives'));
	await wait();
	expect(await evaluate(count('one lives'))).toBe(lived);
	await grant();
	await until(`${count('one lives')} > ${lived}`);
});

it('leaves nothing in the session history, neither with a grant nor with a withdrawal', async () => {
	await tab.open(`${thirdParty}/empty`);
	await open(
		`${HEAR}<body>${gatedFrame('one')}<object id="two" data-category="functional" data-data="${frame('two')}"></object>`,
	);
	await loaded();
	const length = await evaluate('history.length');
	for (let round = 0; round < 3; round++) {
		await evaluate('heard = []');
		await grant();
		await until(`${count('one lives')} && ${count('two lives')}`);
		await withdraw();
		// What a withdrawal might load it would load before this.
		await evaluate(`new Promise((resolve) => { const frame = document.body.appendChild(document.createElement('iframe'));
			frame.onload = () => resolve(frame.remove()); frame.src = '/empty' })`);
	}
	await grant();
	await until(`${count('one lives')} && ${count('two lives')}`);
	expect(await evaluate('history.length')).toBe(length);
	await tab.back();
	await expect.poll(() => evaluate('location.pathname'), { timeout: 5000 }).toBe('/empty');
});

it.each([
	['a video', `<video id="player" data-category="functional" data-src="${file('silence.wav', 'play')}" loop muted></video>`],
	[
		'a video with a source',
		`<video id="player" loop muted><source data-category="functional" data-src="${file('silence.wav', 'play')}" type="audio/wav"></video>`,
	],
	['an audio', `<audio id="player" data-category="functional" data-src="${file('silence.wav', 'play')}" loop muted></audio>`],
])('stops %s that plays', async (_, html) => {
	await open(`<body>${html}`);
	await loaded();
	await grant();
	await evaluate('(player.play().catch(log), 0)');
	await until('player.currentTime > 0 && !player.paused');
	await withdraw();
	await until('player.networkState === player.NETWORK_EMPTY || player.networkState === player.NETWORK_NO_SOURCE');
	expect(await evaluate('[player.readyState, player.currentTime]')).toEqual([0, 0]);
});

it('leaves alone what uses data-category for its own ends', async () => {
	const html = `<div data-category="a b |"></div><input type="checkbox" checked data-category="???"><img data-category="news !"><a data-category="" data-href="/pixel.gif"></a>`;
	await open(`<body>${LOG}<main>${html}</main>`);
	await loaded();
	await grant();
	await withdraw();
	expect([await evaluate('document.querySelector("main").innerHTML'), await entries(), await faults()]).toEqual([
		html.replace('checked data', 'checked="" data'),
		[],
		[],
	]);
});

it('reports a malformed condition once, and never lets it hold', async () => {
	await open(`<body><iframe id="bad" data-category="functional &amp; other" data-src="${frame('bad')}"></iframe>`);
	await loaded();
	await grant();
	await evaluate('taggate.scan()');
	await withdraw();
	expect([await faults(), await evaluate('bad.hasAttribute("src")'), asked('bad')]).toEqual([
		['malformed condition "functional & other"'],
		false,
		0,
	]);
});

it.each([
	['innerHTML', (html: string) => `box.innerHTML = ${JSON.stringify(html)}`],
	[
		'append',
		(_: string, address: string) =>
			`box.append(Object.assign(document.createElement('img'), { id: 'late' })), Object.assign(late.dataset, { category: 'functional', src: '${address}' })`,
	],
	['fragment', (html: string) => `box.append(document.createRange().createContextualFragment(${JSON.stringify(html)}))`],
])('picks up what %s brings', async (way, add) => {
	const address = file('pixel.gif', `late-${way}`);
	const insertion = add(`<p><img id="late" data-category="functional" data-src="${address}"></p>`, address);
	await open('<body><div id="box"></div>');
	await loaded();
	await evaluate(`(${insertion}, 0)`);
	await evaluate('taggate.scan()');
	expect([await evaluate('late.hasAttribute("src")'), asked(`late-${way}`)]).toEqual([false, 0]);
	await grant();
	expect(await evaluate('late.src')).toBe(address);
	await evaluate(`(box.replaceChildren(), ${insertion}, 0)`);
	await until('late.src');
});

it.each([
	['that leaves with its condition and comes back without', true, false],
	['that leaves without its condition and comes back with it', false, true],
	['that is away while its condition stops holding and holds again', true, true],
])('looks again at an element %s', async (_, before, after) => {
	await open(`${HEAR}<body>${gatedFrame('one')}`);
	await loaded();
	await evaluate('window.kept = one');
	await consent({ functional: before });
	await evaluate('kept.remove()');
	await consent({ functional: !before });
	await consent({ functional: after });
	await evaluate('document.body.append(kept)');
	if (after) await until(`${count('one lives')} && kept.hasAttribute("src")`);
	// What the observer has to report it has reported, as this comes after.
	else await evaluate('new Promise((resolve) => setTimeout(resolve))');
	expect([await evaluate('kept.hasAttribute("src")'), await faults()]).toEqual([after, []]);
});

it('takes nothing amiss when a source has left its video', async () => {
	await open(`<body><video><source id="one" data-category="functional" data-src="${file('silence.wav', 'play')}"></video>`);
	await loaded();
	await grant();
	await evaluate('(window.kept = one, one.remove())');
	await withdraw();
	expect([await faults(), await evaluate('kept.hasAttribute("src")')]).toEqual([[], false]);
});

it('makes elements live while the page still streams in, when the decision is stored', async () => {
	await open('');
	await grant();
	await open(
		[
			`${HEAR}${LOG}<body>${gatedFrame('one')}<img id="two" data-category="functional" data-src="/pixel.gif"><img id="three" data-category="other" data-src="/pixel.gif">`,
			1500,
			'<p>',
		],
		{ isReturning: true },
	);
	await expect.poll(() => asked('one'), { timeout: 1200 }).toBe(1);
	expect([await evaluate('document.readyState'), await entries()]).toEqual([
		'loading',
		['activate one', 'activated one', 'activate two', 'activated two'],
	]);
	await until(count('one lives'));
	expect([await evaluate('three.hasAttribute("src")'), asked('one')]).toEqual([false, 1]);
});

it('loads a frame that comes when its condition holds already', async () => {
	await open(`${HEAR}<body>`);
	await loaded();
	await grant();
	await evaluate(`(document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(gatedFrame('late'))}), 0)`);
	await until(count('late lives'));
	await evaluate(
		`(document.body.append(Object.assign(document.createElement('p'), { innerHTML: ${JSON.stringify(gatedFrame('later'))} })), 0)`,
	);
	await until(count('later lives'));
});

it('does not start a script that its author forgot to hold', async () => {
	const scripts = `<script data-category="functional" data-src="${script('forgotten')}"></script>`;
	await open(`<body>${scripts}${gated(`data-src="${script('held')}"`, '', '', 'functional')}`);
	await loaded();
	await consent({ functional: true });
	await until('entries.length');
	expect([await entries(), requests.length]).toEqual([['held'], 1]);
});

it('loads a frame once that is withdrawn and granted again where no paint comes', async () => {
	await open(
		`<script>window.requestAnimationFrame = () => 0</script><body>${gatedFrame('one')}<img id="last" alt="" data-category="functional" data-src="/pixel.gif">`,
	);
	await loaded();
	await evaluate(
		`([true, false, true].forEach((functional, index) => setTimeout(() => taggate.update({ functional }), 80 * index)), 0)`,
	);
	await expect.poll(() => asked('one')).toBe(1);
	// What the first grant had put off would be over by then.
	await tab.run('() => new Promise((resolve) => setTimeout(resolve, 300))');
	expect(asked('one')).toBe(1);
});

it('leaves the video alone in which a picture stands', async () => {
	await open(
		`<body><video id="player" src="/none.mp4"><img id="inner" alt="" data-category="functional" data-src="/pixel.gif"></video>`,
	);
	await loaded();
	await evaluate(`(player.onemptied = player.onloadstart = () => log('again'), 0)`);
	await consent({ functional: true });
	await until(`inner.getAttribute('src')`);
	await tab.run('() => new Promise((resolve) => setTimeout(resolve))');
	expect(await entries()).toEqual([]);
});
