import { describe, expect, it } from 'vitest';
import { describe as describeTag, findTags, getLabel } from '../../../src/inspector/tags.js';

function read(html: string) {
	// Not in the document, where happy-dom would load frames.
	const page = document.createElement('div');
	page.innerHTML = html;
	return [...findTags(page)];
}
const first = (html: string) => read(html)[0]!.element;

it('finds what is gated, in the order of the page and in templates, and nothing else', () => {
	const found = read(`<p data-category="shoes">a shop's own</p><img data-category="shoes" src="shoe.png">
		<script id="one" type="text/plain" data-category="a"></script><script id="ordinary"></script>
		<template id="two" data-category="b"><iframe id="three" data-category="c" data-src="/x"></iframe><script id="four"></script></template>
		<template id="ordinary"><script id="five" type="text/plain" data-category="d"></script><script id="ordinary"></script></template>
		<iframe id="six" data-category="e" src="/x"></iframe><p id="seven" data-cookies="x"></p><img id="eight" data-category="f" data-srcset="x">`);
	expect(found.map(({ element, template, condition }) => [element.id, template?.id, condition])).toEqual([
		['one', undefined, 'a'],
		['two', undefined, 'b'],
		['three', 'two', 'c'],
		['four', 'two', 'b'],
		['five', 'ordinary', 'd'],
		['six', undefined, 'e'],
		['seven', undefined, undefined],
		['eight', undefined, 'f'],
	]);
});

describe('a label', () => {
	it.each([
		['<script data-name="Map" id="x" data-category="a"></script>', 'Map'],
		['<iframe title="The harbour" id="x" data-category="a" data-src="/x"></iframe>', 'The harbour'],
		['<script id="x" data-category="a"></script>', '#x'],
		['<script type="text/plain" data-category="a" src="https://example.com/js/analyze.js?v=1"></script>', 'analyze.js'],
		['<iframe data-category="a" data-src="https://example.com/"></iframe>', 'example.com'],
		['<script type="text/plain" data-category="a">\n\tstartMap(\n1)</script>', 'startMap( 1)'],
		[`<script type="text/plain" data-category="a">${'x'.repeat(99)}</script>`, `${'x'.repeat(59)}…`],
		['<template data-category="a"></template>', 'template'],
	])('of %s is %s', (html, label) => {
		expect(getLabel(first(html))).toBe(label);
	});
});

it.each([
	['<script type="text/plain" data-category="a">x</script>', 'inline script'],
	[
		'<script type="text/plain" data-type="module" data-category="a" src="https://example.com/x.js" async></script>',
		'script, module, async, example.com',
	],
	['<img data-category="a" data-srcset="x 2x">', 'img'],
])('%s is called "%s"', (html, kind) => {
	expect(describeTag(first(html)).replace(`, ${location.host}`, '')).toBe(kind);
});
