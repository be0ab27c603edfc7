/** One visit: a fresh profile, what a visitor does in it, and all that happens meanwhile. */
import type { Page } from 'playwright-core';
import type { Launched } from './browser.js';
import { now, within } from './clock.js';
import { type Clicks, Obstacle, readNames } from './consent.js';
import { type Recording, record } from './recorder.js';
import type { VisitName } from './report.js';
import type { Site } from './site.js';
import { STEPS } from './steps.js';
import { readStored, type Stored } from './stored.js';

export interface Visit {
	name: VisitName;
	isDone: boolean;
	recording: Recording;
	stored: Stored;
	/** What was kept at the time of the withdrawal: a page cannot erase what another site keeps. */
	storedBefore: Stored;
	/** Milliseconds of our clock: what is asked for later happens without consent. */
	since: number;
	/** Names and patterns of `data-cookies` that the page knows. */
	names: string[];
	patterns: string[];
	/** The cookie or key in which the runtime keeps the decision; undefined where there is no runtime. */
	decision: string | undefined;
}

export interface VisitOptions {
	url: string;
	site: Site;
	clicks: Clicks;
	/** Milliseconds after which a visit ends, whatever the page does. */
	timeout: number;
	/** Milliseconds to stay after scrolling: for tags that wait for a while. */
	wait: number;
	isInsecure: boolean;
}

export const TITLES: Record<VisitName, string> = {
	undecided: 'No decision',
	refused: 'All refused',
	granted: 'All granted',
	withdrawn: 'Granted, then withdrawn',
	gpc: 'Global Privacy Control',
	link: 'A click on an internal link',
};
export const VISITS = Object.keys(TITLES) as VisitName[];

/** Sends what a browser with Global Privacy Control sends, https://www.w3.org/TR/gpc/; neither engine can be told by its driver. */
const setGpc = async (page: Page) => {
	await page.setExtraHTTPHeaders({ 'Sec-GPC': '1' });
	await page.addInitScript(() => {
		Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true, enumerable: true });
	});
};

/** Makes a visit. It does not throw: what went wrong stands in its notes. */
export const makeVisit = async ({ browser }: Launched, name: VisitName, options: VisitOptions): Promise<Visit> => {
	const context = await browser.newContext({ ignoreHTTPSErrors: options.isInsecure, acceptDownloads: false });
	const page = await context.newPage();
	const recording = await record(context, page, options.site.isOwn);
	const nothing: Stored = { cookies: [], keys: [] };
	const visit: Visit = {
		name,
		isDone: false,
		recording,
		stored: nothing,
		storedBefore: nothing,
		since: 0,
		names: [],
		patterns: [],
		decision: undefined,
	};
	const deadline = now() + options.timeout;
	const perform = async () => {
		if (name === 'gpc') await setGpc(page);
		await page.goto(options.url, { waitUntil: 'domcontentloaded', timeout: options.timeout });
		await recording.quiet(deadline);
		await STEPS[name]({ page, visit, options, deadline });
		return true;
	};
	const end = performing(perform, recording);
	// A page may hold its thread for good: then nothing that asks it returns.
	const isDone = await within(options.timeout + 1_000, end);
	if (isDone === undefined || now() > deadline)
		recording.notes.add(`the page was not at rest within ${options.timeout / 1000} s: what it did until then is here`);
	visit.isDone = isDone === true && !recording.left;
	const known = await within(2_000, readNames(page));
	if (known) Object.assign(visit, known);
	visit.stored = await readStored(context, page);
	await recording.end();
	await within(5_000, context.close());
	return visit;
};

const performing = async (perform: () => Promise<boolean>, { notes }: Recording): Promise<boolean> => {
	try {
		return await perform();
	} catch (error) {
		const [first = ''] = (error as Error).message.split('\n');
		notes.add(error instanceof Obstacle ? first : `the browser says: ${first}`);
		return false;
	}
};
