/** Pages from the network and from standard input. */
import { UsageError } from './command.js';
import { decode, MOST_BYTES } from './files.js';

/** What the network says, for those who do not know its codes. */
const REASONS: Readonly<Record<string, string>> = {
	ENOTFOUND: 'there is no such host',
	EAI_AGAIN: 'the name of the host cannot be looked up now',
	ECONNREFUSED: 'nothing answers there',
	ECONNRESET: 'the server broke off',
	UND_ERR_SOCKET: 'the server broke off',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is another host’s',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT:
		'its certificate is signed by itself alone; NODE_EXTRA_CA_CERTS names a file of those that you trust',
	SELF_SIGNED_CERT_IN_CHAIN:
		'its certificate is signed by nobody known; NODE_EXTRA_CA_CERTS names a file of those that you trust',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		'its certificate is signed by nobody known; NODE_EXTRA_CA_CERTS names a file of those that you trust',
};

export const isUrl = (text: string): boolean => /^[a-z][\w+.-]+:\/\//i.test(text);

/** Errors tell little and their causes more. */
const tell = (error: unknown, seconds: number): string => {
	const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
	if (name === 'TimeoutError') return `no answer within ${seconds} s`;
	if (/redirect count/.test(cause?.message ?? '')) return 'it redirects without end';
	const code = cause?.code ?? '';
	return Object.hasOwn(REASONS, code) ? `${REASONS[code]} (${code})` : (cause?.message ?? message);
};

/** All of it, as long as it is not more than a page has. */
const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of chunks) {
		length += chunk.length;
		if (length > MOST_BYTES) throw new Error(`it has more than ${MOST_BYTES / 1_000_000} MB`);
		parts.push(chunk);
	}
	return Buffer.concat(parts);
};

/** Where a page says how it is written, https://html.spec.whatwg.org/#determining-the-character-encoding. Bytes. */
const PRESCAN = 1024;

const readText = (bytes: Buffer, contentType: string): string | undefined => {
	const head = bytes.toString('latin1', 0, PRESCAN);
	const label =
		/charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1] ?? /<meta[^>]*charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
	try {
		if (label && !/^utf-?8$/i.test(label)) return new TextDecoder(label).decode(bytes);
	} catch {
		// A charset that nobody knows.
	}
	return decode(bytes)?.text;
};

/**
 * Fetches a page.
 * @param seconds after which it is given up
 * @returns its text, and where it was in the end
 * @throws UsageError where there is none: no answer, an error, a certificate, something that is no page
 */
export const readUrl = async (url: string, seconds: number, agent: string): Promise<{ path: string; text: string }> => {
	if (!/^https?:/i.test(url)) throw new UsageError(`${url}: only http:, https:, files and folders are read`);
	try {
		const response = await fetch(url, {
			signal: AbortSignal.timeout(seconds * 1000),
			headers: { accept: 'text/html,application/xhtml+xml', 'user-agent': agent },
		});
		const type = response.headers.get('content-type') ?? '';
		if (!response.ok) throw new Error(`the server answered ${response.status}`);
		if (type && !/^(?:text\/html|application\/xhtml\+xml)\b/i.test(type))
			throw new Error(`it is ${type.split(';')[0]}, and no page`);
		const text = readText(response.body ? await collect(response.body) : Buffer.alloc(0), type);
		if (text === undefined) throw new Error('it is binary');
		return { path: response.url, text };
	} catch (error) {
		throw new UsageError(`${url}: ${tell(error, seconds)}`);
	}
};

/** @throws UsageError where it is no text, or too much of it */
export const readInput = async (): Promise<{ path: string; text: string }> => {
	try {
		const text = decode(await collect(process.stdin))?.text;
		if (text === undefined) throw new Error('it is binary');
		return { path: 'stdin', text };
	} catch (error) {
		throw new UsageError(`standard input: ${(error as Error).message}`);
	}
};
