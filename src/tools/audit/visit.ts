/** One visit: a fresh profile, what a visitor does in it, and all that happens meanwhile. */
import type { Page } from 'playwright-core';
import type { Launched } from './browser.js';
import { type Clicks, grantAll, Obstacle, readNames, refuseAll, withdrawAll } from './consent.js';
import { now, type Recording, record, within } from './recorder.js';
import type { VisitName } from './report.js';
import type { Site } from './site.js';
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

/** All the steps of one visit have these. */
interface Stage {
	page: Page;
	visit: Visit;
	options: VisitOptions;
	deadline: number;
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

/** Runs in the page: its whole height, one screen after the other. */
const scrollThrough = async () => {
	// As many as a person would; a page that grows without end must end.
	for (let screen = 0; screen < 20; screen++) {
		scrollBy({ top: innerHeight, behavior: 'instant' });
		await new Promise((done) => setTimeout(done, 25));
		if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2) break;
	}
};

/** Scrolls and moves as a visitor: some tags wait for that. */
const look = async ({ page, visit, options, deadline }: Stage) => {
	await within(1_000, page.mouse.move(200, 200));
	await within(1_000, page.mouse.wheel(0, 300));
	await within(3_000, page.evaluate(scrollThrough));
	await within(1_000, page.keyboard.press('Shift'));
	const stay = now() + options.wait;
	while (now() < Math.min(stay, deadline)) await new Promise((done) => setTimeout(done, 50));
	await visit.recording.quiet(deadline);
};

/** Runs in the page: clicks the first link that leads to another page of this site. */
const followLink = () => {
	for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
		const isElsewhere = link.pathname === location.pathname && link.search === location.search;
		const isQuiet = /log-?out|sign-?out|\.(pdf|zip|docx?|xlsx?|jpe?g|png)$/i.test(link.href);
		if (link.origin !== location.origin || isElsewhere || isQuiet || link.download || link.target === '_blank') continue;
		link.click();
		return link.href;
	}
	return undefined;
};

const STEPS: Record<VisitName, (stage: Stage) => Promise<void>> = {
	undecided: look,
	gpc: look,
	async refused(stage) {
		await refuseAll(stage.page, stage.options.clicks);
		await look(stage);
	},
	async granted(stage) {
		await grantAll(stage.page, stage.options.clicks);
		await look(stage);
	},
	async withdrawn(stage) {
		const { page, visit, options, deadline } = stage;
		await grantAll(page, options.clicks);
		await look(stage);
		visit.storedBefore = await readStored(page.context(), page);
		visit.since = now();
		await withdrawAll(page, options.clicks);
		// Before it looks around: what goes on must have ended by now.
		await visit.recording.quiet(deadline);
		await look(stage);
	},
	async link(stage) {
		const arrived = stage.page.waitForEvent('domcontentloaded', { timeout: 10_000 }).catch(() => undefined);
		const href = await within(3_000, stage.page.evaluate(followLink));
		if (!href) throw new Obstacle('the page has no link to another page of its site');
		await arrived;
		stage.visit.recording.notes.add(`followed the link to ${href}`);
		await stage.visit.recording.quiet(stage.deadline);
		await look(stage);
	},
};

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
