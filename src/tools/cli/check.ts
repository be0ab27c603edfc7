/** `npx taggate check`: reads pages and tells what is written wrong. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { version } from 'virtual:runtime';
import { isName } from '../../inspector/terms.js';
import { listNames } from '../../names.js';
import { check } from '../check/index.js';
import { RULES } from '../check/rules.js';
import { findNearest } from '../nearest.js';
import { countErrors, FORMATS, locateEnd, type Result } from './check-formats.js';
import { type Command, UsageError } from './command.js';
import { readSources, type Skip } from './files.js';
import { clean, print, printError } from './terminal.js';
import { isUrl, readInput, readUrl } from './urls.js';

/** Seconds for which a page from the network is waited for. */
const DEFAULT_TIMEOUT = 30;

const help = `taggate check FILE|DIR|URL|-…

Tells what is written wrong in pages: tags that run without consent or never,
controls that decide nothing, options that do not exist. A line each,
file:line:column, what it costs, and below it how it is written right.

  FILE                 any file; - is standard input
  DIR                  its .html, .htm, .xhtml, .php and .phtml files and those
                       below, but node_modules and folders that begin with a dot
  URL                  a page as the server sends it, http: or https:

  --format FORMAT      text, json, sarif (2.1.0) or github (annotations)
  --names "A B"        the names that your banner can grant, if it is in no page:
                       any other that a tag needs is an error
  --ignore RULE        do not look for this; may be given again
  --strict             warnings count as errors
  --timeout SECONDS    for a URL; ${DEFAULT_TIMEOUT} if not given

  npx taggate check src/index.html
  npx taggate check public --names "functional statistical marketing"
  npx taggate check https://example.com --strict
  npx taggate check dist --format sarif > taggate.sarif

Rules:
${Object.entries(RULES)
	.map(([name, about]) => `  ${name.padEnd(25)}${about}`)
	.join('\n')}

Exit codes: 0 no error found, 1 an error found (with --strict: anything), 2 wrong
arguments or an input that cannot be read.
`;

const OPTIONS = {
	format: { type: 'string', default: 'text' },
	names: { type: 'string', multiple: true },
	ignore: { type: 'string', multiple: true, default: [] as string[] },
	strict: { type: 'boolean', default: false },
	timeout: { type: 'string', default: `${DEFAULT_TIMEOUT}` },
} as const;

const readOptions = (args: string[]) => {
	try {
		return parseArgs({ args, allowPositionals: true, options: OPTIONS });
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		const [, option] = /'(--?[^' ]+)/.exec(message) ?? [];
		if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION' || !option) throw new UsageError(message);
		const nearest = findNearest(option.replace(/^-+/, ''), Object.keys(OPTIONS));
		throw new UsageError(
			`no option ${option}; ${
				nearest
					? `did you mean --${nearest}?`
					: `there are ${Object.keys(OPTIONS)
							.map((name) => `--${name}`)
							.join(', ')}`
			}`,
		);
	}
};

const choose = (kind: string, word: string, words: string[]): string => {
	if (words.includes(word)) return word;
	const nearest = findNearest(word, words);
	throw new UsageError(`no ${kind} "${word}"; ${nearest ? `did you mean ${nearest}?` : `there are ${words.join(', ')}`}`);
};

const parse = (args: string[]) => {
	const { values, positionals } = readOptions(args);
	if (!positionals[0]) throw new UsageError('check needs a FILE, a DIR or a URL; taggate check --help says more');
	const names = values.names?.flatMap(listNames);
	const wrong = names?.find((name) => !isName(name));
	if (wrong !== undefined) throw new UsageError(`--names: "${wrong}" is no name; a name has letters, digits and _ - . / :`);
	const seconds = Number(values.timeout);
	if (!(seconds > 0 && seconds <= 3600))
		throw new UsageError(`--timeout takes seconds, such as ${DEFAULT_TIMEOUT}, and not "${values.timeout}"`);
	for (const rule of values.ignore) choose('rule', rule, Object.keys(RULES));
	return {
		inputs: positionals,
		names,
		seconds,
		ignore: values.ignore,
		isStrict: values.strict,
		format: choose('format', values.format, Object.keys(FORMATS)),
	};
};

async function* readAll(inputs: string[], seconds: number, skip: Skip) {
	let paths: string[] = [];
	// In the order in which they are given; neighbours together, so that none is read twice.
	for (const input of inputs) {
		const isElsewhere = input === '-' || (isUrl(input) && !/^file:/i.test(input));
		if (!isElsewhere) {
			paths.push(/^file:\/\//i.test(input) ? fileURLToPath(input) : input);
			continue;
		}
		yield* readSources(paths, skip);
		paths = [];
		yield input === '-' ? await readInput() : await readUrl(input, seconds, `taggate/${version}`);
	}
	yield* readSources(paths, skip);
}

const run = async (args: string[]): Promise<number> => {
	const { inputs, names, seconds, ignore, isStrict, format } = parse(args);
	const result: Result = { pages: 0, found: [], skipped: [] };
	const skip: Skip = (file, reason) => {
		result.skipped.push({ file, reason });
		printError(`${clean(file)}: ${clean(reason)}, skipped\n`);
	};
	for await (const source of readAll(inputs, seconds, skip)) {
		result.pages++;
		// Editors do not count the mark of byte order.
		const { path, text } = { ...source, text: source.text.replace(/^\uFEFF/, '') };
		for (const finding of check(text, { names, ignore }))
			result.found.push({ file: path, ...finding, ...locateEnd(text, finding) });
	}
	if (!result.pages && !result.skipped[0])
		throw new UsageError(`no page in ${inputs.join(', ')}; taggate check --help says what is one`);
	print(FORMATS[format]!(result));
	return (isStrict ? result.found.length : countErrors(result)) ? 1 : 0;
};

export const command: Command = { help, run };
