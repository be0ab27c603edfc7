/**
 * Markup as its author wrote it: what each tag says, and where that stands. By the parser's tokens alone: the tree that browsers
 * build of misnested markup grows with the square of it, and a file of 100 kB can take all the memory there is.
 */
import { foreignContent, html as names, type Token, Tokenizer, TokenizerMode } from 'parse5';
import { createOpenElements } from './open-elements.js';
import type { Range, Tag } from './tag.js';

export type { Range, Tag } from './tag.js';

/** No page has more; each takes some hundred bytes. */
export const MOST_TAGS = 1_000_000;

const { TAG_ID, NS } = names;

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
const NONE: Readonly<Record<string, never>> = Object.freeze(Object.create(null));

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
	const opened = createOpenElements();

	const update = () => {
		const top = opened.top();
		tokenizer.inForeignNode = !!top && top.namespace !== NS.HTML && !top.isIntegrationPoint;
	};

	const openTag = (token: Token.TagToken) => {
		if (tokenizer.inForeignNode && foreignContent.causesExit(token)) {
			while (tokenizer.inForeignNode) {
				opened.pop(token.location!.startOffset);
				update();
			}
		}
		const name = token.tagName === 'image' && !tokenizer.inForeignNode ? 'img' : token.tagName;
		const namespace = tokenizer.inForeignNode
			? opened.top()!.namespace
			: token.tagID === TAG_ID.SVG
				? NS.SVG
				: token.tagID === TAG_ID.MATH
					? NS.MATHML
					: NS.HTML;
		const tag = makeTag(name, token, opened.top()?.tag, namespace === NS.HTML);
		tags.push(tag);
		if (tags.length === MOST_TAGS) {
			tellLimit?.(tag.startTag.end);
			tokenizer.pause();
			return;
		}
		if (namespace === NS.HTML ? VOID.has(name) : token.selfClosing) return;
		const id = namespace === NS.SVG && name === 'foreignobject' ? TAG_ID.FOREIGN_OBJECT : token.tagID;
		const isIntegrationPoint = namespace !== NS.HTML && foreignContent.isIntegrationPoint(id, namespace, token.attrs);
		opened.push({ tag, namespace, isIntegrationPoint }, id);
		update();
		const mode = namespace === NS.HTML && MODES.get(name);
		if (mode) tokenizer.state = mode;
	};

	const closeTag = ({ tagName, tagID, location }: Token.TagToken) => {
		opened.close(tagName, tagID, location!.startOffset, location!.endOffset);
		update();
	};

	const addText = ({ chars, location }: Token.CharacterToken) => {
		const tag = opened.top()?.tag;
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
	opened.closeAll(html.length);
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
