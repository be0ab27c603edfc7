/** What the README tells servers to do with the cookie. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { consent, evaluate, open, visits } from './fixture.js';

const root = new URL('../../', import.meta.url);
const { readDecision }: typeof import('../../src/tools/server/index.js') = await import(new URL('dist/server.js', root).href);
const [, php] = /```php\n(.*?)```/s.exec(readFileSync(new URL('README.md', root), 'utf8'))!;
const hasPhp = !spawnSync('php', ['-v']).error;

const NAMES = ['statistical', 'marketing', 'video-23', '0', 'constructor'];

/** What holds in PHP, by the README's lines; a notice is an error. A server hands the header over in the environment. */
const holdsInPhp = (cookies?: string, version = 'null'): string[] => {
	const { HTTP_COOKIE, ...rest } = process.env;
	const code = `set_error_handler(function ($_, $message) { throw new Exception($message); });
		${php!.replace("['version'] ?? null) === null", `['version'] ?? null) === ${version}`)}
		echo json_encode(array_values(array_filter(json_decode($argv[1]), $has)));`;
	const text = execFileSync('php', ['-d', 'error_reporting=-1', '-r', code, '--', JSON.stringify(NAMES)], {
		encoding: 'utf8',
		env: cookies === undefined ? rest : { ...rest, HTTP_COOKIE: cookies },
	});
	return JSON.parse(text);
};

const keep = (value: unknown) => `taggate=${encodeURIComponent(JSON.stringify(value))}`;
const now = Date.now();
const DAY = 86_400_000;

/** A visitor decides, and asks for another page: the cookies of that request. */
async function decide(attributes = '') {
	await open('', { attributes, before: `document.cookie = 'theme=dark;path=/'; document.cookie = 'z=1';` });
	await consent({ statistical: true, marketing: false, 'video-23': true, 'a/b:c.d': false });
	await open('', { attributes, isReturning: true });
	return visits[0]!;
}

it('is read in Node from what a browser sends, as its page reads it', async () => {
	const cookies = await decide('data-version="1" data-granted="essential"');
	const options = { version: 1, granted: 'essential' };
	const seen: [boolean, object, boolean][] = [];
	const server = createServer(({ headers }, response) => {
		const { decided, state, has } = readDecision(headers.cookie, options);
		seen.push([decided, { ...state }, has('essential statistical !marketing')]);
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	for (const cookie of [cookies, '', 'taggate[a]=b', 'taggate=%'])
		await fetch(`http://127.0.0.1:${port}`, { headers: cookie ? { cookie } : {} });
	server.close();
	expect(seen[0]).toEqual([
		await evaluate('taggate.has("decided")'),
		await evaluate('taggate.state'),
		await evaluate('taggate.has("essential statistical !marketing")'),
	]);
	expect(seen[0]![2]).toBe(true);
	expect(seen.slice(1)).toEqual([
		[false, {}, false],
		[false, {}, false],
		[false, {}, false],
	]);
});

it.skipIf(!hasPhp)('is read in PHP by the lines of the README from what a browser sends', async () => {
	expect(holdsInPhp(await decide())).toEqual(['statistical', 'video-23']);
	const cookies = await decide('data-version="2"');
	expect([holdsInPhp(cookies), holdsInPhp(cookies, "'2'"), holdsInPhp(cookies, "'3'")]).toEqual([
		[],
		['statistical', 'video-23'],
		[],
	]);
});

it.skipIf(!hasPhp)('is no consent in PHP when it is not there, malformed, expired or of another version, and no warning', () => {
	const state = { statistical: true };
	for (const cookies of [
		undefined,
		'',
		'theme=dark',
		'taggate[a]=b',
		'taggate[state][statistical]=1; taggate[time]=1',
		'taggate=',
		'taggate=%',
		'taggate=%7B',
		'taggate=null',
		'taggate=1',
		'taggate=true',
		'taggate=%22text%22',
		'taggate=[]',
		`xtaggate=${keep({ time: now, state }).slice(8)}`,
		keep({ state }),
		keep({ time: [now, now], state }),
		keep({ time: 'x', state }),
		keep({ time: now - 181 * DAY, state }),
		keep({ time: now, state, version: '1' }),
		keep({ time: now, state, version: [] }),
		keep({ time: now, state: 'statistical' }),
		keep({ time: now, state: [true] }).replace('true', '1'),
		keep({ time: now, state: { statistical: 'true', marketing: 1 } }),
		`${keep({ time: now, state })}; taggate=1`,
		`taggate=${'['.repeat(50_000)}`,
		'x; '.repeat(40_000),
	]) {
		expect(holdsInPhp(cookies), cookies?.slice(0, 100)).toEqual([]);
		expect(readDecision(cookies).has(NAMES.join(' | ')), cookies?.slice(0, 100)).toBe(false);
	}
	const kept = keep({ time: now - 179 * DAY, state });
	for (const cookies of [kept, `a=b; ${kept}; c=d`, `${keep({ time: now, state: { marketing: true } })}; ${kept}`])
		expect([holdsInPhp(cookies), { ...readDecision(cookies).state }]).toEqual([['statistical'], state]);
});
