/** Banners of other managers, answered by @duckduckgo/autoconsent, which is the user's to install (MPL-2.0: nothing of it is ours). */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { pause, within } from './clock.js';

export type Answer = 'optIn' | 'optOut';

/** Milliseconds until a banner has to be answered. */
const LIMIT = 15_000;
/** Milliseconds in which a banner shows itself, or there is none. */
const APPEARS = 5_000;

/** What its script in the page tells. */
interface Message {
	type: string;
	id?: string;
	code?: string;
	cmp?: string;
	result?: boolean;
}

interface Kit {
	script: string;
	rules: unknown;
}

let kit: Promise<Kit | undefined> | undefined;

const load = async (): Promise<Kit | undefined> => {
	const require = createRequire(join(process.cwd(), 'audit.js'));
	const find = () => {
		try {
			return require.resolve('@duckduckgo/autoconsent/rules/rules.json');
		} catch {
			// Beside us, where it was not installed in the folder of who calls.
			return createRequire(import.meta.url).resolve('@duckduckgo/autoconsent/rules/rules.json');
		}
	};
	try {
		const rules = find();
		return {
			script: await readFile(join(dirname(dirname(rules)), 'dist/autoconsent.playwright.js'), 'utf8'),
			rules: JSON.parse(await readFile(rules, 'utf8')).autoconsent,
		};
	} catch {
		return undefined;
	}
};

/**
 * Answers the banner of a page as its visitor would.
 * @returns the manager's name, as autoconsent calls it; undefined where it is not installed, knows no banner there, or could not
 * answer it
 */
export const answerBanner = async (page: Page, answer: Answer): Promise<string | undefined> => {
	kit ??= load();
	const loaded = await kit;
	if (!loaded) return;
	const { script, rules } = loaded;
	let found: string | undefined;
	let done: string | undefined;
	const config = { enabled: true, autoAction: answer, disabledCmps: [], enablePrehide: false, detectRetries: 20 };

	const reply = (frame: Frame, message: object) =>
		within(LIMIT, frame.evaluate(`autoconsentReceiveMessage(${JSON.stringify(message)})`));
	const hear = async ({ frame }: { frame: Frame }, { type, id, code, cmp, result }: Message) => {
		if (type === 'init') await reply(frame, { type: 'initResp', config, rules: { autoconsent: rules } });
		// Its rules ask the page by code of their own.
		else if (type === 'eval')
			await reply(frame, { type: 'evalResp', id, result: (await within(LIMIT, frame.evaluate(code!))) ?? false });
		else if (type === 'popupFound') found = cmp;
		else if (type === `${answer}Result` && result) done = cmp;
	};
	await within(LIMIT, page.exposeBinding('autoconsentSendMessage', hear));
	const inject = (frame: Frame) => void within(LIMIT, frame.evaluate(script));
	page.on('framenavigated', inject);
	try {
		for (const frame of page.frames()) inject(frame);
		const started = Date.now();
		while (!done && Date.now() - started < (found ? LIMIT : APPEARS)) await pause(50);
		return done;
	} finally {
		page.off('framenavigated', inject);
	}
};
