/** A file of markup as text, and back, byte for byte. */
import { randomBytes } from 'node:crypto';
import { chmod, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that cannot be read as markup; the message says why, in a few words. */
export class UnreadableError extends Error {}

export interface Document {
	text: string;
	/** The bytes of a text that differs by ASCII alone. */
	encode(text: string): Buffer;
}

/** A larger page is none that a person would load. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * UTF-8 where it is; else each byte is taken for a character, which holds for every encoding in which markup is ASCII.
 * @throws UnreadableError for what is no such file
 */
export const readDocument = async (path: string): Promise<Document> => {
	const file = await open(path);
	try {
		const found = await file.stat();
		if (!found.isFile()) throw new UnreadableError('it is no file');
		if (found.size > MAX_BYTES) throw new UnreadableError(`it is larger than ${MAX_BYTES / 1024 / 1024} MB`);
		return decode(await file.readFile());
	} finally {
		await file.close();
	}
};

const ESCAPE = 0x1b;

const decode = (bytes: Buffer): Document => {
	if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
		throw new UnreadableError('it is UTF-16: save it as UTF-8');
	if (bytes.includes(0)) throw new UnreadableError('it is binary');
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		return { text, encode: (changed) => Buffer.from(changed, 'utf8') };
	} catch {
		// ISO-2022 writes other letters with the bytes of ASCII.
		if (bytes.includes(ESCAPE)) throw new UnreadableError('its encoding is not known: save it as UTF-8');
		return { text: bytes.toString('latin1'), encode: (changed) => Buffer.from(changed, 'latin1') };
	}
};

/** Puts `bytes` in the place of the file, all or nothing; its mode stays, and a link to it too. */
export const replaceFile = async (path: string, bytes: Buffer): Promise<void> => {
	const target = await realpath(path);
	const { mode } = await stat(target);
	const beside = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}`);
	try {
		const file = await open(beside, 'wx', mode);
		try {
			await file.writeFile(bytes);
			await file.sync();
		} finally {
			await file.close();
		}
		// What the process may not give (umask) it has at first not given.
		await chmod(beside, mode);
		await rename(beside, target);
	} catch (error) {
		await rm(beside, { force: true });
		throw error;
	}
};
