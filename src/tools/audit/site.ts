/** What is the page's own, and what is a third party's. */
import type { Browser } from 'playwright-core';
import { findParty } from '../parties.js';
import type { Party } from './report.js';

export interface Site {
	/** A registrable domain, or a host with its port. */
	name: string;
	/** Whether a URL is the page's own or nobody's (`data:`, `about:`); a host of `--allow` counts as own. */
	isOwn(url: string): boolean;
	/** The same for a cookie's domain, which has no port. */
	isOwnDomain(domain: string): boolean;
}

const isAddress = (host: string) => /^[\d.]+$|^\[/.test(host) || host === 'localhost';
const isBelow = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);

/**
 * The registrable domain of a page, as the browser knows it: the shortest that may hold a cookie. So no list of public suffixes is
 * needed, and the browser's is the one that counts.
 */
const askBrowser = async (browser: Browser, url: string): Promise<string | undefined> => {
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		// An empty page of the same host: nobody is asked for anything.
		await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }));
		await page.goto(url);
		return await page.evaluate(() => {
			const labels = location.hostname.split('.');
			for (let count = 1; count <= labels.length; count++) {
				const domain = labels.slice(-count).join('.');
				// biome-ignore lint/suspicious/noDocumentCookie: it is what browsers refuse for a public suffix
				document.cookie = `taggate-audit=1;domain=${domain}`;
				if (document.cookie) return domain;
			}
			return undefined;
		});
	} finally {
		await context.close();
	}
};

/**
 * @param url of the page, after redirects
 * @param allowed hosts that may be asked at any time, and what is below them
 */
export const findSite = async (browser: Browser, url: string, allowed: string[]): Promise<Site> => {
	const { host, hostname } = new URL(url);
	const domain = isAddress(hostname) ? undefined : ((await askBrowser(browser, url).catch(() => undefined)) ?? hostname);
	const isAllowed = (name: string, nameWithPort: string) =>
		allowed.some((one) => one === nameWithPort || isBelow(name, one.replace(/^\*?\./, '')));
	return {
		name: domain ?? host,
		isOwn(other) {
			const parsed = URL.canParse(other) ? new URL(other) : undefined;
			if (!parsed || !/^(https?|wss?):$/.test(parsed.protocol)) return true;
			// On the loopback another port is another server.
			const isSame = domain ? isBelow(parsed.hostname, domain) : parsed.host === host;
			return isSame || isAllowed(parsed.hostname, parsed.host);
		},
		isOwnDomain(other) {
			const name = other.replace(/^\./, '');
			return isBelow(name, domain ?? hostname) || isAllowed(name, name);
		},
	};
};

/** Who is behind a URL, or behind a host. */
export const nameParty = (urlOrHost: string): Party => {
	const { host, hostname } =
		URL.canParse(urlOrHost) && /^\w+:\/\//.test(urlOrHost) ? new URL(urlOrHost) : { host: urlOrHost, hostname: urlOrHost };
	return { host, ...findParty(hostname.replace(/^\./, '')) };
};
