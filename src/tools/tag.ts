/** A tag as its author wrote it, and where it stands. */
/** A part of the source: offsets count UTF-16 units from 0, the end is behind the part; line and column count from 1. */
export interface Range {
	start: number;
	end: number;
	line: number;
	column: number;
}

/** An element whose tag stands in the source: those that the parser adds (`tbody`, `html`) are left out. */
export interface Tag {
	/** In lower case. */
	name: string;
	/** Decoded values by name, in lower case. Own properties of an object without a prototype. */
	attributes: Readonly<Record<string, string>>;
	/** Where each attribute stands, with its name and its quotes. */
	places: Readonly<Record<string, Range>>;
	/** The whole element. */
	element: Range;
	/** Its start tag. */
	startTag: Range;
	/** What stands in a script, a style sheet, a title or a text box; else empty. */
	text: string;
	/** Where that stands. */
	textRange?: Range;
	/** The nearest element around it whose tag stands in the source; what stands in a template has the template. */
	parent?: Tag;
	/** Whether it is an HTML element: SVG has scripts, links and images of its own. */
	isHtml: boolean;
}
