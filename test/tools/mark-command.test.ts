import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const CLI = new URL('../../dist/cli.js', import.meta.url).pathname;
const HOTJAR = '<script src="https://static.hotjar.com/a.js"></script>';
const MARKED = '<script type="text/plain" data-category="statistical" src="https://static.hotjar.com/a.js"></script>';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(await realpath(tmpdir()), 'mark-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (name: string, content: string | Buffer) => {
	const path = join(folder, name);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, content);
	return path;
};
const run = (program: string, args: string[]) =>
	new Promise<{ code: number; out: string; err: string }>((done) => {
		execFile(program, args, { cwd: folder, maxBuffer: 1 << 28 }, (error, out, err) =>
			done({ code: error ? Number(error.code) : 0, out, err }),
		);
	});
const mark = (...args: string[]) => run(process.execPath, [CLI, 'mark', ...args]);

it('prints a diff that patch applies, and changes nothing', async () => {
	const page = (name: string, between: string) => put(name, `${HOTJAR}\n${between}${HOTJAR}\r\n<p>\n${HOTJAR}`);
	const path = await page('one.html', 'x\n'.repeat(20));
	await page('deep/two.htm', 'x\n'.repeat(3));
	const before = await readFile(path, 'utf8');
	const { code, out } = await mark('one.html', 'deep');
	expect(code).toBe(1);
	expect(out).not.toContain('\u001b');
	expect(await readFile(path, 'utf8')).toBe(before);
	await put('all.diff', out);
	expect(await run('patch', ['-p0', '--binary', '-i', 'all.diff'])).toMatchObject({ code: 0 });
	expect(await readFile(path, 'utf8')).toBe(before.replaceAll(HOTJAR, MARKED));
	expect(await mark('.')).toMatchObject({ code: 0, out: '2 files read, nothing to mark\n' });
});

it('counts the lines of its hunks where an attribute had more than one', async () => {
	const lines = 'x\n'.repeat(9);
	await put(
		'a.html',
		`<script type="\n\ntext/javascript" src="//static.hotjar.com/a.js"></script>\n${lines}${HOTJAR}\n${HOTJAR}`,
	);
	const { out } = await mark('a.html');
	const marked = MARKED.replace('https:', '');
	expect(out.split('\n').slice(0, -2)).toEqual([
		'--- a.html',
		'+++ a.html',
		'@@ -1,6 +1,4 @@',
		'-<script type="',
		'-',
		'-text/javascript" src="//static.hotjar.com/a.js"></script>',
		`+${marked}`,
		...[' x', ' x', ' x'],
		'@@ -10,5 +8,5 @@',
		...[' x', ' x', ' x'],
		`-${HOTJAR}`,
		`-${HOTJAR}`,
		'\\ No newline at end of file',
		`+${MARKED}`,
		`+${MARKED}`,
		'\\ No newline at end of file',
	]);
});

it('writes what it says, once, and keeps the mode, a link, and every other byte', async () => {
	const path = await put('page.html', `\ufeff${HOTJAR}\r\n<p>Æ 😀</p>\r`);
	await chmod(path, 0o666);
	await symlink('page.html', join(folder, 'link.html'));
	expect((await mark('--write', 'link.html')).code).toBe(0);
	expect(await readFile(path, 'utf8')).toBe(`\ufeff${MARKED}\r\n<p>Æ 😀</p>\r`);
	expect((await stat(path)).mode & 0o777).toBe(0o666);
	expect(await run('ls', ['-A'])).toMatchObject({ out: 'link.html\npage.html\n' });
	const { mtimeMs } = await stat(path);
	expect((await mark('--write', 'page.html')).code).toBe(0);
	expect((await stat(path)).mtimeMs).toBe(mtimeMs);
});

it('damages no other encoding', async () => {
	const bytes = (script: string) => Buffer.from(`<meta charset=iso-8859-1><p title='\xe6'>\x80\xff ${script} \xe5`, 'latin1');
	const path = await put('page.html', bytes(HOTJAR));
	expect((await mark('--write', 'page.html')).code).toBe(0);
	expect((await readFile(path)).equals(bytes(MARKED))).toBe(true);
});

it.each([
	['UTF-16', Buffer.from(`\ufeff${HOTJAR}`, 'utf16le'), 'it is UTF-16'],
	['a picture', Buffer.from([0x89, 0x50, 0, 0, 1, ...Buffer.from(HOTJAR)]), 'it is binary'],
	['ISO-2022-JP', Buffer.from(`\x1b$B$"\x1b(B\xff${HOTJAR}`, 'latin1'), 'its encoding is not known'],
	['50 MB', Buffer.alloc(50 * 1024 * 1024, '<p>'), 'it is larger than 16 MB'],
	['very many elements', Buffer.from('<p>'.repeat(1_000_000)), 'there are more than 1000000 elements'],
])('leaves alone with a word, and reads the others: %s', async (_, content, message) => {
	const path = await put('bad.html', content);
	await put('good.html', HOTJAR);
	const { code, out, err } = await mark('--write', '.');
	expect(code).toBe(2);
	expect(err).toBe(`bad.html: left alone: ${err.slice(err.indexOf(message))}`);
	expect(out).toContain('1 file read, 1 tag marked');
	expect((await readFile(path)).equals(content)).toBe(true);
});

it('walks through folders, past what others wrote', async () => {
	for (const name of ['a/b/c.html', 'a/d.XHTML', 'node_modules/e.html', '.cache/f.html', 'g.txt']) await put(name, HOTJAR);
	await symlink('..', join(folder, 'a/loop'));
	const { out } = await mark('.', '--format', 'json');
	expect(JSON.parse(out).map(({ file }: { file: string }) => file)).toEqual(['a/d.XHTML', 'a/b/c.html']);
	expect((await mark('g.txt')).code).toBe(1);
});

it('tells machines all of it', async () => {
	await put('a.html', `<p>${HOTJAR}<script src="//cdn.unknown-company.example/x.js"></script>`);
	const { out, code } = await mark('a.html', '--format', 'json', '--map', 'hotjar:own stats');
	expect(code).toBe(1);
	expect(JSON.parse(out)).toMatchObject([
		{
			file: 'a.html',
			written: false,
			marks: [
				{
					line: 1,
					column: 4,
					company: 'Hotjar',
					kind: 'analytics',
					category: 'own stats',
					after: MARKED.replace('statistical', 'own stats').replace('</script>', ''),
				},
			],
			unknown: [{ reason: 'unknown-host', host: 'cdn.unknown-company.example' }],
		},
	]);
});

it('lists once what nobody knows, and nothing of a page reaches the terminal as control codes', async () => {
	await put(
		'a.html',
		`${'<script src="//cdn.unknown-company.example/\u001b]0;x\u0007.js"></script>\n'.repeat(3)}<p title="\u001b[31m\u202e">${HOTJAR}`,
	);
	const { out } = await mark('a.html');
	expect(out).toContain(
		'  a.html:1:1  script  //cdn.unknown-company.example/\\u{1b}]0;x\\u{7}.js, and 2 more\n      nobody knows this host',
	);
	expect(out).toContain('+<p title="\\u{1b}[31m\\u{202e}">');
	expect([...out].filter((character) => '\u001b\u0007\u202e'.includes(character))).toEqual([]);
});

it.each([
	[[], 'mark needs a file or a folder'],
	[['gone.html'], 'gone.html: there is no such file'],
	[['.', '--wirte'], "Unknown option '--wirte'"],
	[['.', '--format', 'xml'], '--format is text or json'],
	[['.', '--map', 'analytics'], '--map is WHAT:CATEGORY'],
	[['.', '--map', 'analitics:statistical'], '"analitics" is no kind'],
	[['.', '--map', 'analytics:"'], '""" for analytics is no condition'],
])('says what is wrong with %j, without a stack', async (args, message) => {
	const { code, err } = await mark(...args);
	expect(code).toBe(2);
	expect(err).toContain(`taggate: ${message}`);
	expect(err.trim().split('\n')).toHaveLength(1);
});

it('has a help with examples', async () => {
	expect(await mark('--help')).toMatchObject({ code: 0, out: expect.stringContaining('npx taggate mark public --write') });
});
