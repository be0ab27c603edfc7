/** Code as far as one must read it to tell what it calls from what it only mentions: one pass, in linear time. */
import { createScopes } from './scopes.js';

export interface Code {
	/** As long as the source: comments, and what stands in strings, templates and regular expressions, are blanks. */
	text: string;
	/** What stands in strings and templates, by the offset of the quote. */
	strings: Map<number, string>;
	/** Whether what stands at an offset runs with the script: in no function, or in those alone that are called where they stand. */
	runsAtOnce(offset: number): boolean;
}

const SPACE = /\s/;
const WORD = /[\w$]/;
/** Behind these a slash begins a regular expression, though they look like a value. */
const OPERATORS = /(?:^|[^\w$.])(?:return|typeof|case|do|else|in|of|void|delete|throw|new|instanceof|yield|await)$/;

/** @param source of a classic script or a module; what is no code gives an answer too */
export const readCode = (source: string): Code => {
	const strings = new Map<number, string>();
	const scopes = createScopes(source);
	const pieces: string[] = [];
	/** How much of the source stands in `pieces`. */
	let written = 0;
	let last = '';
	let lastAt = -1;
	/** A slash before this is no regular expression: one was looked for and has no end on this line. */
	let noPattern = 0;
	let at = 0;

	const blank = (from: number, to: number) => {
		pieces.push(source.slice(written, from), ' '.repeat(to - from));
		written = to;
	};
	/** @returns where the literal ends, behind its quote; a string ends with its line at the latest */
	const skipString = (from: number, quote: string): number => {
		let end = from + 1;
		while (end < source.length && source[end] !== quote && source[end] !== '\n') end += source[end] === '\\' ? 2 : 1;
		return Math.min(end, source.length);
	};
	/** @returns the end of a template's text: its last quote, or the `${` of a part that is code */
	const skipTemplate = (from: number): number => {
		let end = from + 1;
		while (end < source.length && source[end] !== '`' && !(source[end] === '$' && source[end + 1] === '{'))
			end += source[end] === '\\' ? 2 : 1;
		return Math.min(end, source.length);
	};
	const skipPattern = (from: number): number => {
		let isInClass = false;
		for (let end = from + 1; end < source.length; end++) {
			const character = source[end]!;
			if (character === '\\') end++;
			else if (character === '[') isInClass = true;
			else if (character === ']') isInClass = false;
			else if (character === '\n') {
				noPattern = end;
				return -1;
			} else if (character === '/' && !isInClass) return end;
		}
		noPattern = source.length;
		return -1;
	};
	const keep = (from: number, end: number) => {
		strings.set(from, source.slice(from + 1, end));
		blank(from + 1, end);
	};
	const isValue = () => {
		if (!last || !/[\w$)\]}'"`]/.test(last)) return false;
		return !WORD.test(last) || !OPERATORS.test(source.slice(Math.max(0, lastAt - 12), lastAt + 1));
	};
	/** From a quote, or from the brace that ends a part that is code. */
	const readTemplate = (from: number): number => {
		const end = skipTemplate(from);
		keep(from, end);
		if (source[end] !== '$') return end + 1;
		scopes.open('${', end, '', -1);
		return end + 2;
	};

	while (at < source.length) {
		const character = source[at]!;
		const next = source[at + 1];
		const from = at;
		if (SPACE.test(character)) {
			at++;
			continue;
		}
		if (character === '/' && (next === '/' || next === '*')) {
			const end = next === '/' ? source.indexOf('\n', at) : source.indexOf('*/', at + 2);
			at = end < 0 ? source.length : next === '/' ? end : end + 2;
			blank(from, at);
			continue;
		}
		if (character === '"' || character === "'") {
			const end = skipString(at, character);
			keep(at, end);
			at = end + 1;
		} else if (character === '`') {
			at = readTemplate(at);
		} else if (character === '/' && at >= noPattern && !isValue()) {
			const end = skipPattern(at);
			if (end > 0) blank(at + 1, end);
			at = end > 0 ? end + 1 : at + 1;
		} else if (character === '}' && scopes.closesTemplate(at)) {
			scopes.close(at);
			at = readTemplate(at);
		} else {
			if (character === '=' && next === '>') {
				scopes.openArrow(at);
				at++;
			} else if ('({['.includes(character)) scopes.open(character, at, last, lastAt);
			else if (')}]'.includes(character)) scopes.close(at);
			else if (character === ',' || character === ';') scopes.endArrows(at);
			at++;
		}
		last = at - from === 2 && character === '=' ? '>' : character;
		lastAt = from;
		// A template that has ended is a value.
		if (source[at - 1] === '`') last = '`';
	}
	pieces.push(source.slice(written));
	return { text: pieces.join(''), strings, runsAtOnce: scopes.finish() };
};
