/**
 * Markup as its author wrote it: what each tag says, and where that stands. By the parser's tokens alone: the tree that browsers
 * build of misnested markup grows with the square of it, and a file of 100 kB can take all the memory there is.
 */
import { foreignContent, html as names, type Token, Tokenizer, TokenizerMode } from 'parse5';

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

/** No page has more; each takes some hundred bytes. */
export const MOST_TAGS = 1_000_000;

const { TAG_ID, NS, SPECIAL_ELEMENTS } = names;

/** They have no content, so nothing closes them. */
const VOID = new Set(
	'area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr'.split(' '),
);
/** What stands in them is text. */
const MODES = new Map([
	['script', TokenizerMode.SCRIPT_DATA],
	['plaintext', TokenizerMode.PLAINTEXT],
	...['title', 'textarea'].map((name) => [name, TokenizerMode.RCDATA] as const),
	...['style', 'xmp', 'iframe', 'noembed', 'noframes'].map((name) => [name, TokenizerMode.RAWTEXT] as const),
]);
/** The text of these is told. */
const TOLD = new Set(['script', 'style', 'title', 'textarea']);
/** An end tag in one of these closes nothing around it, but for those of tables, which are closed by their own. */
const SCOPES = new Set(['td', 'th', 'caption']);
const TABLES = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption']);

const NONE: Readonly<Record<string, never>> = Object.freeze(Object.create(null));

/** An element that is not closed yet. */
interface Open {
	tag: Tag;
	namespace: names.NS;
	/** Whether what stands in it is HTML, though it is not. */
	isIntegrationPoint: boolean;
}

const locate = ({ startOffset, endOffset, startLine, startCol }: Token.Location): Range => ({
	start: startOffset,
	end: endOffset,
	line: startLine,
	column: startCol,
});

/**
 * Reads a document, or a fragment of one; it never throws, and takes time and memory that grow with the length alone.
 * @param tellLimit called with the offset behind which nothing was read, where there are more tags than `MOST_TAGS`
 * @returns its tags in the order of the source
 */
export const readTags = (html: string, tellLimit?: (offset: number) => void): Tag[] => {
	const tags: Tag[] = [];
	const opened: Open[] = [];
	/** Where in `opened` each name stands, and what stops an end tag: a template all, a cell most, a block those of phrases. */
	const byName = new Map<string, number[]>();
	const templates: number[] = [];
	const scopes: number[] = [];
	const blocks: number[] = [];
	const isWithin = (index: number, stops: number[]) => index >= (stops.at(-1) ?? 0);

	const update = () => {
		const top = opened.at(-1);
		tokenizer.inForeignNode = !!top && top.namespace !== NS.HTML && !top.isIntegrationPoint;
	};
	const pop = (end: number) => {
		const { tag } = opened.pop()!;
		tag.element.end = end;
		byName.get(tag.name)!.pop();
		for (const indexes of [templates, scopes, blocks]) if (indexes.at(-1) === opened.length) indexes.pop();
	};
	const push = (open: Open, tagID: names.TAG_ID) => {
		const { tag, namespace } = open;
		const index = opened.push(open) - 1;
		const same = byName.get(tag.name);
		if (same) same.push(index);
		else byName.set(tag.name, [index]);
		if (namespace === NS.HTML && tag.name === 'template') templates.push(index);
		if (namespace === NS.HTML && SCOPES.has(tag.name)) scopes.push(index);
		if (SPECIAL_ELEMENTS[namespace].has(tagID)) blocks.push(index);
	};

	const openTag = (token: Token.TagToken) => {
		if (tokenizer.inForeignNode && foreignContent.causesExit(token)) {
			while (tokenizer.inForeignNode) {
				pop(token.location!.startOffset);
				update();
			}
		}
		const name = token.tagName === 'image' && !tokenizer.inForeignNode ? 'img' : token.tagName;
		const namespace = tokenizer.inForeignNode
			? opened.at(-1)!.namespace
			: token.tagID === TAG_ID.SVG
				? NS.SVG
				: token.tagID === TAG_ID.MATH
					? NS.MATHML
					: NS.HTML;
		const tag = makeTag(name, token, opened.at(-1)?.tag, namespace === NS.HTML);
		tags.push(tag);
		if (tags.length === MOST_TAGS) {
			tellLimit?.(tag.startTag.end);
			tokenizer.pause();
			return;
		}
		if (namespace === NS.HTML ? VOID.has(name) : token.selfClosing) return;
		const id = namespace === NS.SVG && name === 'foreignobject' ? TAG_ID.FOREIGN_OBJECT : token.tagID;
		const isIntegrationPoint = namespace !== NS.HTML && foreignContent.isIntegrationPoint(id, namespace, token.attrs);
		push({ tag, namespace, isIntegrationPoint }, id);
		update();
		const mode = namespace === NS.HTML && MODES.get(name);
		if (mode) tokenizer.state = mode;
	};

	const closeTag = ({ tagName, tagID, location }: Token.TagToken) => {
		const index = byName.get(tagName)?.at(-1);
		// What stands behind them belongs to the body all the same.
		if (index === undefined || tagName === 'html' || tagName === 'body') return;
		if (tagName !== 'template' && !isWithin(index, templates)) return;
		if (!TABLES.has(tagName) && !isWithin(index, scopes)) return;
		if (!SPECIAL_ELEMENTS[opened[index]!.namespace].has(tagID) && !isWithin(index, blocks)) return;
		while (opened.length > index + 1) pop(location!.startOffset);
		pop(location!.endOffset);
		update();
	};

	const addText = ({ chars, location }: Token.CharacterToken) => {
		const tag = opened.at(-1)?.tag;
		if (!tag?.isHtml || !TOLD.has(tag.name)) return;
		tag.text += chars;
		if (tag.textRange) tag.textRange.end = location!.endOffset;
		else tag.textRange = locate(location!);
	};

	const ignore = () => undefined;
	const tokenizer = new Tokenizer(
		{ sourceCodeLocationInfo: true },
		{
			onStartTag: openTag,
			onEndTag: closeTag,
			onCharacter: addText,
			onNullCharacter: addText,
			onWhitespaceCharacter: addText,
			onComment: ignore,
			onDoctype: ignore,
			onEof: ignore,
		},
	);
	tokenizer.write(html, true);
	while (opened.length) pop(html.length);
	return tags;
};

const makeTag = (name: string, { attrs, location }: Token.TagToken, parent: Tag | undefined, isHtml: boolean): Tag => {
	let attributes: Record<string, string> = NONE;
	let places: Record<string, Range> = NONE;
	if (attrs[0]) {
		attributes = Object.create(null);
		places = Object.create(null);
		for (const { name: attribute, value } of attrs) {
			attributes[attribute] = value;
			const place = location!.attrs?.[attribute];
			if (place) places[attribute] = locate(place);
		}
	}
	const tag: Tag = { name, attributes, places, element: locate(location!), startTag: locate(location!), text: '', isHtml };
	if (parent) tag.parent = parent;
	return tag;
};
