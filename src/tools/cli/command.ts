/** What a command of `npx taggate` is. */

export interface Command {
	/** What `--help` prints: usage, every option, examples, exit codes. */
	help: string;
	/** @param args what stands behind the command's name; @returns the exit code; @throws UsageError for what is written wrong */
	run(args: string[]): Promise<number>;
}

/** What was written wrong, in one sentence that says how it is written right. Printed without a stack; the exit code is 2. */
export class UsageError extends Error {}
