/** Which parts of a script stand in functions that nobody calls where they stand. */

interface Scope {
	/** `(`, `[`, `{`, `${`, or `=>`: the body of an arrow function without braces. */
	kind: string;
	start: number;
	isFunction: boolean;
	/** Of a parenthesis: whether a brace behind it begins a function, and not the body of an `if`. */
	isHead: boolean;
}

const CONTROL = /(?:^|[^\w$.])(?:if|for|while|switch|catch|with)$/;
/** An arrow directly before a brace; what stands between the two is space. */
const ARROW = '>';

/** How much text before a parenthesis tells what it is the head of. */
const HEAD_LENGTH = 12;

const skipSpace = (source: string, from: number): number => {
	let at = from;
	while (at < source.length && source.charCodeAt(at) <= 32) at++;
	return at;
};

export const createScopes = (source: string) => {
	const stack: Scope[] = [];
	/** Functions that are not called at once: start and end; an outer one comes behind its inner ones. */
	const later: [start: number, end: number][] = [];
	let closed: Scope | undefined;

	const end = (scope: Scope, at: number) => {
		if (!scope.isFunction) return;
		// `function () {}()`, `(function () {})()`, `(function () {}).call()`, `(function () {}.call())`
		let next = skipSpace(source, at + 1);
		if (scope.kind === '{' && source[next] === ')') next = skipSpace(source, next + 1);
		const isCalled = scope.kind === '{' && (source[next] === '(' || /^\.\s?(?:call|apply)\b/.test(source.slice(next, next + 8)));
		if (!isCalled) later.push([scope.start, at]);
	};
	const endArrows = (at: number) => {
		while (stack.at(-1)?.kind === '=>') end(stack.pop()!, at);
	};
	return {
		/** @param last the last character before it that counts, and where it stands */
		open(kind: string, at: number, last: string, lastAt: number) {
			if (kind === '{' && last === ARROW && stack.at(-1)?.kind === '=>') stack.pop();
			const isHead = kind === '(' && !CONTROL.test(source.slice(Math.max(0, lastAt + 1 - HEAD_LENGTH), lastAt + 1));
			const isFunction = kind === '{' && (last === ARROW || (last === ')' && Boolean(closed?.isHead)));
			stack.push({ kind, start: at, isFunction, isHead });
		},
		close(at: number) {
			endArrows(at);
			closed = stack.pop();
			if (closed) end(closed, at);
		},
		openArrow(at: number) {
			stack.push({ kind: '=>', start: at, isFunction: true, isHead: false });
		},
		endArrows,
		/** Whether a brace ends a part of a template that is code; arrows end with it. */
		closesTemplate(at: number): boolean {
			endArrows(at);
			return stack.at(-1)?.kind === '${';
		},
		/** Ends what has no end. */
		finish(): (offset: number) => boolean {
			for (let scope = stack.pop(); scope; scope = stack.pop()) end(scope, source.length);
			// The outermost alone count; they do not overlap.
			const outer: [number, number][] = [];
			for (const part of later.sort((one, other) => one[0] - other[0]))
				if (!outer.length || part[0] > outer.at(-1)![1]) outer.push(part);
			return (offset) => {
				let low = 0;
				let high = outer.length;
				while (low < high) {
					const middle = (low + high) >> 1;
					if (outer[middle]![1] < offset) low = middle + 1;
					else high = middle;
				}
				return !(low < outer.length && outer[low]![0] <= offset);
			};
		},
	};
};
