#!/usr/bin/env node
/** `npx taggate`: finds the command and gives it its arguments. */
import { version } from 'virtual:runtime';
import { type Command, UsageError } from './command.js';
import { clean, print, printError } from './terminal.js';

/** Each is loaded when it is asked for. */
const COMMANDS: Record<string, { summary: string; load: () => Promise<{ command: Command }> }> = {
	check: { summary: 'tells what is written wrong in pages', load: () => import('./check.js') },
	mark: { summary: 'writes the marks of consent into known third-party tags', load: () => import('./mark.js') },
	audit: {
		summary: 'opens a page in a browser and tells what leaves without consent, and by which line',
		load: () => import('./audit.js'),
	},
};

const HELP = `taggate ${version}

  taggate COMMAND [options]

${Object.entries(COMMANDS)
	.map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`)
	.join('\n')}

  taggate COMMAND --help    what it takes, with examples
  taggate --version

Exit codes: 0 nothing found, 1 something found, 2 wrong arguments or an input that cannot be read.
`;

const run = async ([name, ...rest]: string[]): Promise<number> => {
	if (!name || name === '--help' || name === '-h' || name === 'help') {
		print(HELP);
		return name ? 0 : 2;
	}
	if (name === '--version' || name === '-v') {
		print(`${version}\n`);
		return 0;
	}
	if (!Object.hasOwn(COMMANDS, name)) throw new UsageError(`no command "${name}"; there are ${Object.keys(COMMANDS).join(', ')}`);
	const { command } = await COMMANDS[name]!.load();
	if (rest.includes('--help') || rest.includes('-h')) {
		print(command.help);
		return 0;
	}
	return command.run(rest);
};

run(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		// A wrong argument is no fault of ours: no stack.
		printError(`taggate: ${clean(error instanceof UsageError ? error.message : `${(error as Error)?.stack ?? error}`)}\n`);
		process.exitCode = 2;
	},
);
