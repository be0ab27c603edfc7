/** What is audited: a page on the web, or files, which get a server for as long. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../cli/command.js';
import { serveFolder } from './folder.js';

export interface Target {
	url: string;
	/** How a URL of it is called in the report: files by their path. */
	show(url: string): string;
	close(): void;
}

/** @throws UsageError when it is neither a URL of the web nor a path that is there */
export const openTarget = async (target: string): Promise<Target> => {
	if (/^https?:\/\//i.test(target)) {
		if (!URL.canParse(target)) throw new UsageError(`${target} is no URL`);
		const { href, username } = new URL(target);
		if (username) throw new UsageError('a URL with a password in it would stand in the report: leave it out');
		return { url: href, show: (url) => url, close: () => undefined };
	}
	if (/^(?!file:)[a-z][a-z+.-]+:/i.test(target)) throw new UsageError(`${target}: only http:, https: and file: can be audited`);
	let path = target;
	try {
		if (/^file:/i.test(target)) path = fileURLToPath(target);
	} catch {
		throw new UsageError(`${target} is no path on this machine`);
	}
	if (!existsSync(path))
		throw new UsageError(
			`${target}: there is no such file or folder${/^[\w-]+(\.[\w-]+)+/.test(target) ? `; a page on the web begins with https://` : ''}`,
		);
	const served = await serveFolder(path);
	const { origin } = new URL(served.url);
	return {
		...served,
		show: (url) => (url.startsWith(`${origin}/`) ? decodeURI(url.slice(origin.length + 1)) || 'index.html' : url),
	};
};
