/** A unified diff of edits that are known: nothing has to be compared. */
import { applyEdits, type Edit } from '../mark/write.js';

/** Lines around a change. */
const CONTEXT = 3;

/** A line of a diff with its sign, ` `, `-`, `+`, `@` or `\`, first. */
export type DiffLine = string;

/** Offsets at which lines begin. */
const listStarts = (text: string): number[] => {
	const starts = [0];
	for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return starts;
};

const findLine = (starts: number[], offset: number): number => {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (starts[middle]! <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
};

const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const move = ({ start, end, text }: Edit, by: number): Edit => ({ start: start + by, end: end + by, text });

/** What stands for a line without an end, as `patch` reads it. */
const write = (sign: string, line: string): DiffLine[] =>
	line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'];

/** @param edits in the order of the source; @returns the hunks, without the names of files */
export const diff = (source: string, edits: readonly Edit[]): DiffLine[] => {
	const starts = listStarts(source);
	/** Lines from and to, the end behind them, that change together; and hunks of those that are near each other. */
	const changes: { from: number; to: number; edits: Edit[] }[] = [];
	for (const edit of edits) {
		const from = findLine(starts, edit.start);
		const to = findLine(starts, Math.max(edit.start, edit.end - 1)) + 1;
		const before = changes.at(-1);
		if (before && from <= before.to) {
			before.to = Math.max(before.to, to);
			before.edits.push(edit);
		} else changes.push({ from, to, edits: [edit] });
	}
	const hunks: (typeof changes)[] = [];
	for (const change of changes) {
		const before = hunks.at(-1);
		if (before && change.from - before.at(-1)!.to <= 2 * CONTEXT) before.push(change);
		else hunks.push([change]);
	}

	const cut = (from: number, to: number) => source.slice(starts[from] ?? source.length, starts[to] ?? source.length);
	const lines: DiffLine[] = [];
	/** How many lines the new text has more so far. */
	let shift = 0;
	for (const hunk of hunks) {
		const first = Math.max(0, hunk[0]!.from - CONTEXT);
		const last = Math.min(starts.length, hunk.at(-1)!.to + CONTEXT);
		const body: DiffLine[] = [];
		let at = first;
		let added = 0;
		for (const change of hunk) {
			for (const line of splitLines(cut(at, change.from))) body.push(...write(' ', line));
			const old = cut(change.from, change.to);
			const changed = splitLines(
				applyEdits(
					old,
					change.edits.map((edit) => move(edit, -starts[change.from]!)),
				),
			);
			for (const line of splitLines(old)) body.push(...write('-', line));
			for (const line of changed) body.push(...write('+', line));
			added += changed.length - (change.to - change.from);
			at = change.to;
		}
		for (const line of splitLines(cut(at, last))) body.push(...write(' ', line));
		lines.push(`@@ -${first + 1},${last - first} +${first + 1 + shift},${last - first + added} @@`, ...body);
		shift += added;
	}
	return lines;
};
