/** Markup as its author wrote it: what each tag says, and where that stands. */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, Parser } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Parsed = DefaultTreeAdapterMap['element'];

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
	attributes: Record<string, string>;
	/** Where each attribute stands, with its name and its quotes. */
	places: Record<string, Range>;
	/** The whole element. */
	element: Range;
	/** Its start tag. */
	startTag: Range;
	/** What stands in a script or a style sheet; else empty. */
	text: string;
	/** Where that stands. */
	textRange?: Range;
	/** The nearest element around it whose tag stands in the source; what stands in a template has the template. */
	parent?: Tag;
	/** Whether it is an HTML element: SVG has scripts, links and images of its own. */
	isHtml: boolean;
}

interface Location {
	startOffset: number;
	endOffset: number;
	startLine: number;
	startCol: number;
}

const locate = ({ startOffset, endOffset, startLine, startCol }: Location): Range => ({
	start: startOffset,
	end: endOffset,
	line: startLine,
	column: startCol,
});

const HTML = 'http://www.w3.org/1999/xhtml';

/** Markup that nobody writes and that would take hours to read. Its message says so in a few words. */
export class MarkupError extends Error {}

/** Browsers themselves nest no deeper than 512; what each tag costs grows with it. */
const MAX_DEPTH = 1000;
/** Some 10 MB of markup that says little else; each takes a kilobyte of memory. */
const MAX_ELEMENTS = 1_000_000;
/** Of one tag; what each attribute costs grows with those before it. */
const MAX_ATTRIBUTES = 10_000;
/** After so many UTF-16 units the attributes of a tag that has not ended are counted. */
const CHUNK = 1 << 14;

const parse = (html: string): Node => {
	let depth = 0;
	let count = 0;
	const parser = new Parser<DefaultTreeAdapterMap>({
		sourceCodeLocationInfo: true,
		scriptingEnabled: false,
		treeAdapter: {
			...defaultTreeAdapter,
			onItemPush() {
				depth++;
				count++;
				if (count > MAX_ELEMENTS) throw new MarkupError(`there are more than ${MAX_ELEMENTS} elements`);
				if (depth > MAX_DEPTH) throw new MarkupError(`elements nest deeper than ${MAX_DEPTH}`);
			},
			onItemPop() {
				depth--;
			},
		},
	});
	// What is protected is so for those who extend it.
	const tokenizer = parser.tokenizer as unknown as {
		write(text: string, isLast: boolean): void;
		currentToken?: { attrs?: readonly unknown[] } | null;
	};
	for (let at = 0; at === 0 || at < html.length; at += CHUNK) {
		tokenizer.write(html.slice(at, at + CHUNK), at + CHUNK >= html.length);
		if ((tokenizer.currentToken?.attrs?.length ?? 0) > MAX_ATTRIBUTES)
			throw new MarkupError(`a tag has more than ${MAX_ATTRIBUTES} attributes`);
	}
	return parser.document;
};

/**
 * Parses a document, or a fragment of one, as browsers do.
 * @returns its tags in the order of the source
 * @throws MarkupError for what would take too long: elements that nest deeper than 1,000, a million of them, a tag of more than 10,000 attributes
 */
export const readTags = (html: string): Tag[] => {
	const tags: Tag[] = [];
	// A stack of its own: markup that nests a hundred thousand deep must not end ours.
	const waiting: { node: Node; parent: Tag | undefined }[] = [{ node: parse(html), parent: undefined }];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const { node, parent } = next;
		const tag = 'tagName' in node ? read(node, parent) : undefined;
		if (tag) tags.push(tag);
		const children = 'content' in node ? node.content.childNodes : 'childNodes' in node ? node.childNodes : [];
		for (let index = children.length - 1; index >= 0; index--) waiting.push({ node: children[index]!, parent: tag ?? parent });
	}
	return tags.sort((one, other) => one.element.start - other.element.start);
};

const read = (node: Parsed, parent: Tag | undefined): Tag | undefined => {
	const location = node.sourceCodeLocation;
	if (!location?.startTag) return;
	const attributes = Object.create(null) as Record<string, string>;
	const places = Object.create(null) as Record<string, Range>;
	for (const { name, value } of node.attrs) {
		attributes[name] = value;
		const place = location.attrs?.[name];
		if (place) places[name] = locate(place);
	}
	const tag: Tag = {
		name: node.tagName.toLowerCase(),
		attributes,
		places,
		element: locate(location),
		startTag: locate(location.startTag),
		text: '',
		isHtml: node.namespaceURI === HTML,
	};
	if (parent) tag.parent = parent;
	const [text] = node.childNodes;
	if (/^(script|style|noscript|title|textarea)$/.test(tag.name) && text?.nodeName === '#text' && text.sourceCodeLocation) {
		tag.text = (text as DefaultTreeAdapterMap['textNode']).value;
		tag.textRange = locate(text.sourceCodeLocation);
	}
	return tag;
};
