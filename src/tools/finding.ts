/** What `check` says of a page. */

/** `error`: something runs or loads without consent, or never; `warning`: it may not do what was meant. */
export type Severity = 'error' | 'warning';

export interface Finding {
	/** The rule's name, such as `not-inert`: stable, for baselines and SARIF. */
	rule: string;
	severity: Severity;
	/** What is wrong and what it costs, in one sentence. */
	message: string;
	/** How it is written right: markup, or a sentence; empty when there is nothing to write. */
	fix: string;
	/** From 1. */
	line: number;
	/** From 1, in UTF-16 units. */
	column: number;
	/** Offsets into the source, in UTF-16 units; the end is behind it. */
	start: number;
	end: number;
}
