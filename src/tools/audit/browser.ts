/** The browser that is on the machine, driven by playwright-core, which is the user's to install. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser, BrowserType, LaunchOptions } from 'playwright-core';
import { UsageError } from '../cli/command.js';

type Family = 'chromium' | 'firefox';

/** Names on the PATH of Linux, and where installers put them on macOS and Windows. */
const PROGRAMS: Record<Family, { commands: string[]; mac: string[]; windows: string[] }> = {
	chromium: {
		commands: [
			'google-chrome',
			'google-chrome-stable',
			'chromium',
			'chromium-browser',
			'microsoft-edge',
			'microsoft-edge-stable',
		],
		mac: [
			'Google Chrome.app/Contents/MacOS/Google Chrome',
			'Chromium.app/Contents/MacOS/Chromium',
			'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
		],
		windows: ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
	},
	firefox: {
		commands: ['firefox', 'firefox-esr'],
		mac: ['Firefox.app/Contents/MacOS/firefox'],
		windows: ['Mozilla Firefox/firefox.exe'],
	},
};

const present = (paths: (string | undefined)[]) => paths.find((path) => path && existsSync(path));
const below = (roots: (string | undefined)[], names: string[]) =>
	roots.flatMap((root) => (root ? names.map((name) => join(root, name)) : []));

const findProgram = (family: Family): string | undefined => {
	const { PATH, HOME, PROGRAMFILES, LOCALAPPDATA } = process.env;
	const { commands, mac, windows } = PROGRAMS[family];
	if (process.platform === 'darwin') return present(below(['/Applications', HOME && join(HOME, 'Applications')], mac));
	if (process.platform === 'win32')
		return present(below([PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA], windows));
	return present([family === 'chromium' ? process.env.CHROME_BIN : undefined, ...below((PATH ?? '').split(delimiter), commands)]);
};

const loadPlaywright = async () => {
	try {
		return await import('playwright-core');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
		throw new UsageError('the audit drives a browser by playwright-core, which is not installed: npm i -D playwright-core');
	}
};

/** Which family a program belongs to, by its name. */
const guessFamily = (path: string): Family => (/firefox[^/\\]*$/i.test(path) ? 'firefox' : 'chromium');

/** What Playwright itself has downloaded, when it has. */
const ownProgram = (type: BrowserType) => {
	try {
		return present([type.executablePath()]);
	} catch {
		return undefined;
	}
};

/** No traffic of the browser's own. Root cannot have the sandbox. */
const chromiumOptions = (): LaunchOptions => ({
	args: [
		'--disable-background-networking',
		'--disable-component-update',
		...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
		...(process.platform === 'linux' ? ['--disable-gpu'] : []),
	],
});

export interface Launched {
	family: Family;
	/** Name and version, as the report shows it. */
	title: string;
	browser: Browser;
}

/**
 * Starts a browser; it ends with this process, Ctrl-C included.
 * @param wanted `chromium`, `firefox`, the path of a program, or undefined for the first that is there
 * @throws UsageError when playwright-core or the browser is missing, or does not start
 */
export const launchBrowser = async (wanted: string | undefined): Promise<Launched> => {
	const playwright = await loadPlaywright();
	const isFamily = wanted === 'chromium' || wanted === 'firefox';
	const families: Family[] = isFamily ? [wanted] : wanted ? [guessFamily(wanted)] : ['chromium', 'firefox'];
	for (const family of families) {
		const type = playwright[family];
		const own = family === 'chromium' ? ownProgram(type) : undefined;
		const executablePath = wanted && !isFamily ? wanted : (findProgram(family) ?? own);
		if (!executablePath) continue;
		if (!existsSync(executablePath))
			throw new UsageError(`--browser ${wanted}: there is no such program; also chromium, firefox`);
		try {
			// A Firefox as published speaks WebDriver BiDi, which Playwright asks for by this channel.
			const options = family === 'firefox' ? { channel: 'moz-firefox' } : chromiumOptions();
			const browser = await type.launch({ ...options, executablePath });
			const name = family === 'firefox' ? 'Firefox' : /edge/i.test(executablePath) ? 'Edge' : 'Chromium';
			return { family, browser, title: `${name} ${browser.version()}` };
		} catch (error) {
			const [reason] = (error as Error).message.split('\n');
			throw new UsageError(`the browser ${executablePath} does not start: ${reason}`);
		}
	}
	throw new UsageError(
		`no ${isFamily ? wanted : 'Chrome, Chromium, Edge or Firefox'} found on this machine: install one, or name its program by --browser PATH`,
	);
};
