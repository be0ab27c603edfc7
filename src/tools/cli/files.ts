/** Which files a command reads. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './command.js';

/** What a folder is searched for; a file that is named is read whatever it is called. */
const MARKUP = /\.x?html?$/i;
/** What others wrote, and what begins with a dot, is not the site's own. */
const SKIPPED = /^(?:\.|node_modules$)/;

/**
 * The files of these paths: of a folder all markup in it, in the order of their names; links to folders are not followed.
 * @throws UsageError for a path that is not there
 */
export async function* listFiles(paths: readonly string[]): AsyncIterable<string> {
	for (const path of paths) {
		const found = await stat(path).catch(() => undefined);
		if (!found) throw new UsageError(`there is no "${path}"`);
		if (found.isDirectory()) yield* walk(path);
		else yield path;
	}
}

async function* walk(folder: string): AsyncIterable<string> {
	const entries = await readdir(folder, { withFileTypes: true });
	for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
		if (SKIPPED.test(entry.name)) continue;
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* walk(path);
		else if (entry.isFile() && MARKUP.test(entry.name)) yield path;
	}
}
