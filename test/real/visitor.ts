/** A visitor of a site in Chromium: what its page asks of the third party, what runs, and what the console says. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchPlaywright } from '../engines/playwright.js';

export interface Visitor {
	page: Page;
	/** Addresses that were asked for and are not the site's own. */
	requests: string[];
	/** Errors and warnings of the console, and errors that nobody caught. */
	complaints: string[];
	/** What the tags have logged in this page. */
	entries(): Promise<string[]>;
	/** Says yes, as a banner does, and waits until no granted tag waits any more. */
	grant(): Promise<void>;
}

/** The third party of every site here; no request leaves the machine. */
const THIRD_PARTY = 'https://stats.example.org/';
/** Gives each tag something to call. */
const PRELUDE = 'window.entries = []; window.log = (entry) => void entries.push(entry)';

export const launchVisitors = async () => {
	const { browser } = await launchPlaywright('chromium');
	return {
		/** @param origin that of the site */
		async invite(origin: string): Promise<Visitor> {
			const context = await browser.newContext();
			await context.addInitScript(PRELUDE);
			await context.route(`${THIRD_PARTY}**`, (route) =>
				route.fulfill({ contentType: 'text/javascript', body: `visitor = 'known'; log('external')` }),
			);
			const requests: string[] = [];
			const complaints: string[] = [];
			context.on('request', (request) => {
				if (!request.url().startsWith(origin)) requests.push(request.url());
			});
			const page = await context.newPage();
			page.on('pageerror', (error) => complaints.push(`${error}`));
			page.on('console', (message) => {
				if (/error|warning/.test(message.type())) complaints.push(message.text());
			});
			return {
				page,
				requests,
				complaints,
				entries: () => page.evaluate('entries'),
				grant: () =>
					page.evaluate(
						() =>
							new Promise<void>((resolve) => {
								document.addEventListener('consent:idle', () => resolve(), { once: true });
								dispatchEvent(new CustomEvent('consent:update', { detail: { statistical: true } }));
							}),
					),
			};
		},
		close: () => browser.close(),
	};
};

/** Both tags of a site: an external one, and behind it an inline one that needs it. */
const BOTH = ['external', 'inline known'];

/** In the page, and not by Playwright's own waiting: a policy may forbid to evaluate strings. */
const waitForBoth = `new Promise((resolve) => {
	const look = () => (entries.length === 2 ? resolve() : setTimeout(look, 5));
	look();
})`;

/**
 * Visits a page that has both tags: nothing is asked for before consent, each runs once after it, in order, and on the next visit
 * without a question; and nobody complains.
 * The site's own code adds `#alive` once the framework has made the page alive.
 */
export const proveGate = async (visitor: Visitor, url: string) => {
	const { page, requests, complaints, entries, grant } = visitor;
	await page.goto(url);
	await page.waitForSelector('#alive', { state: 'attached' });
	expect([await entries(), requests, complaints]).toEqual([[], [], []]);
	await grant();
	expect([await entries(), requests, complaints]).toEqual([BOTH, [`${THIRD_PARTY}visitor.js`], []]);

	await page.reload();
	await page.waitForSelector('#alive', { state: 'attached' });
	await page.evaluate(waitForBoth);
	expect([await entries(), complaints]).toEqual([BOTH, []]);
};

/** The scripts of a page's head, in order: attributes as they were sent, and the first words of the text. */
export const listScripts = (html: string) =>
	[...html.slice(0, html.indexOf('</head>')).matchAll(/<script\b([^>]*)>([^<]{0,4})/g)].map(
		([, attributes, text]) => `${attributes!.trim()}>${text}`,
	);
