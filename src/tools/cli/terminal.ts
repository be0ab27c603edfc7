/** What reaches the terminal: nothing of a page's text does as control codes. */

/** Makes text of a page safe: control characters, bidirectional overrides among them, become visible escapes; tab and line feed stay. */
export const clean = (text: string): string =>
	text.replace(/(?![\t\n])[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

/** Colours only on a terminal, and not where `NO_COLOR` is set, https://no-color.org */
const hasColours = (stream: NodeJS.WriteStream) => stream.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

/** Colours text for standard output. */
export const paint = (colour: keyof typeof CODES, text: string): string =>
	hasColours(process.stdout) ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;

// Whoever reads may have read enough: `taggate check . | head`.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 2));

export const print = (text: string) => void process.stdout.write(text);
export const printError = (text: string) => void process.stderr.write(text);
