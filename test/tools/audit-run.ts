/** Runs `npx taggate audit` as it is published. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Leak, Report } from '../../src/tools/audit/report.js';

export const CLI = 'dist/cli.js';
const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
export const BROWSERS = ['chromium', ...(FIREFOX ? ['firefox'] : [])];

export interface Outcome {
	code: number;
	output: string;
	errors: string;
}

export const run = (...args: string[]) =>
	new Promise<Outcome>((done) => {
		execFile('node', [CLI, 'audit', ...args], { maxBuffer: 2 ** 26 }, (error, output, errors) =>
			done({ code: error ? Number(error.code) : 0, output, errors }),
		);
	});

export const read = ({ output }: Outcome): Report => JSON.parse(output);

/** The report of a page. */
export const audit = async (url: string, ...args: string[]) => read(await run(url, '--format', 'json', ...args));

/** The leak that something of this name belongs to: a URL's path, or the name of a cookie or key. */
export const leakOf = ({ leaks }: Report, name: string): Leak | undefined =>
	leaks.find(({ items }) => items.some((item) => (item.name.includes('://') ? new URL(item.name).pathname : item.name) === name));
