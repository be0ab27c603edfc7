/** What a template engine puts into a page before a browser sees it: of that nothing can be said. */

/** Stands for code of the server. */
const MARK = '\uE000';
const ENGINES: [start: RegExp, end: string, isOpenEnded: boolean][] = [
	[/<\?(?:php\b|=)/gi, '?>', true],
	[/<%/g, '%>', false],
];

/** Puts a mark in place of the server's code, which is no markup, so that everything else stays where it stands. */
export const maskCode = (html: string): string => {
	for (const [start, end, isOpenEnded] of ENGINES) {
		const parts: string[] = [];
		let from = 0;
		start.lastIndex = 0;
		for (let match = start.exec(html); match; match = start.exec(html)) {
			const found = html.indexOf(end, match.index);
			if (found < 0 && !isOpenEnded) break;
			const to = found < 0 ? html.length : found + end.length;
			parts.push(html.slice(from, match.index), MARK, html.slice(match.index + 1, to).replace(/[^\n\r]/g, ' '));
			start.lastIndex = from = to;
		}
		if (from) html = parts.join('') + html.slice(from);
	}
	return html;
};

/** Whether a value is made by the server. */
export const isDynamic = (value: string): boolean => /\uE000|\{\{|\{%|\[\[|\$\{|#\{|@\{|^@\w/.test(value);

/** Whether markup has parts that come from elsewhere. @param html without its scripts, which have braces of their own */
export const hasParts = (html: string): boolean => /\uE000|\{\{\{?[\s\w.#>]|\{%|<!--#include/.test(html);
