/** What `mark` takes and tells. */
import type { Edit } from './write.js';

/** A third party that the tables do not know, or that the site sees differently. */
export interface Rule {
	/** A host, and all below it. */
	host?: string;
	/** A global that its inline scripts call or fill, such as `acme`. */
	call?: string;
	/** Who it is, for the report. */
	company?: string;
	/** The condition under which its tags are live: `statistical`, `functional | maps`; `none` leaves them alone. */
	category: string;
}

export interface MarkOptions {
	/** They win over everything that is known. */
	rules?: readonly Rule[];
	/**
	 * Kinds of third-party-web (`analytics`), companies (`Hotjar`) or hosts (`cdn.example.com`, with all below it), in any case,
	 * and the condition that their tags take; `none` leaves them alone. A host wins over a company, a company over a kind.
	 */
	map?: Readonly<Record<string, string>>;
	/** Hosts of the site itself, with all below them: never marked nor listed. That of a canonical link is one. */
	own?: readonly string[];
}

/** Where something stands. */
export interface Place {
	/** The element: `script`, `iframe`, `img`, `link`, … */
	tag: string;
	/** From 1. */
	line: number;
	/** From 1, in UTF-16 units. */
	column: number;
	/** Offsets of the start tag in UTF-16 units; the end is behind it. */
	start: number;
	end: number;
}

/** A tag that is to wait. */
export interface Mark extends Place {
	company: string;
	/** What it is, as third-party-web says it. */
	kind: string;
	/** The condition that it is given. */
	category: string;
	/** How one sees whose it is: its address, or what it calls. */
	sign: string;
	/** The start tag as it is to be. */
	after: string;
	edits: Edit[];
}

/**
 * `unknown-host`: nobody knows the host; `kind`: third-party-web knows it, but a page may not do without its kind;
 * `call-in-function`: a script of the page's own that calls a vendor later; `loaded-by-code`: a script that may load it;
 * `consent-default`: Consent Mode's defaults, which have to run before Google's tags; `lazy`: other code loads it from
 * `data-src`; `cannot-hold`: the runtime cannot hold an element of this kind; `twice`: an attribute that stands twice.
 */
export type Doubt =
	| 'unknown-host'
	| 'kind'
	| 'call-in-function'
	| 'loaded-by-code'
	| 'consent-default'
	| 'lazy'
	| 'cannot-hold'
	| 'twice';

/** What is left for its author to decide. */
export interface Unknown extends Place {
	reason: Doubt;
	/** The address, or the call. */
	sign: string;
	/** Where there is one. */
	host?: string;
	company?: string;
	kind?: string;
}

export interface Marks {
	/** In the order of the source. */
	marks: Mark[];
	unknown: Unknown[];
}

/** A page of which not all was read; its message says why. */
export class MarkupError extends Error {}
