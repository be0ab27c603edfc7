/** `npx taggate check` as a process. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RULES } from '../../src/tools/check/rules.js';
import * as certificate from './certificate.js';

const cli = join(process.cwd(), 'dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'taggate-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (file: string, content: string | Buffer) => {
	mkdirSync(dirname(join(folder, file)), { recursive: true });
	writeFileSync(join(folder, file), content);
};

interface Outcome {
	code: number;
	out: string;
	err: string;
}

/** Runs it in the folder. A command that does not end is an error, not a wait. */
const run = (args: string[], { input, env }: { input?: string | Buffer; env?: Record<string, string> } = {}): Promise<Outcome> =>
	new Promise((resolve, reject) => {
		const child = execFile(
			process.execPath,
			[cli, 'check', ...args],
			{ cwd: folder, maxBuffer: 1e9, timeout: 55_000, env: { ...process.env, ...env } },
			(error, out, err) => {
				if (error && typeof error.code !== 'number') reject(error);
				else resolve({ code: (error?.code as number | undefined) ?? 0, out, err });
			},
		);
		child.stdin!.on('error', () => undefined);
		child.stdin!.end(input);
	});

const WRONG = '<p>\n<script data-category="a" src="a.js"></script>\n<img data-category="marketing" src="//a.example/p.gif">\n';
const WARNED = '<script src="/taggate.full.min.js" data-storage="local"></script>';

beforeAll(() => {
	write('site/index.html', WRONG);
	write('site/b/warned.HTM', WARNED);
	write('site/b/right.php', '<?php echo "<script data-category=a>" ?>');
	write('site/b/notes.txt', WRONG);
	write('site/node_modules/x/index.html', WRONG);
	write('site/.git/index.html', WRONG);
	write('site/binary.html', Buffer.from([0x3c, 0, 0x70, 0x3e]));
	write('odd/a b,c:d%.html', WRONG);
	symlinkSync(join(folder, 'site'), join(folder, 'site/b/loop'));
});

describe('files and folders', () => {
	it('says a line each, how it is written right, and a sum', async () => {
		const { code, out, err } = await run(['site']);
		expect(out).toBe(
			[
				'site/index.html:2:9 error This script is not held: without type="text/plain" it runs at once, whatever the visitor decides. [not-inert]',
				'    <script type="text/plain" data-category="a" src="a.js">',
				'site/index.html:3:32 error Nothing holds src: this img loads at once, whatever the visitor decides. Held is data-src. [loads-at-once]',
				'    <img data-category="marketing" data-src="//a.example/p.gif">',
				'site/b/warned.HTM:1:36 warning The runtime has no option data-storage: it is not looked at. [unknown-option]',
				'    <script src="/taggate.full.min.js" data-store="local">',
				'',
				'2 errors, 1 warning in 2 of 3 pages, 1 file skipped',
				'',
			].join('\n'),
		);
		expect([code, err]).toEqual([1, 'site/binary.html: it is binary, skipped\n']);
	});

	it('exits by what was found', async () => {
		expect((await run(['site/b'])).code).toBe(0);
		expect((await run(['site/b', '--strict'])).code).toBe(1);
		expect((await run(['site/b/right.php', '--strict'])).code).toBe(0);
		expect((await run(['site', '--ignore', 'not-inert', '--ignore=loads-at-once'])).code).toBe(0);
		expect((await run(['site/index.html', '--names', 'statistical'])).code).toBe(1);
	});

	it('reads a file that is named, whatever it is called, and each once', async () => {
		expect((await run(['site/b/notes.txt', 'site/b/notes.txt'])).out).toContain('2 errors, 0 warnings in 1 of 1 page\n');
		expect((await run(['--', 'site/b/notes.txt'])).code).toBe(1);
	});

	it('reads standard input', async () => {
		const { code, out } = await run(['-'], { input: WRONG });
		expect([code, out.split('\n')[0]]).toEqual([1, expect.stringMatching(/^stdin:2:9 error /)]);
	});

	it('reads what is not UTF-8, and counts no mark of byte order', async () => {
		write('latin.html', Buffer.from(`é${WRONG.slice(4)}`, 'latin1'));
		expect((await run(['latin.html'])).out).toMatch(/^latin\.html:1:10 error /);
		write('mark.html', `\uFEFF${WRONG.slice(4)}`);
		expect((await run(['mark.html'])).out).toMatch(/^mark\.html:1:9 error /);
		write('wide.html', Buffer.from(`\uFEFF${WRONG.slice(4)}`, 'utf16le'));
		expect((await run(['wide.html'])).out).toMatch(/^wide\.html:1:9 error /);
	});
});

describe('a word for what is wrong', () => {
	it.each([
		[[], 'check needs a FILE, a DIR or a URL; taggate check --help says more'],
		[['site', '--formt', 'json'], 'no option --formt; did you mean --format?'],
		[['site', '--format', 'sarrif'], 'no format "sarrif"; did you mean sarif?'],
		[['site', '--format', 'xml'], 'no format "xml"; there are text, json, sarif, github'],
		[['site', '--ignore', 'not-innert'], 'no rule "not-innert"; did you mean not-inert?'],
		[['site', '--names', 'a|b'], '--names: "a|b" is no name; a name has letters, digits and _ - . / :'],
		[['site', '--timeout', 'long'], '--timeout takes seconds, such as 30, and not "long"'],
		[['nowhere'], 'nowhere: there is no such file'],
		[['site/binary.html'], 'site/binary.html: it is binary'],
		[['site/.git/x'], 'site/.git/x: there is no such file'],
		[['ftp://a.example/'], 'ftp://a.example/: only http:, https:, files and folders are read'],
		[['/dev/null'], '/dev/null: it is no file'],
		[['\u001b[31mred'], '\\u{1b}[31mred: there is no such file'],
	])('%j', async (args, words) => {
		expect(await run(args)).toEqual({ code: 2, out: '', err: `taggate: ${words}\n` });
	});

	it('for a folder without a page', async () => {
		mkdirSync(join(folder, 'empty'));
		expect((await run(['empty'])).err).toBe('taggate: no page in empty; taggate check --help says what is one\n');
	});

	it('help names every option and every rule', async () => {
		const { code, out } = await run(['--help']);
		expect(code).toBe(0);
		for (const word of ['--format', '--names', '--ignore', '--strict', '--timeout', 'Exit codes', ...Object.keys(RULES)])
			expect(out).toContain(word);
		for (const line of out.split('\n')) expect(line.length).toBeLessThan(90);
	});
});

describe('formats', () => {
	it('json', async () => {
		const { code, out } = await run(['site', '--format', 'json']);
		const { pages, errors, warnings, findings, skipped } = JSON.parse(out);
		expect([code, pages, errors, warnings, skipped]).toEqual([
			1,
			3,
			2,
			1,
			[{ file: 'site/binary.html', reason: 'it is binary' }],
		]);
		expect(findings[0]).toEqual({
			file: 'site/index.html',
			rule: 'not-inert',
			severity: 'error',
			message: expect.stringContaining('runs at once'),
			fix: '<script type="text/plain" data-category="a" src="a.js">',
			line: 2,
			column: 9,
			endLine: 2,
			endColumn: 26,
			start: 12,
			end: 29,
		});
	});

	it('sarif: what 2.1.0 demands, and where it stands', async () => {
		const { out } = await run(['site', 'odd', '--format', 'sarif']);
		const log = JSON.parse(out);
		expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
		const [{ tool, results, columnKind, invocations }] = log.runs;
		expect([tool.driver.name, columnKind, invocations[0].executionSuccessful]).toEqual(['taggate', 'utf16CodeUnits', true]);
		expect(tool.driver.semanticVersion).toMatch(/^\d+\.\d+\.\d+$/);
		expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(Object.keys(RULES));
		for (const { shortDescription } of tool.driver.rules) expect(shortDescription.text).toMatch(/\S/);
		expect(results.length).toBe(5);
		for (const { ruleId, ruleIndex, level, message, locations } of results) {
			expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
			expect(['error', 'warning']).toContain(level);
			expect(message.text).toMatch(/\S/);
			const { artifactLocation, region } = locations[0].physicalLocation;
			// A URI reference: nothing that would begin a scheme or a query.
			expect(artifactLocation.uri).toMatch(/^(?:[\w./~-]|%[\dA-F]{2})+$/);
			for (const place of ['startLine', 'startColumn', 'endLine', 'endColumn']) expect(region[place]).toBeGreaterThan(0);
			expect(region.charLength).toBeGreaterThan(0);
		}
		expect(results[0].locations[0].physicalLocation.region).toEqual({
			startLine: 2,
			startColumn: 9,
			endLine: 2,
			endColumn: 26,
			charOffset: 12,
			charLength: 17,
		});
		expect(results[3].locations[0].physicalLocation.artifactLocation.uri).toBe('odd/a%20b%2Cc%3Ad%25.html');
	});

	it('github: commands of a workflow, escaped', async () => {
		write('odd/e.html', '<iframe data-category="50%\n::error::a, b" data-src="/a"></iframe>');
		const { code, out } = await run(['odd', '--format', 'github']);
		const lines = out.split('\n').filter((line) => line.startsWith('::'));
		expect([code, lines.length]).toEqual([1, 3]);
		expect(lines[0]).toMatch(
			/^::error file=odd\/a b%2Cc%3Ad%25\.html,line=2,endLine=2,col=9,endColumn=26,title=taggate%3A not-inert::This script.*\.%0A<script type="text\/plain" data-category="a" src="a\.js">$/,
		);
		expect(lines[2]).toContain('line=1,endLine=2,col=9,endColumn=15,title=taggate%3A malformed-condition::“50%25” is no name');
	});

	it('colours only where a terminal is, and none of these is one', async () => {
		expect((await run(['site'], { env: { FORCE_COLOR: '1' } })).out).not.toContain('\u001b');
	});
});

describe('nothing of a page is obeyed', () => {
	const EVIL = '\u001b]0;title\u0007\u001b[31m\u009b2J\u202e\u2066\r\u0008';
	it.each(['text', 'json', 'sarif', 'github'])('%s', async (format) => {
		write(
			'evil.html',
			`<script type="text/plain" data-category="${EVIL}"></script><iframe data-category="a" src="https://${EVIL}/"></iframe><script src="taggate.min.js" data-${EVIL}="${EVIL}"></script>`,
		);
		const { code, out } = await run(['evil.html', '--format', format]);
		expect(code).toBe(1);
		expect(out.length).toBeGreaterThan(300);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
		expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
	});
});

describe('hostile files end in time', () => {
	/** Seconds, on a machine that does other things too. */
	const LIMIT = 50;
	const inTime = async (file: string, ...args: string[]) => {
		const start = performance.now();
		const outcome = await run([file, ...args]);
		expect((performance.now() - start) / 1000).toBeLessThan(LIMIT);
		return outcome;
	};

	it('10 MB in a folder', async () => {
		const page = `${'<p class="x">Hello <a href="/y">world</a></p>\n'.repeat(1_000)}<script type="text/plain" data-category="a" src="/a.js"></script>`;
		for (let index = 0; index * page.length < 10_000_000; index++) write(`large/${index}.html`, page);
		expect((await inTime('large')).out).toMatch(/^Nothing found in 2\d\d pages\n$/);
	});

	it('50 MB, and a byte more', async () => {
		write('huge.html', `${WRONG}${'x'.repeat(50_000_000 - WRONG.length)}`);
		expect((await inTime('huge.html')).code).toBe(1);
		write('more/more.html', 'x'.repeat(50_000_001));
		expect((await run(['more/more.html'])).err).toBe('taggate: more/more.html: it has more than 50 MB\n');
		expect(await run(['more', 'site/b/right.php'])).toMatchObject({
			code: 0,
			err: 'more/more.html: it has more than 50 MB, skipped\n',
		});
	});

	it('more than a million tags', async () => {
		write('tags.html', `${WRONG}${'<b>'.repeat(1_000_000)}`);
		const { out } = await inTime('tags.html');
		expect(out).toContain('2 errors, 1 warning');
		expect(out).toContain('[too-many-tags]');
	});

	it('a hundred thousand levels, each with something to say', async () => {
		write('deep.html', '<div><script type="text/plain" data-category="a || b"></script><form>'.repeat(100_000));
		expect((await inTime('deep.html')).out).toContain('1000 errors, 0 warnings');
	});

	it('a hundred thousand names, controls and boxes', async () => {
		const row = (index: number) =>
			`<input type="checkbox" name="name-${index}"><button data-consent-grant="other${index}">A</button><script type="text/plain" data-category="third-${index}z"></script>`;
		write('names.html', `<form data-consent-form>${Array.from({ length: 100_000 }, (_, index) => row(index)).join('')}`);
		expect((await inTime('names.html')).code).toBe(1);
	});

	it('code that grants, almost', async () => {
		write('grants.html', `<script>taggate.grant(${"'a'    ".repeat(200)}x)${".grant('a' ".repeat(100_000)}</script>`);
		expect((await inTime('grants.html')).code).toBe(0);
	});

	it('quotes, comments and code that nobody closes', async () => {
		write('open.html', `${WRONG}<a href="${'<script data-category=a>'.repeat(200_000)}`);
		write('comment.html', `${WRONG}${'<!-- <% <?php {{'.repeat(200_000)}`);
		write(
			'spaces.html',
			`<script type="text/plain" data-category="${'a,'.repeat(500_000)}${' '.repeat(1_000_000)}$" data-map="${'a'.repeat(500_000)}"></script>`,
		);
		expect((await inTime('open.html')).out).toContain('2 errors, 0 warnings');
		expect((await inTime('comment.html')).out).toContain('2 errors, 0 warnings');
		expect((await inTime('spaces.html')).code).toBe(0);
	});
});

describe('pages from the network', () => {
	const servers: Server[] = [];
	afterAll(() => {
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
	});
	const listen = (server: Server): Promise<number> => {
		servers.push(server);
		return new Promise((resolve) => server.listen(0, () => resolve((server.address() as AddressInfo).port)));
	};
	const PAGES: Record<string, RequestListener> = {
		'/wrong': (_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(WRONG),
		'/from': (_, response) => response.writeHead(302, { location: '/wrong' }).end(),
		'/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
		'/image': (_, response) => response.setHeader('content-type', 'image/png; \u00e9').end('x'),
		'/hang': () => undefined,
		'/slow': (_, response) => void response.setHeader('content-type', 'text/html').write('<p>'),
		'/endless': (_, response) => {
			response.setHeader('content-type', 'text/html');
			const more = () => {
				while (response.write(Buffer.alloc(1_000_000, 'x')));
			};
			response.on('drain', more);
			more();
		},
		'/broken': (_, response) => response.socket!.destroy(),
		'/binary': (_, response) => response.setHeader('content-type', 'text/html').end(Buffer.alloc(10)),
		'/latin': (_, response) =>
			response
				.setHeader('content-type', 'text/html; charset=iso-8859-1')
				.end(Buffer.from('<script data-category="é">x()</script>', 'latin1')),
	};
	let origin: string;
	let secure: string;
	beforeAll(async () => {
		const answer: RequestListener = (request, response) => {
			const page = PAGES[request.url!];
			if (page) page(request, response);
			else response.writeHead(404, { 'content-type': 'text/html' }).end(WRONG);
		};
		origin = `http://localhost:${await listen(createServer(answer))}`;
		secure = `https://localhost:${await listen(createSecureServer(certificate, answer))}`;
	});

	it('is read where it is in the end', async () => {
		const { code, out } = await run([`${origin}/from`, 'site/b/right.php']);
		expect([code, out.split('\n')[0]]).toEqual([1, expect.stringMatching(`^${origin}/wrong:2:9 error `)]);
		expect(out).toContain('in 1 of 2 pages');
		expect(
			JSON.parse((await run([`${origin}/wrong`, '--format', 'sarif'])).out).runs[0].results[0].locations[0].physicalLocation
				.artifactLocation.uri,
		).toBe(`${origin}/wrong`);
	});

	it('in its own charset', async () => {
		expect((await run([`${origin}/latin`, '--format', 'json'])).out).toContain('é');
	});

	it.each([
		['/missing', 'the server answered 404'],
		['/round', 'it redirects without end'],
		['/image', 'it is image/png, and no page'],
		['/endless', 'it has more than 50 MB'],
		['/broken', 'the server broke off (UND_ERR_SOCKET)'],
		['/binary', 'it is binary'],
		['/hang', 'no answer within 1 s', '--timeout', '1'],
		['/slow', 'no answer within 1 s', '--timeout', '1'],
	])('%s: %s', async (path, words, ...args) => {
		expect(await run([`${origin}${path}`, ...args])).toEqual({ code: 2, out: '', err: `taggate: ${origin}${path}: ${words}\n` });
	});

	it('where nobody listens, and where no host is', async () => {
		const server = createServer();
		const port = await listen(server);
		await new Promise((resolve) => server.close(resolve));
		expect((await run([`http://localhost:${port}/`])).err).toBe(
			`taggate: http://localhost:${port}/: nothing answers there (ECONNREFUSED)\n`,
		);
		expect((await run(['http://nowhere.invalid/'])).err).toMatch(/there is no such host|cannot be looked up now/);
	});

	it('with a certificate that nobody trusts, and that somebody does', async () => {
		expect((await run([`${secure}/wrong`])).err).toBe(
			`taggate: ${secure}/wrong: its certificate is signed by itself alone; NODE_EXTRA_CA_CERTS names a file of those that you trust (DEPTH_ZERO_SELF_SIGNED_CERT)\n`,
		);
		write('ca.pem', certificate.cert);
		const { out } = await run([`${secure}/wrong`], { env: { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') } });
		expect(out).toContain('2 errors');
	});
});

it('ends quietly when nobody reads on', () => {
	write('many.html', '<script data-category="a" src="a.js"></script>\n'.repeat(20_000));
	const out = execFileSync('sh', ['-c', `"${process.execPath}" "${cli}" check many.html 2>&1 | head -1`], {
		cwd: folder,
		encoding: 'utf8',
	});
	expect(out).toMatch(/^many\.html:1:9 error .*\n$/);
});
