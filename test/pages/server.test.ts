/** What the README tells servers to do with the cookie. */
import { execFileSync, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { consent, open, visits } from './fixture.js';

const hasPhp = !spawnSync('php', ['-v']).error;

/** The state that PHP reads; its command line has no cookies, but `parse_str` decodes names and values as `$_COOKIE` is decoded. */
const readInPhp = (cookies: string) =>
	execFileSync(
		'php',
		[
			'-d',
			'error_reporting=-1',
			'-r',
			`set_error_handler(function ($_, $message) { throw new Exception($message); });
			parse_str($argv[1], $_COOKIE);
			$consent = json_decode($_COOKIE['taggate'] ?? '', true)['state'] ?? [];
			echo json_encode([$consent, !empty($consent['statistical']), !empty($consent['marketing'])]);`,
			'--',
			cookies.replaceAll('; ', '&'),
		],
		{ encoding: 'utf8' },
	);

/** A visitor decides, and asks for another page: the cookies of that request. */
async function decide() {
	await open('', { attributes: 'data-version="1"', before: `document.cookie = 'theme=dark;path=/'; document.cookie = 'z=1';` });
	await consent({ statistical: true, marketing: false, 'video-23': true, 'a/b:c.d': false });
	await open('', { isReturning: true });
	return visits[0]!;
}

it('is read in one line of JavaScript', async () => {
	const cookieValue = (await decide())
		.split('; ')
		.find((cookie) => cookie.startsWith('taggate='))!
		.slice('taggate='.length);
	expect(JSON.parse(decodeURIComponent(cookieValue)).state).toEqual({
		statistical: true,
		marketing: false,
		'video-23': true,
		'a/b:c.d': false,
	});
});

it.skipIf(!hasPhp)('is read in one line of PHP', async () => {
	expect(JSON.parse(readInPhp(await decide()))).toEqual([
		{ statistical: true, marketing: false, 'video-23': true, 'a/b:c.d': false },
		true,
		false,
	]);
});

it.skipIf(!hasPhp)('is no consent in PHP when it is not there or malformed, and no warning', () => {
	for (const cookies of [
		'',
		'theme=dark',
		'taggate=',
		'taggate=%7B',
		'taggate=null',
		'taggate=1',
		'taggate=%22text%22',
		'taggate=[]',
	])
		expect(readInPhp(cookies), cookies).toBe('[[],false,false]');
});
