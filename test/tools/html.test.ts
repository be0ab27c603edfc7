import { readdirSync, readFileSync } from 'node:fs';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { MOST_TAGS, readTags } from '../../src/tools/html.js';

/** What the tree that browsers build says of the same source: names, attributes, places and parents, in the order of the source. */
const readTree = (html: string) => {
	const found: { start: number; told: unknown[] }[] = [];
	const visit = (node: DefaultTreeAdapterMap['node'], parent: string | undefined) => {
		let next = parent;
		if ('tagName' in node && node.sourceCodeLocation?.startTag) {
			const { startTag, startOffset, endOffset, startLine, startCol, attrs } = node.sourceCodeLocation;
			next = `${node.tagName.toLowerCase()}@${startOffset}`;
			// Two of the parser's own: where a list or a paragraph ends that nobody closes is not told.
			const end = /^(html|body)$/.test(node.tagName) ? 0 : endOffset;
			found.push({
				start: startOffset,
				told: [
					next,
					node.attrs.map(({ value }) => value),
					[startTag.endOffset, end, startLine, startCol],
					Object.values(attrs ?? {}).map(({ startOffset: from, endOffset: to, startLine: line, startCol: column }) => [
						from,
						to,
						line,
						column,
					]),
					parent,
				],
			});
		}
		const children = 'content' in node ? node.content.childNodes : 'childNodes' in node ? node.childNodes : [];
		for (const child of children) visit(child, next);
	};
	visit(parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false }), undefined);
	return found.sort((one, other) => one.start - other.start).map(({ told }) => told);
};

const readOurs = (html: string) =>
	readTags(html).map((tag) => [
		`${tag.name}@${tag.element.start}`,
		Object.values(tag.attributes),
		[tag.startTag.end, /^(html|body)$/.test(tag.name) ? 0 : tag.element.end, tag.element.line, tag.element.column],
		Object.values(tag.places).map(({ start, end, line, column }) => [start, end, line, column]),
		tag.parent && `${tag.parent.name}@${tag.parent.element.start}`,
	]);

const SOURCES: Record<string, string> = {
	'a page':
		'<!doctype html>\n<html lang=en><head><title>A &amp; <b></title></head>\n<body class="a"><p>x <b>y</b></p></body></html>',
	attributes: `<a HREF='x' b=y c d="&lt;&quot;" d="2" é=ü>\r\n<img\n\talt="1"\r\n  src=2 / ><br/></a>`,
	'scripts and style sheets':
		'<script>"<p>" + `</style>` <!-- <script> </script> --></script><style>a > b {} <!-- </style><textarea><p></textarea><p>x</p>',
	templates: '<div><template><p><script>x()</script></p><template><i></i></template></template><p></p></div>',
	'an end tag in a template closes nothing around it': '<div><template></div><p></p></template><b></b></div>',
	tables: '<table><tbody><tr><td><div></td></tr></tbody></table><p></p>',
	'an end tag in a cell closes nothing around the table':
		'<div><table><tbody><tr><td></div><p></p></td></tr></tbody></table><b></b></div>',
	'stray end tags': '<div></b></section><p></p></i></div><p></p>',
	'phrases that blocks keep apart': '<div><span><section></span><b></b></section></span></div><p></p>',
	svg: '<svg viewBox="0 0 1 1"><script>a < b</script><style><g/></style><foreignObject><p><script>"</p>"</script></p></foreignObject><path/><title><b></b></title></svg><script>"<i>"</script>',
	'out of svg': '<svg><g><div></div></g></svg><p></p>',
	cdata: '<svg><![CDATA[<p>]]></svg><!-- <p> --><!doctype x><?php <p> ?><p></p>',
	math: '<math><mi><b></b></mi><annotation-xml encoding="text/html"><p></p></annotation-xml></math><p></p>',
	noscript: '<body><noscript><img src=a><p></p></noscript><p></p>',
	frames: '<iframe><p></iframe><noembed><p></noembed><xmp><p></xmp><p></p>',
	'an image': '<image src=a><p></p>',
	'what is never closed': '<div><section><p>x',
	'half a tag': '<p></p><a href="x',
};

describe('it reads what browsers read', () => {
	it.each(Object.entries(SOURCES))('%s', (_, html) => {
		expect(readOurs(html)).toEqual(readTree(html));
	});

	const files = ['demo/pages/layout.html', 'demo/pages/home.html', 'demo/banners/html.html'].concat(
		readdirSync('demo/recipes', { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.html'))
			.map((file) => `demo/recipes/${file}`),
	);
	it.each(files)('%s', (file) => {
		// What nobody closes ends with what it stands in, and not before the next of its kind.
		const withoutEnds = (rows: unknown[][]) =>
			rows.map(([name, values, place, places]) => [name, values, [(place as number[])[0]], places]);
		const html = readFileSync(file, 'utf8');
		expect(withoutEnds(readOurs(html))).toEqual(withoutEnds(readTree(html)));
	});
});

it('tells the text of scripts, style sheets, titles and text boxes, and where it stands', () => {
	const html = '<title>a &lt; b</title><script>\r\nx < y\n</script><style></style><p>no</p><svg><script>no</script></svg>';
	expect(
		readTags(html).map(({ name, text, textRange }) => [name, text, textRange && html.slice(textRange.start, textRange.end)]),
	).toEqual([
		['title', 'a < b', 'a &lt; b'],
		['script', '\nx < y\n', '\r\nx < y\n'],
		['style', '', undefined],
		['p', '', undefined],
		['svg', '', undefined],
		['script', '', undefined],
	]);
});

it('attributes have no prototype: nothing on one is an attribute', () => {
	const [tag] = readTags('<a></a><b __proto__=x constructor=y>');
	expect('toString' in tag!.attributes).toBe(false);
	expect(Object.keys(readTags('<b __proto__=x constructor=y>')[0]!.attributes)).toEqual(['__proto__', 'constructor']);
});

describe('markup that means harm takes the time of its length', () => {
	/** Twice as much may take twice as long; five times leaves room for a machine that is busy, and none for a square. */
	const LIMIT_FACTOR = 5;
	const HARM: Record<string, (count: number) => string> = {
		'deep nesting': (count) => '<div>'.repeat(count),
		'deep nesting that is closed': (count) => '<p><i>'.repeat(count) + '</i></p>'.repeat(count),
		'formatting that is misnested': (count) => Array.from({ length: count }, (_, index) => `<div><b id=${index}></div>`).join(''),
		'attributes without end': (count) => `<a ${Array.from({ length: count }, (_, index) => `a${index}=1`).join(' ')}>`,
		'quotes that nobody closes': (count) => `<a href="${'x<script>'.repeat(count)}`,
		'comments that nobody closes': (count) => '<!-'.repeat(count),
		'scripts in scripts': (count) => `<script>${'<!--<script>'.repeat(count)}`,
		'half entities': (count) => '&am'.repeat(count),
		'end tags alone': (count) => '<b>'.repeat(count) + '</p></i>'.repeat(count),
		'templates in templates': (count) => '<template><td>'.repeat(count) + '</div></td>'.repeat(count),
	};
	it.each(Object.entries(HARM))('%s', (_, make) => {
		const measure = (count: number) => {
			const html = make(count);
			const start = performance.now();
			readTags(html);
			return performance.now() - start;
		};
		// Once for the compiler.
		measure(10_000);
		const once = Math.max(measure(10_000), 20);
		expect(measure(100_000)).toBeLessThan(once * 10 * LIMIT_FACTOR);
	});

	it('stops at a million tags, and says so', () => {
		let limit = 0;
		const tags = readTags('<b>'.repeat(MOST_TAGS + 5), (offset) => {
			limit = offset;
		});
		expect([tags.length, limit]).toEqual([MOST_TAGS, MOST_TAGS * 3]);
	});
});
