/** What an audit tells: the one shape that every format writes. It is what `--format json` prints and `--baseline` reads. */

export type VisitName = 'undecided' | 'refused' | 'granted' | 'withdrawn' | 'gpc' | 'link';

/** A place in the page or in a file that it loads. */
export interface Spot {
	/** A file's path below the audited folder, or a URL. */
	source: string;
	/** From 1. */
	line: number;
	/** From 1, in UTF-16 units. */
	column: number;
	/** What stands there, cut where it is long. */
	text: string;
}

/** One step on the way from a request back to the page's own line. */
export interface Step {
	what: string;
	spot?: Spot;
}

export interface Party {
	host: string;
	/** As third-party-web knows it; absent where nobody is known. */
	company?: string;
	/** As third-party-web calls it: `ad`, `analytics`, … */
	category?: string;
}

export type ItemKind = 'request' | 'frame' | 'socket' | 'connection' | 'cookie' | 'storage' | 'worker';

/** One thing that went to a third party or was kept in the browser. */
export interface Item extends Party {
	kind: ItemKind;
	/** A URL, or the name of a cookie or key. */
	name: string;
	/** What the browser fetched it as: `script`, `image`, `font`, … ; or where a key is kept: `localStorage`, … */
	type: string;
	/** In which visits. */
	visits: VisitName[];
	/** From what happened back to the page's line; empty where nothing is known. */
	chain: Step[];
}

/** A line of the page, and what left by it without consent. */
export interface Leak {
	/** Absent where the line could not be found. */
	spot?: Spot;
	/** The line was found by searching the page and its scripts, not told by the browser. */
	isInferred: boolean;
	/** How the line is written right; a sentence where there is nothing to write. */
	fix: string;
	items: Item[];
	/** All of it stands in the baseline. */
	isKnown: boolean;
}

export interface Cookie extends Party {
	name: string;
	isOwn: boolean;
	/** Days until it goes; absent: it goes with the browser. */
	days?: number;
	isHttpOnly: boolean;
	isSecure: boolean;
	/** The browser of the audit kept it; browsers differ for third parties. */
	isKept: boolean;
	/** The page names it in `data-cookies`, or it is a tracker's by its name. */
	isHeld: boolean;
	visits: VisitName[];
}

/** A key of the page's own storage. */
export interface Key extends Party {
	name: string;
	type: string;
	isHeld: boolean;
	visits: VisitName[];
}

export interface VisitReport {
	name: VisitName;
	title: string;
	/** Whether all was done; else `notes` say why not. */
	isDone: boolean;
	notes: string[];
	/** How many requests went to the page's own site. */
	ownRequests: number;
	/** How many went elsewhere. */
	thirdRequests: number;
	frames: string[];
	workers: string[];
}

export interface Report {
	tool: string;
	version: string;
	/** The page that was audited, after redirects. */
	url: string;
	/** What counts as the page's own: a registrable domain, or a host with its port. */
	site: string;
	browser: string;
	/** ISO 8601. */
	time: string;
	/** How long the audit took. */
	seconds: number;
	verdict: 'clean' | 'leak' | 'incomplete';
	/** The names that consent was given for. */
	names: string[];
	visits: VisitReport[];
	leaks: Leak[];
	/** All that third parties were asked for, with consent or without. */
	thirdParties: Item[];
	cookies: Cookie[];
	storage: Key[];
}
