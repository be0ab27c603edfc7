import { afterAll, beforeEach } from 'vitest';
import { readView } from '../../../demo/server/ledger.mjs';
import { startDemo } from '../../../demo/start.mjs';
import { evaluate, tab, until } from '../fixture.js';

const demo = await startDemo();
afterAll(() => demo.close());
export const { city, thirdParties } = demo;

let visits = 0;

/** The panel is the last of our own code to run. */
const isReady = `document.readyState === 'complete' && !!document.querySelector('#parties li')`;

/** The query is for the driver, which knows a page that it has opened by its address. */
export async function visit(path = '/en/') {
	await tab.open(`${city}${path}?visit=${++visits}`);
	await until(isReady);
}

/** Follows what a click leads to: until it has come, the page that is asked may be the one that goes away. */
export async function untilThere(condition: string, limit = 20_000) {
	for (const deadline = Date.now() + limit; ; ) {
		const isThere = await evaluate<boolean>(`${isReady} && !!(${condition})`).catch(() => false);
		if (isThere) return;
		if (Date.now() > deadline) throw new Error(`never came: ${condition}, but ${await evaluate('location.href')}`);
	}
}

/** Somebody who has never been here, and whom this banner asks. */
export async function beNew(banner = 'html') {
	// Of the same origin, and soon there.
	await tab.open(`${city}/noscript.css?visit=${++visits}`);
	// By the page itself: WebKit's driver deletes cookies late, and with them those that are set meanwhile.
	await tab.run((chosen: string) => {
		localStorage.clear();
		sessionStorage.clear();
		const stale = document.cookie.split('; ').map((cookie) => `${cookie.split('=')[0]}=; path=/; max-age=0`);
		// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in all engines
		for (const cookie of [...stale, ...(chosen === 'html' ? [] : [`banner=${chosen}; path=/`])]) document.cookie = cookie;
	}, banner);
	await visit();
}
beforeEach(() => beNew());

/** At once: WebKit's driver does not wait for the page's smooth scrolling to arrive. */
export async function click(selector: string) {
	await evaluate(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ behavior: 'instant', block: 'center' })`);
	await tab.click(selector);
}

export const isThere = (...selectors: string[]) =>
	`[${selectors.map((selector) => JSON.stringify(selector))}].every((selector) => !!document.querySelector(selector))`;
export const hasFocus = (selector: string) => until(`document.activeElement.matches(${JSON.stringify(selector)})`);
export const granted = () => evaluate<string>('document.documentElement.dataset.consent');

interface Account {
	requests: number;
	received: Record<string, number>;
	stored: Record<string, number>;
}

/** What the third parties' servers got in this page view, by their own account. */
export const getAccounts = async () =>
	readView(await evaluate<string>('document.documentElement.dataset.view')) as Record<string, Account>;

/** Waits until the servers' accounts fulfil `condition`. */
export async function untilTold(condition: (accounts: Record<string, Account>) => unknown, limit = 20_000) {
	for (const deadline = Date.now() + limit; !condition(await getAccounts()); )
		if (Date.now() > deadline) throw new Error(`the third parties never got it: ${JSON.stringify(await getAccounts())}`);
}

/** What lies in the browser for this site, by name. */
export const getKept = () =>
	evaluate<string[]>(
		`[...document.cookie.split('; ').filter(Boolean).map((cookie) => cookie.split('=')[0]), ...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort()`,
	);

/** What went wrong, as the page's own panel has it: the policy's refusals too. */
export const getFaults = () =>
	evaluate<string[]>(
		`[...document.querySelectorAll('#bus p')].map((line) => line.textContent).filter((line) => /error|violation/.test(line))`,
	);

export const BANNER = '.consent .ask';
export const MAP = '#map .leaflet-marker-icon';
export const CHAT = '#snak';
export const FILMS = ['#film-harbour', '#film-ferry'];
export const PLACEHOLDERS = [
	'#towns [data-consent-grant]',
	'[data-plays=film-harbour]',
	'[data-plays=film-ferry]',
	'.chat-place [data-consent-grant]',
];
