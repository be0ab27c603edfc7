/** Whether the page can be opened at all, and where it is after redirects. */
import type { Browser } from 'playwright-core';
import { UsageError } from '../cli/command.js';

/** What the engines say, and what it means. */
const REASONS: [RegExp, string][] = [
	[/SSL_PROTOCOL|RX_RECORD_TOO_LONG|SSL_WRONG_VERSION|SSL_PACKET/i, 'it does not speak HTTPS'],
	[/CERT|SEC_ERROR|VERIFY_LEAF|insecure/i, 'its certificate is not trusted; --insecure opens it all the same'],
	[/NAME_NOT_RESOLVED|UNKNOWN_HOST|ENOTFOUND|EAI_AGAIN/i, 'there is no such host'],
	[/CONNECTION_REFUSED|NET_RESET|CONNECTION_RESET|ECONNREFUSED|ECONNRESET/i, 'nobody answers there'],
	[/REDIRECT/i, 'it redirects in a circle'],
	[/Download is starting|BINDING_ABORTED/i, 'it is a download, not a page'],
	[/Timeout|TIMED_OUT/i, 'it does not answer in time'],
];

const explain = (message: string) => REASONS.find(([pattern]) => pattern.test(message))?.[1];

/** Firefox says of some that they are an unknown error: Node is asked what it would be for it. */
const askNode = async (url: string, timeout: number): Promise<string> => {
	try {
		const { body } = await fetch(url, { signal: AbortSignal.timeout(timeout) });
		await body?.cancel();
		return '';
	} catch (error) {
		const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
		return cause?.code ?? cause?.message ?? message;
	}
};

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
		const reason = explain(first) ?? explain(await askNode(url, timeout)) ?? first;
		throw new UsageError(`${url} cannot be opened: ${reason}`);
	} finally {
		await context.close();
	}
};
