/** `npx taggate mark`: finds third-party tags in files and writes our marks. */
import { parseArgs } from 'node:util';
import { CATEGORIES, findMarks, type MarkOptions, type Marks, MarkupError, writeMarks } from '../mark/index.js';
import { type Command, UsageError } from './command.js';
import { readDocument, replaceFile, UnreadableError } from './document.js';
import { listFiles } from './files.js';
import { describeUnknown, showDiff } from './mark-text.js';
import { clean, print, printError } from './terminal.js';

const help = `taggate mark FILE|DIR…

Finds known third-party tags (scripts, frames, pixels, links) and writes the marks by which they wait for consent.
Prints what it would change as a diff. Everything else of a file stays byte for byte as it is.
What is marked already, by taggate or for another consent manager, is left alone. What nobody knows is listed, not guessed.

  --write               change the files
  --map WHAT:CATEGORY   what takes which category; may stand more than once. WHAT is a kind, a company or a host
                        with all below it. CATEGORY is a condition; "none" leaves the tags alone
  --own HOST            a host of your own, with all below it; may stand more than once
  --format text|json    text is the default

Kinds, and what they take without --map:
${Object.entries(CATEGORIES)
	.map(([kind, category]) => `  ${kind.padEnd(18)}${category}`)
	.join('\n')}
Other kinds (cdn, hosting, utility, content, …) are listed only.

  npx taggate mark public
  npx taggate mark public --write --map video:functional --map cdn.example.com:statistical
  npx taggate mark index.html --map Hotjar:none --own example.com

Exit codes: 0 nothing to mark, or all is written; 1 tags to mark; 2 wrong arguments, or a file that cannot be read or written.
`;

/** What became of a file. */
interface Result extends Marks {
	file: string;
	written: boolean;
}

const readOptions = (args: string[]) => {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				write: { type: 'boolean', default: false },
				map: { type: 'string', multiple: true, default: [] },
				own: { type: 'string', multiple: true, default: [] },
				format: { type: 'string', default: 'text' },
			},
		});
	} catch (error) {
		throw new UsageError(`${(error as Error).message}; see taggate mark --help`);
	}
};

const readMap = (pairs: string[]): Record<string, string> =>
	Object.fromEntries(
		pairs.map((pair) => {
			const [, what, category] = /^([^:]+):(.+)$/.exec(pair) ?? [];
			if (!what || !category) throw new UsageError(`--map is WHAT:CATEGORY, such as analytics:statistical, not "${pair}"`);
			return [what, category];
		}),
	);

const leave = (file: string, reason: string) => printError(clean(`${file}: left alone: ${reason}\n`));

/** @returns what `work` does, or undefined where a file is to blame, which is told */
const attempt = async <Value>(file: string, work: () => Promise<Value>): Promise<Value | undefined> => {
	try {
		return await work();
	} catch (error) {
		const isExpected = error instanceof UnreadableError || error instanceof MarkupError || (error as NodeJS.ErrnoException).code;
		if (!isExpected) throw error;
		leave(file, (error as Error).message);
		return undefined;
	}
};

const run = async (args: string[]): Promise<number> => {
	const { values, positionals } = readOptions(args);
	if (!positionals.length) throw new UsageError('mark needs a file or a folder; see taggate mark --help');
	if (values.format !== 'text' && values.format !== 'json') throw new UsageError('--format is text or json');
	const options: MarkOptions = { map: readMap(values.map), own: values.own };
	try {
		findMarks('', options);
	} catch (error) {
		throw new UsageError((error as Error).message);
	}

	const results: Result[] = [];
	let hasFailed = false;
	for await (const { file } of listFiles(positionals, leave)) {
		const result = await attempt(file, async (): Promise<Result> => {
			const { text, encode } = await readDocument(file);
			const found = findMarks(text, options);
			const isChanged = found.marks.length > 0;
			if (isChanged && values.format === 'text') showDiff(file, text, found.marks);
			if (isChanged && values.write) await replaceFile(file, encode(writeMarks(text, found.marks)));
			return { file, ...found, written: isChanged && values.write };
		});
		if (result) results.push(result);
		else hasFailed = true;
	}

	const count = results.reduce((sum, { marks }) => sum + marks.length, 0);
	if (values.format === 'json') print(`${JSON.stringify(results, null, '\t')}\n`);
	else {
		print(describeUnknown(results));
		const state = !count
			? 'nothing to mark'
			: `${count} tag${count === 1 ? '' : 's'} ${values.write ? 'marked' : 'to mark: --write does it'}`;
		print(`${results.length} file${results.length === 1 ? '' : 's'} read, ${state}\n`);
	}
	if (hasFailed) return 2;
	return count && !values.write ? 1 : 0;
};

export const command: Command = { help, run };
