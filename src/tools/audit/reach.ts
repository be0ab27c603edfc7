/** Whether the page can be opened at all, and where it is after redirects. */
import type { Browser } from 'playwright-core';
import { UsageError } from '../cli/command.js';

/** What the engines say, and what it means. */
const REASONS: [RegExp, string][] = [
	[/SSL_PROTOCOL|RX_RECORD_TOO_LONG/i, 'it does not speak HTTPS'],
	[/CERT|SSL|SEC_ERROR|certificate|insecure/i, 'its certificate is not trusted; --insecure opens it all the same'],
	[/NAME_NOT_RESOLVED|UNKNOWN_HOST|dnsNotFound/i, 'there is no such host'],
	[/CONNECTION_REFUSED|NET_RESET|CONNECTION_RESET|connectionFailure/i, 'nobody answers there'],
	[/REDIRECT/i, 'it redirects in a circle'],
	[/Download is starting|BINDING_ABORTED/i, 'it is a download, not a page'],
	[/Timeout|TIMED_OUT/i, 'it does not answer in time'],
];

/**
 * @param timeout milliseconds
 * @returns the page's URL after redirects
 * @throws UsageError when it cannot be opened, or is no page
 */
export const reach = async (browser: Browser, url: string, isInsecure: boolean, timeout: number): Promise<string> => {
	const context = await browser.newContext({ ignoreHTTPSErrors: isInsecure, acceptDownloads: false });
	try {
		const page = await context.newPage();
		const response = await page.goto(url, { waitUntil: 'commit', timeout });
		const type = (await response?.headerValue('content-type')) ?? '';
		if (type && !/html/i.test(type)) throw new UsageError(`${url}: it is ${type}, not a page`);
		if (response && response.status() >= 400) throw new UsageError(`${url}: the server answers ${response.status()}`);
		return response?.url() ?? url;
	} catch (error) {
		if (error instanceof UsageError) throw error;
		const [first = ''] = (error as Error).message.split('\n');
		const [, reason] = REASONS.find(([pattern]) => pattern.test(first)) ?? [undefined, first];
		throw new UsageError(`${url} cannot be opened: ${reason}`);
	} finally {
		await context.close();
	}
};
