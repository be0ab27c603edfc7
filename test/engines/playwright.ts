import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, chromium, firefox, type LaunchOptions } from 'playwright-core';
import type { Engine, EngineName, Tab } from './engine.js';

/** No traffic of the browser's own; root, as in CI, cannot have the sandbox. */
const CHROMIUM: LaunchOptions = {
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
	// Visitors have it.
	ignoreDefaultArgs: ['--disable-back-forward-cache'],
};

/** The real Chromium in an npm package, for Linux machines that have none. */
async function unpackChromium(): Promise<LaunchOptions> {
	// It picks its libraries by this variable and changes LD_LIBRARY_PATH of this process: only the browser may have that.
	const { AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, TMPDIR, FONTCONFIG_PATH } = process.env;
	const folder = resolve('node_modules/.cache/chromium');
	// Only this one: what is there already it does not unpack, its fonts for one, and without a font a page with an <input> crashes.
	mkdirSync(folder, { recursive: true });
	Object.assign(process.env, { AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x', TMPDIR: folder });
	try {
		const { default: packaged } = await import('@sparticuz/chromium');
		const executablePath = await packaged.executablePath();
		writeFileSync(
			`${folder}/fonts/fonts.conf`,
			`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts/cache</cachedir></fontconfig>`,
		);
		return { executablePath, env: { ...process.env, FONTCONFIG_PATH: `${folder}/fonts`, TMPDIR } as Record<string, string> };
	} finally {
		for (const [name, value] of Object.entries({ AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, TMPDIR, FONTCONFIG_PATH })) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	}
}

async function launchChromium(): Promise<Browser> {
	const own = [process.env.CHROME_BIN, chromium.executablePath(), '/usr/bin/chromium'].find((path) => path && existsSync(path));
	if (own) return chromium.launch({ executablePath: own, ...CHROMIUM });
	for (const channel of ['chrome', 'msedge']) {
		try {
			return await chromium.launch({ channel, ...CHROMIUM });
		} catch {
			// Not installed: the next one.
		}
	}
	return chromium.launch({ ...(await unpackChromium()), ...CHROMIUM });
}

const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

export const hasFirefox = () => FIREFOX.some(existsSync);

/** Chromium and Firefox, through Playwright. */
export async function launchPlaywright(name: EngineName): Promise<Engine & { browser: Browser }> {
	const browser =
		name === 'chromium'
			? await launchChromium()
			: await firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX.find(existsSync) });
	return {
		name,
		browser,
		async newTab(): Promise<Tab> {
			const context = await browser.newContext();
			const page = await context.newPage();
			return {
				open: async (url) => void (await page.goto(url, { waitUntil: 'commit' })),
				run: (call, ...parameters) => page.evaluate(`(${call})(...${JSON.stringify(parameters)})`) as Promise<never>,
				click: (selector) => page.click(selector),
				press: (key) => page.keyboard.press(key),
				// Playwright's own waits in Firefox for a navigation that a page from the back/forward cache does not report.
				back: async () =>
					void (name === 'firefox'
						? await page.evaluate('void setTimeout(() => history.back())')
						: await page.goBack({ waitUntil: 'commit' })),
				clearCookies: () => context.clearCookies(),
				screenshot: () => page.screenshot(),
				...(name === 'chromium' && {
					async collectGarbage() {
						const session = await context.newCDPSession(page);
						await session.send('HeapProfiler.collectGarbage');
						await session.detach();
					},
				}),
				close: () => context.close(),
			};
		},
		close: () => browser.close(),
	};
}
