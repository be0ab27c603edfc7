/** What a visitor does in each visit, once the page is there. */
import type { Page } from 'playwright-core';
import { now, pause, within } from './clock.js';
import { grantAll, Obstacle, refuseAll, withdrawAll } from './consent.js';
import type { VisitName } from './report.js';
import { readStored } from './stored.js';
import type { Visit, VisitOptions } from './visit.js';

/** All the steps of one visit have these. */
export interface Stage {
	page: Page;
	visit: Visit;
	options: VisitOptions;
	deadline: number;
}

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
	while (now() < Math.min(stay, deadline)) await pause(50);
	await visit.recording.quiet(deadline);
};

/** Runs in the page: clicks the first link that leads to another page of this site. */
const followLink = () => {
	for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
		const isSamePage = link.pathname === location.pathname && link.search === location.search;
		const isQuiet = /log-?out|sign-?out|\.(pdf|zip|docx?|xlsx?|jpe?g|png)$/i.test(link.href);
		if (link.origin !== location.origin || isSamePage || isQuiet || link.download || link.target === '_blank') continue;
		link.click();
		return link.href;
	}
	return undefined;
};

export const STEPS: Record<VisitName, (stage: Stage) => Promise<void>> = {
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
