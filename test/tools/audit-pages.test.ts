/** What `npx taggate audit` finds in pages of other kinds, and what it says when a page is hostile or an argument wrong. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mark, snippet } from '../../dist/server.js';
import { FORMATS } from '../../src/tools/audit/format/index.js';
import { readTags } from '../../src/tools/html.js';
import { audit, BROWSERS, CLI, leakOf, read, run } from './audit-run.js';
import { type Running, serve, servePages, serveThirdParty } from './audit-site.js';

const gate = readFileSync('dist/taggate.full.min.js', 'utf8');
const page = (head: string, body = '') =>
	`<!doctype html>\n<meta charset="utf-8">\n<title>Page</title>\n${head}\n<body>\n${body}\n</body>`;
/** The runtime, and something to consent to. */
const gated = (body: string) =>
	page(`<script>${gate}</script>`, `<button type="button" data-consent-grant="statistical">Yes</button>\n${body}`);

let third: Running;
let folder: string;
const running: Running[] = [];
beforeAll(async () => {
	third = await serveThirdParty();
	folder = mkdtempSync(join(tmpdir(), 'taggate-audit-'));
});
afterAll(() => {
	for (const one of [third, ...running]) one.close();
	rmSync(folder, { recursive: true });
});
const open = async (pages: Record<string, string>) => {
	const site = await servePages(pages);
	running.push(site);
	return site.origin;
};
const lineOf = (html: string, text: string) => html.slice(0, html.indexOf(text)).split('\n').length;
const ONLY_FIRST = ['--visits', 'undecided', '--wait', '0'];

describe.each(BROWSERS)('in %s', (browser) => {
	test('what goes on after a withdrawal is a leak of the tag that was let in', async () => {
		const tag = `<script type="text/plain" data-category="statistical">setInterval(() => fetch('${third.elsewhere}/again'), 100)</script>`;
		const html = gated(tag);
		const report = await audit(
			await open({ '/': html }),
			'--browser',
			browser,
			'--visits',
			'refused,granted,withdrawn',
			'--timeout',
			'6',
		);
		const leak = leakOf(report, '/again');
		expect(report.leaks).toHaveLength(1);
		expect(leak?.spot?.line).toBe(lineOf(html, tag));
		expect(leak?.items[0]?.visits).toEqual(['withdrawn']);
		expect(leak?.fix).toMatch('data-reload');
	});

	test('a page that opens dialogs, windows and downloads, and goes away, gets a word for each', async () => {
		const site = await serve((request, response) => {
			const isFile = request.url === '/file';
			response.writeHead(200, {
				'content-type': isFile ? 'application/zip' : 'text/html',
				...(isFile && { 'content-disposition': 'attachment; filename="x.zip"' }),
			});
			response.end(
				isFile
					? 'x'
					: page(
							'',
							`<script>alert(1); location = '/file'; setTimeout(() => { location = '${third.elsewhere}/frame' }, 300)</script>`,
						),
			);
		});
		running.push(site);
		const report = await audit(site.origin, '--browser', browser, ...ONLY_FIRST, '--timeout', '10');
		const [{ notes, isDone }] = report.visits as [(typeof report.visits)[number]];
		expect(notes.join('\n')).toMatch(/dialog \(alert\)/);
		expect(notes.join('\n')).toMatch(/download/);
		expect(notes.join('\n')).toMatch(`goes to ${third.elsewhere}/frame by itself`);
		expect(isDone).toBe(false);
		expect(report.verdict).toBe('incomplete');
	});

	test('a page that never rests, and one that holds its thread for good, end by the limit', async () => {
		const site = await open({
			'/': page('', `<script>setInterval(() => fetch('/tick'), 50)</script>`),
			'/hang': page('', `<img src="${third.elsewhere}/before.png"><script>setTimeout(() => { for (;;); }, 300)</script>`),
		});
		const args = ['--browser', browser, ...ONLY_FIRST, '--timeout', '3'];
		const restless = await audit(site, ...args);
		expect(restless.visits[0]?.notes.join()).toMatch('not at rest within 3 s');
		const hanging = await audit(`${site}/hang`, ...args);
		expect(hanging.visits[0]?.notes.join()).toMatch('not at rest within 3 s');
		expect(leakOf(hanging, '/before.png')).toBeDefined();
		expect(hanging.seconds).toBeLessThan(30);
	});
});

test('a cookie and a key of a tracker are leaks, by the line that names them; others of the page are not', async () => {
	const html = page(
		`<script>\ndocument.cookie = '_ga=1';\nlocalStorage.setItem('ph_x_posthog', 1);\ndocument.cookie = 'session=1';\n</script>`,
	);
	const report = await audit(await open({ '/': html }), '--browser', 'chromium', ...ONLY_FIRST);
	expect(leakOf(report, '_ga')?.spot?.line).toBe(lineOf(html, '_ga'));
	expect(leakOf(report, 'ph_x_posthog')?.spot?.line).toBe(lineOf(html, 'ph_x'));
	expect(report.leaks).toHaveLength(2);
	expect(report.cookies.map(({ name, isHeld }) => [name, isHeld])).toEqual([
		['_ga', true],
		['session', false],
	]);
});

test('a site of ordinary tags leaks; marked, behind the runtime of `snippet`, it does not, and all loads after consent', async () => {
	const tags = `<script src="${third.elsewhere}/one.js"></script><img alt="" src="${third.elsewhere}/two.png"><iframe title="three" src="${third.elsewhere}/frame"></iframe>`;
	const ordinary = page('', tags);
	const marked = mark(page(snippet().html, tags), { rules: [{ host: 'localhost', category: 'statistical' }] });
	const visits = ['--browser', 'chromium', '--visits', 'undecided,refused,granted', '--wait', '0'];
	const before = await audit(await open({ '/': ordinary }), ...visits);
	expect(before.leaks.length).toBeGreaterThan(2);
	const after = await audit(await open({ '/': marked }), ...visits);
	expect([after.leaks, after.verdict]).toEqual([[], 'clean']);
	expect(after.visits.map(({ thirdRequests }) => thirdRequests)).toEqual([0, 0, 3]);
});

test('a frame that waits for its address keeps nothing of its own', async () => {
	const html = page(
		'',
		`<iframe title="film" data-category="marketing" data-src="/film"></iframe><script>localStorage.setItem('seen', 1)</script>`,
	);
	const report = await audit(await open({ '/': html }), '--browser', 'chromium', ...ONLY_FIRST);
	expect([report.leaks, report.storage.map(({ name }) => name)]).toEqual([[], ['seen']]);
});

test('a banner of another kind is clicked', async () => {
	const banner = `<button type="button" id="yes">Yes</button><button type="button" id="no">No</button>
<script>yes.onclick = () => { fetch('${third.elsewhere}/granted') }; no.onclick = () => { fetch('${third.elsewhere}/refused') }</script>`;
	const clicks = ['--accept', '#yes', '--reject', '#no', '--withdraw', '#gone'];
	const visits = ['--visits', 'refused,granted,withdrawn', '--wait', '0'];
	const report = await audit(await open({ '/': page('', banner) }), '--browser', 'chromium', ...clicks, ...visits);
	expect(report.leaks.flatMap(({ items }) => items.map(({ name, kind }) => [kind, name]))).toEqual([
		['request', `${third.elsewhere}/refused`],
		['cookie', 'visitor'],
	]);
	expect(report.visits.find(({ name }) => name === 'withdrawn')).toMatchObject({
		isDone: false,
		notes: ['--withdraw #gone: nothing that can be clicked is there'],
	});
	expect(report.visits.find(({ name }) => name === 'granted')).toMatchObject({ isDone: true, thirdRequests: 1 });
});

test('the banner of a known manager is answered by autoconsent, as a visitor would', async () => {
	const read = (file: string) =>
		readFileSync(new URL(`../../node_modules/vanilla-cookieconsent/dist/${file}`, import.meta.url), 'utf8');
	const banner = `<style>${read('cookieconsent.css')}</style><script>${read('cookieconsent.umd.js').replaceAll('</script', '<\\/script')}</script>
<script>
const tell = () => { if (CookieConsent.acceptedCategory('statistical')) fetch('${third.elsewhere}/granted'); else fetch('/refused') };
CookieConsent.run({ hideFromBots: false, onConsent: tell, categories: { necessary: { enabled: true, readOnly: true }, statistical: {} },
	language: { default: 'en', translations: { en: {
		consentModal: { title: 'Cookies', description: 'May we count?', acceptAllBtn: 'Yes', acceptNecessaryBtn: 'No' },
		preferencesModal: { sections: [] } } } } });
</script>`;
	const site = await servePages({ '/': page('', banner), '/refused': 'ok' });
	running.push(site);
	const visits = ['--visits', 'refused,granted,withdrawn', '--wait', '0'];
	const report = await audit(site.origin, '--browser', 'chromium', ...visits);
	expect(report.leaks).toEqual([]);
	expect(report.visits.map(({ name, isDone, thirdRequests }) => [name, isDone, thirdRequests])).toEqual([
		['refused', true, 0],
		['granted', true, 1],
		['withdrawn', false, expect.any(Number)],
	]);
	expect(site.asked.filter((path) => path === '/refused')).toHaveLength(1);
});

test('nothing of a page reaches the terminal as control codes, or the report as markup', async () => {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>\u001b[2J\u0007\u009b31m\u202e</style></title>`;
	const script = `document.cookie = '_ga_<i>\u202e=1'; localStorage.setItem(${JSON.stringify(`ph_${evil}_posthog`).replaceAll('</', '<\\/')}, 1)`;
	const html = page(
		`<script>${script}</script>`,
		`<iframe src='${third.elsewhere}/frame?${evil}' title='${evil}'></iframe><b data-category="<u>${'\u001b'}[1m"></b>`,
	);
	const site = await open({ '/': html });
	const json = await run(site, '--format', 'json', '--browser', 'chromium', ...ONLY_FIRST);
	const report = read(json);
	const outputs: Record<string, string> = Object.fromEntries(
		Object.entries(FORMATS).map(([format, write]) => [format, write(report)]),
	);
	// Line feeds and tabs are no control codes here.
	for (const output of [json.output, json.errors, ...Object.values(outputs)])
		expect(output).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
	expect(report.leaks.flatMap(({ items }) => items.map(({ kind }) => kind)).sort()).toEqual([
		'cookie',
		'cookie',
		'frame',
		'storage',
	]);
	// Read as a browser reads it: what is there is the report's own.
	const tags = readTags(outputs.html!);
	const own =
		/^(html|head|meta|title|style|body|main|h[123]|p|small|section|ul|li|pre|code|div|table|caption|thead|tbody|tr|th|td|br)$/;
	expect(tags.map(({ name }) => name).filter((name) => !own.test(name))).toEqual([]);
	const attributes = new Set(tags.flatMap((tag) => Object.keys(tag.attributes)));
	expect([...attributes].sort()).toEqual(['charset', 'class', 'content', 'http-equiv', 'lang', 'name', 'scope']);
	expect(outputs.html).toMatch('&#60;script&#62;alert(1)');

	const sarif = JSON.parse(outputs.sarif!);
	expect(sarif).toMatchObject({
		version: '2.1.0',
		runs: [{ tool: { driver: { name: 'taggate audit' } }, columnKind: 'utf16CodeUnits' }],
	});
	const [{ tool, results }] = sarif.runs;
	const rules = tool.driver.rules.map(({ id }: { id: string }) => id);
	for (const { ruleId, message, locations } of results) {
		expect(rules).toContain(ruleId);
		expect(message.text).toBeTypeOf('string');
		const { artifactLocation, region } = locations[0].physicalLocation;
		expect(URL.canParse(artifactLocation.uri)).toBe(true);
		expect(region.startLine).toBeGreaterThan(0);
		expect(region.startColumn).toBeGreaterThan(0);
	}
	expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('leak-frame');

	const { Window } = await import('happy-dom');
	const { DOMParser } = new Window();
	const junit = new DOMParser().parseFromString(outputs.junit!, 'application/xml');
	expect(junit.querySelector('parsererror')).toBeNull();
	expect(junit.querySelectorAll('testsuites > testsuite > testcase > failure')).toHaveLength(1);
	expect(junit.querySelector('testsuite')?.getAttribute('failures')).toBe('1');
});

test('a folder is served, its files are named by their paths, and nothing outside of it is', async () => {
	mkdirSync(join(folder, 'site/a'), { recursive: true });
	writeFileSync(join(folder, 'secret.txt'), 'secret');
	writeFileSync(
		join(folder, 'site/index.html'),
		page(`<link rel="preconnect" href="${third.elsewhere}">`, `<script src="a/own.js"></script>`),
	);
	writeFileSync(
		join(folder, 'site/a/own.js'),
		`\nfetch('/%2e%2e/secret.txt').then(({ status }) => fetch('${third.elsewhere}/status-' + status));`,
	);
	for (const target of [join(folder, 'site'), `file://${folder}/site/index.html`]) {
		const report = await audit(target, '--browser', 'chromium', ...ONLY_FIRST);
		expect(leakOf(report, '/status-404')).toMatchObject({ spot: { source: 'a/own.js', line: 2 }, isInferred: false });
		expect(leakOf(report, '/status-404')?.fix).toMatch('taggate.when(');
		expect(leakOf(report, '/')).toMatchObject({ spot: { source: 'index.html', line: 4 } });
		expect(report.leaks).toHaveLength(2);
	}
});

test('what is in the baseline fails nothing, and what is new does; an allowed host is no leak', async () => {
	const pages = { '/': page('', `<img src="${third.elsewhere}/old.png?1">`) };
	const site = await open(pages);
	const file = join(folder, 'known.json');
	expect((await run(site, '--format', 'json', '--output', file, ...ONLY_FIRST)).code).toBe(1);
	expect((await run(site, '--baseline', file, ...ONLY_FIRST)).code).toBe(0);
	pages['/'] = page('', `<img src="${third.elsewhere}/old.png?2">\n<img src="${third.elsewhere}/new.png">`);
	const outcome = await run(site, '--baseline', file, '--format', 'json', ...ONLY_FIRST);
	expect(outcome.code).toBe(1);
	expect(read(outcome).leaks.map(({ isKnown }) => isKnown)).toEqual([true, false]);
	expect((await run(site, '--allow', new URL(third.elsewhere).host, ...ONLY_FIRST)).code).toBe(0);
	expect((await run(site, '--fail-on', 'never', ...ONLY_FIRST)).code).toBe(0);
});

test('a request is followed through redirects, scripts of others and timers to its line', async () => {
	const site = await serve((request, response) => {
		if (request.url === '/go') return void response.writeHead(302, { location: `${third.elsewhere}/gone` }).end();
		response.writeHead(200, { 'content-type': 'text/html' });
		response.end(
			page(
				'',
				`<script>\nsetTimeout(() => {\n\tfetch('/go', { mode: 'no-cors' });\n})\n</script>\n<script src="${third.elsewhere}/tracker.js"></script>`,
			),
		);
	});
	running.push(site);
	const report = await audit(site.origin, '--browser', 'chromium', ...ONLY_FIRST);
	expect(leakOf(report, '/gone')).toMatchObject({ spot: { line: 8, column: 2 }, isInferred: false });
	const beacon = leakOf(report, '/beacon')?.items.find(({ name }) => name.endsWith('/beacon'));
	expect(beacon?.chain.map(({ what }) => what)).toEqual([
		`asked for by the script ${third.elsewhere}/tracker.js`,
		'the tag <script>',
	]);
});

test('what is written wrong, or cannot be opened, is told in a sentence', async () => {
	const html = await open({ '/': page('') });
	const binary = await serve((_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('x'));
	running.push(binary);
	const cases: [string[], string][] = [
		[[], 'one URL, folder or file'],
		[['example.com'], 'no such file or folder; a page on the web begins with https://'],
		[['ftp://example.com'], 'only http:, https: and file: can be audited'],
		[[html, '--format', 'pdf'], 'there are text, json, sarif, junit, html'],
		[[html, '--visits', 'all'], 'there are undecided,'],
		[[html, '--timeout', 'soon'], 'a number of seconds'],
		[[html, '--browser', join(folder, 'none')], 'there is no such program'],
		[[html, '--baseline', 'package.json'], 'no report of taggate audit'],
		[[html, '--colour'], "Unknown option '--colour'"],
		[[`${html}/missing`], 'the server answers 404'],
		[[binary.origin], 'it is image/png, not a page'],
		[[html.replace('http:', 'https:')], 'it does not speak HTTPS'],
		[['http://127.0.0.1:9/'], 'cannot be opened'],
	];
	for (const [args, words] of cases) {
		const { code, errors } = await run(...args);
		expect(errors).toMatch(words);
		expect(errors).not.toMatch(/\n\s+at /);
		expect([args, code]).toEqual([args, 2]);
	}
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

test.runIf(hasOpenssl).each(BROWSERS)(
	'a certificate that is not trusted gets a word, and --insecure goes on: %s',
	async (browser) => {
		const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
		const subject = ['-subj', '/CN=127.0.0.1', '-days', '1', '-nodes', '-newkey', 'rsa:2048'];
		spawnSync('openssl', ['req', '-x509', ...subject, '-keyout', key, '-out', certificate]);
		const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_, response) => {
			response.writeHead(200, { 'content-type': 'text/html' }).end(page(''));
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
		const refused = await run(url, '--browser', browser);
		expect(refused).toMatchObject({ code: 2, output: '' });
		expect(refused.errors).toMatch('its certificate is not trusted; --insecure opens it all the same');
		expect((await run(url, '--browser', browser, '--insecure', ...ONLY_FIRST)).code).toBe(0);
		server.close();
		server.closeAllConnections();
	},
);

test('without playwright-core it says what to install', async () => {
	const elsewhere = join(folder, 'package');
	cpSync('dist', join(elsewhere, 'dist'), { recursive: true });
	writeFileSync(join(elsewhere, 'package.json'), '{"type":"module"}');
	const { errors } = await new Promise<{ errors: string }>((done) => {
		const child = spawn('node', [join(elsewhere, CLI), 'audit', 'http://127.0.0.1:9/']);
		let text = '';
		child.stderr.on('data', (part) => {
			text += part;
		});
		child.on('exit', () => done({ errors: text }));
	});
	expect(errors).toBe(
		'taggate: the audit drives a browser by playwright-core, which is not installed: npm i -D playwright-core\n',
	);
});

/** Processes that another began, and those that these did; as Linux lists them. */
const listChildren = (parent: number): number[] =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const [, above] = /^\d+ \(.*\) \w (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
				return Number(above) === parent ? [Number(name), ...listChildren(Number(name))] : [];
			} catch {
				return [];
			}
		});
const isAlive = (process_: number) => {
	try {
		return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${process_}/stat`, 'utf8'));
	} catch {
		return false;
	}
};

test.runIf(process.platform === 'linux').each(BROWSERS)('Ctrl-C leaves no browser behind: %s', async (browser) => {
	let visited = () => {};
	const isVisited = new Promise<void>((done) => {
		visited = done;
	});
	const site = await serve((request, response) => {
		// Asked for by a visit, when the page runs.
		if (request.url === '/tick') visited();
		response
			.writeHead(200, { 'content-type': 'text/html' })
			.end(page('', `<script>setInterval(() => fetch('/tick'), 50)</script>`));
	});
	running.push(site);
	const child = spawn('node', [CLI, 'audit', site.origin, '--browser', browser], { stdio: 'ignore' });
	const ended = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
	await isVisited;
	const children = listChildren(child.pid!);
	expect(children.length).toBeGreaterThan(0);
	child.kill('SIGINT');
	expect(await ended).toBe(130);
	expect(children.filter(isAlive)).toEqual([]);
});
