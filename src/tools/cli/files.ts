/** The files that a command is given: those named, and the pages below folders. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { UsageError } from './command.js';

/** What is a page in a folder. A file that is named is one, whatever it is called. */
const ENDINGS = new Set(['.html', '.htm', '.xhtml', '.php', '.phtml']);
/** A larger page is none. Bytes. */
export const MOST_BYTES = 50_000_000;
/** Where a NUL byte is looked for: text has none. Bytes. */
const HEAD_BYTES = 8_000;

/** A page as it stands in a file. */
export interface Source {
	/** As it was given, or below the folder that was. */
	path: string;
	text: string;
	/** What writes the text back byte for byte: `latin1` for any that is not valid UTF-8. */
	encoding: 'utf8' | 'latin1' | 'utf16le';
}

/** Called with a file that is not read, and why. */
export type Skip = (path: string, reason: string) => void;

/**
 * Reads files, and the pages in folders and all below them, each folder in the order of its names. `node_modules`, folders whose
 * name begins with a dot and links to folders are left out without a word.
 * @param skip told of what lies in a folder and cannot be read, is binary or has more than 50 MB
 * @throws UsageError for a path that was given and cannot be read, or is no text
 */
export async function* readSources(paths: readonly string[], skip: Skip): AsyncGenerator<Source> {
	for await (const { file, isNamed } of listFiles(paths, skip)) {
		const source = await readSource(file, isNamed ? refuse : skip);
		if (source) yield source;
	}
}

const refuse: Skip = (path, reason) => {
	throw new UsageError(`${path}: ${reason}`);
};

/**
 * Lists files once each: those named, and the pages in folders and all below them, each folder in the order of its names.
 * @throws UsageError for a path that was given and is not there
 */
export async function* listFiles(paths: readonly string[], skip: Skip): AsyncGenerator<{ file: string; isNamed: boolean }> {
	const known = new Set<string>();
	for (const path of paths) {
		const isNamed = !(await examine(path, refuse))!.isDirectory();
		for await (const file of isNamed ? [path] : findPages(path, skip)) {
			if (known.has(file)) continue;
			known.add(file);
			yield { file, isNamed };
		}
	}
}

/** What an error of the system says, without its stack. */
const tell = (error: unknown): string => {
	const { code, message } = error as NodeJS.ErrnoException;
	if (code === 'ENOENT') return 'there is no such file';
	if (code === 'EACCES' || code === 'EPERM') return 'it may not be read';
	return message;
};

const examine = (path: string, skip: Skip) => stat(path).catch((error: unknown) => skip(path, tell(error)));

async function* findPages(folder: string, skip: Skip): AsyncGenerator<string> {
	// A stack of its own: a tree of folders may be deeper than ours.
	const waiting = [folder];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const entries = await readdir(next, { withFileTypes: true }).catch((error: unknown) => skip(next!, tell(error)));
		const sorted = (entries ?? []).sort((one, other) => (one.name < other.name ? -1 : 1));
		for (const entry of sorted)
			if (!entry.isDirectory() && ENDINGS.has(extname(entry.name).toLowerCase())) yield join(next, entry.name);
		for (const entry of sorted.reverse())
			if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
				waiting.push(join(next, entry.name));
	}
}

const readSource = async (path: string, skip: Skip): Promise<Source | undefined> => {
	const facts = await examine(path, skip);
	if (!facts) return;
	// A link to a folder, a pipe that nobody writes to.
	if (!facts.isFile()) return skip(path, 'it is no file') as undefined;
	if (facts.size > MOST_BYTES) return skip(path, `it has more than ${MOST_BYTES / 1_000_000} MB`) as undefined;
	const bytes = await readFile(path).catch((error: unknown) => skip(path, tell(error)));
	if (!bytes) return;
	const content = decode(bytes);
	return content ? { path, ...content } : (skip(path, 'it is binary') as undefined);
};

/** Bytes as text; nothing where they are none. A mark of byte order stays. */
export const decode = (bytes: Buffer): Omit<Source, 'path'> | undefined => {
	if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes.length % 2 === 0)
		return { text: bytes.toString('utf16le'), encoding: 'utf16le' };
	if (bytes.subarray(0, HEAD_BYTES).includes(0)) return;
	try {
		return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf8' };
	} catch {
		return { text: bytes.toString('latin1'), encoding: 'latin1' };
	}
};
