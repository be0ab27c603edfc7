/** What `mark` tells a reader. */
import type { Doubt, Mark, Unknown } from '../mark/index.js';
import { diff } from './diff.js';
import { clean, paint, print } from './terminal.js';

/** A line feed would end the line, and a carriage return before it is the file's. */
const cleanLine = (line: string): string => (line.endsWith('\r') ? `${clean(line.slice(0, -1))}\r` : clean(line));

const COLOURS: Record<string, 'red' | 'green' | 'cyan' | 'dim' | undefined> = {
	'-': 'red',
	'+': 'green',
	'@': 'cyan',
	'\\': 'dim',
};

/** Prints what is to change in a file, as `patch` and `git apply -p0` read it. */
export const showDiff = (file: string, text: string, marks: readonly Mark[]): void => {
	const name = oneLine(file);
	print(`${paint('bold', `--- ${name}`)}\n${paint('bold', `+++ ${name}`)}\n`);
	const edits = marks.flatMap((mark) => mark.edits);
	for (const line of diff(text, edits)) {
		const colour = COLOURS[line[0]!];
		print(`${colour ? paint(colour, cleanLine(line)) : cleanLine(line)}\n`);
	}
};

const WORDS: Record<Doubt, string> = {
	'unknown-host': 'nobody knows this host: --map HOST:CATEGORY marks it, --own HOST says that it is yours',
	kind: 'of a kind that a page may not do without: --map HOST:CATEGORY marks it',
	'call-in-function': 'called in a function of your own: see that it may be missing before consent',
	'loaded-by-code': 'code may load this: see whether it waits for consent',
	'consent-default': "Consent Mode's defaults stay before Google's tags: the bridge google-consent-mode sends them for you",
	lazy: 'other code loads it from data-src: give it data-category and take that code away',
	'cannot-hold': 'an element of this kind cannot be held: put it into a template with data-category',
	twice: 'an attribute stands twice: take one away',
};

/** Longest part of an address that is shown, in UTF-16 units. */
const MAX_SIGN = 120;

/** The list of what is not marked: what is alike is told once, with its first place and how often it stands. */
export const describeUnknown = (files: readonly { file: string; unknown: readonly Unknown[] }[]): string => {
	const groups = new Map<string, { file: string; first: Unknown; count: number }>();
	for (const { file, unknown } of files)
		for (const one of unknown) {
			const key = `${one.reason} ${one.host ?? one.sign}`;
			const group = groups.get(key);
			if (group) group.count++;
			else groups.set(key, { file, first: one, count: 1 });
		}
	const lines = [...groups.values()].map(({ file, first, count }) => {
		const { line, column, tag, reason, sign, company, kind } = first;
		const who = company ? ` (${company}, ${kind})` : '';
		const more = count > 1 ? `, and ${count - 1} more` : '';
		return `  ${clean(file)}:${line}:${column}  ${tag}  ${oneLine(sign)}${who}${more}\n      ${paint('dim', WORDS[reason])}\n`;
	});
	return lines.length ? `Not marked, for you to decide:\n${lines.join('')}` : '';
};

const oneLine = (text: string): string =>
	clean((text.length > MAX_SIGN ? `${text.slice(0, MAX_SIGN)}…` : text).replace(/\s+/g, ' '));
