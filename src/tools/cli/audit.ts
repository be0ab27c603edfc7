/** `npx taggate audit`. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { FORMATS } from '../audit/format/index.js';
import { type AuditOptions, audit, type Report } from '../audit/index.js';
import { VISITS } from '../audit/visit.js';
import { type Command, UsageError } from './command.js';
import { clean, print, printError } from './terminal.js';

const HELP = `taggate audit URL|FOLDER|FILE [options]

Opens a page in a real browser, each time with a fresh profile: no decision, all refused, all granted, granted and
withdrawn, Global Privacy Control, a click on an internal link. Tells what reaches third parties or is kept without
consent, by which line of the page, and how that line is written right.

It needs playwright-core (npm i -D playwright-core) and a browser of this machine: Chrome, Chromium, Edge or Firefox.
A folder or a file is served on the loopback for as long.

  --browser NAME      chromium, firefox, or the path of a program; else the first that is there
  --accept SELECTOR   clicks this to grant all; several, in order, for a banner of several steps
  --reject SELECTOR   clicks this to refuse all
  --withdraw SELECTOR clicks this to withdraw; without the three the page's taggate is told over its bus, or, where there
                      is none, a known banner is answered by @duckduckgo/autoconsent, if that is installed
  --allow HOST        may be asked at any time, with all hosts below it; several
  --visits LIST       only some of ${VISITS.join(',')}
  --wait SECONDS      how long to stay on a page after scrolling (1)
  --timeout SECONDS   after which a visit ends, whatever the page does (30)
  --insecure          goes on where the certificate is not trusted
  --format NAME       ${Object.keys(FORMATS).join(', ')} (text)
  --output FILE       where the report goes; else standard output
  --baseline FILE     a report of --format json: what is in it is known and fails nothing
  --fail-on WHEN      leak, incomplete (a visit could not be made, too), or never (leak)
  --quiet             no progress on standard error

Examples
  npx taggate audit https://example.com
  npx taggate audit dist --format html --output audit.html
  npx taggate audit https://example.com --accept '#accept' --reject '#reject' --withdraw '#settings' --withdraw '#reject'
  npx taggate audit https://example.com --format json --output known.json
  npx taggate audit https://example.com --baseline known.json

Exit codes: 0 nothing found, 1 something leaves without consent, 2 wrong arguments, no browser, or a page that cannot be opened.
`;

const OPTIONS = {
	browser: { type: 'string' },
	accept: { type: 'string', multiple: true },
	reject: { type: 'string', multiple: true },
	withdraw: { type: 'string', multiple: true },
	allow: { type: 'string', multiple: true },
	visits: { type: 'string' },
	wait: { type: 'string' },
	timeout: { type: 'string' },
	insecure: { type: 'boolean' },
	format: { type: 'string' },
	output: { type: 'string' },
	baseline: { type: 'string' },
	'fail-on': { type: 'string' },
	quiet: { type: 'boolean' },
} as const;

const FAILING = { leak: ['leak'], incomplete: ['leak', 'incomplete'], never: [] as string[] };

/** @throws UsageError that lists what there is */
const choose = <Name extends string>(option: string, value: string, known: readonly Name[]): Name => {
	const found = known.find((name) => name === value);
	if (!found) throw new UsageError(`--${option} ${value}: there are ${known.join(', ')}`);
	return found;
};

/** @returns milliseconds */
const readSeconds = (option: string, value: string | undefined): number | undefined => {
	if (value === undefined) return undefined;
	const seconds = Number(value);
	// A timer of Node's holds no more than this many milliseconds.
	if (!value.trim() || !(seconds >= 0 && seconds <= 3_600))
		throw new UsageError(`--${option} ${value}: a number of seconds, up to 3600`);
	return seconds * 1_000;
};

const readBaseline = async (file: string | undefined): Promise<Report | undefined> => {
	if (!file) return undefined;
	try {
		const report = JSON.parse(await readFile(file, 'utf8'));
		if (report.leaks.every(({ items }: Report['leaks'][number]) => items.every(({ kind, name }) => `${kind}${name}`)))
			return report;
	} catch {
		// The same word for all that can be wrong with it.
	}
	throw new UsageError(`--baseline ${file}: no report of taggate audit --format json`);
};

const parse = (args: string[]) => {
	try {
		return parseArgs({ args, options: OPTIONS, allowPositionals: true });
	} catch (error) {
		throw new UsageError(`${(error as Error).message.split('. ')[0]}; taggate audit --help lists the options`);
	}
};

const write = async (file: string | undefined, text: string) => {
	if (!file) return print(text);
	await writeFile(file, text).catch((error: NodeJS.ErrnoException) => {
		throw new UsageError(`--output ${file} cannot be written: ${error.code}`);
	});
};

export const command: Command = {
	help: HELP,
	async run(args) {
		const { values, positionals } = parse(args);
		const [target, ...more] = positionals;
		if (!target || more.length) throw new UsageError('one URL, folder or file, such as: taggate audit https://example.com');
		const format = choose('format', values.format ?? 'text', Object.keys(FORMATS));
		const failOn = choose('fail-on', values['fail-on'] ?? 'leak', Object.keys(FAILING) as (keyof typeof FAILING)[]);
		const options: AuditOptions = {
			browser: values.browser,
			visits: values.visits?.split(',').map((name) => choose('visits', name.trim(), VISITS)),
			clicks: { accept: values.accept, reject: values.reject, withdraw: values.withdraw },
			allow: values.allow?.map((host) => host.toLowerCase()),
			wait: readSeconds('wait', values.wait),
			timeout: readSeconds('timeout', values.timeout),
			isInsecure: values.insecure,
			baseline: await readBaseline(values.baseline),
			onProgress: values.quiet ? undefined : (line) => printError(`${clean(line)}\n`),
		};
		const report = await audit(target, options);
		await write(values.output, FORMATS[format]!(report));
		return FAILING[failOn].includes(report.verdict) ? 1 : 0;
	},
};
