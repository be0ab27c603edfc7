import { beforeAll, describe, expect, it } from 'vitest';
import { start } from '../../src/gate/index.js';

const gate = start({ granted: 'x:y/z.1' });
beforeAll(() => gate.update({ a: true, b: true, 'video-23': true, refused: false }));

describe('a condition', () => {
	it.each([
		['a', true],
		['c', false],
		['a b', true],
		['a,b', true],
		['a , b', true],
		['  a\n\tb ', true],
		['a c', false],
		['c | a', true],
		['c | d', false],
		['c|a b', true],
		['a b|c', true],
		['a c|b d', false],
		['!c', true],
		['!a', false],
		['a !c', true],
		['!a | b', true],
		['!refused', true],
		['?a', false],
		['?refused', false],
		['?c', true],
		['a ?c', true],
		['?a | ?c', true],
		['?necessary', false],
		['?x:y/z.1', false],
		['video-23', true],
		['x:y/z.1', true],
		['A', false],
		['constructor', false],
		['__proto__', false],
		['!constructor', true],
		['0', false],
		['1', false],
	])('"%s" holds: %s', (condition, expected) => expect(gate.has(condition)).toBe(expected));

	it.each([
		...['', ' ', '|', 'a|', '|a', 'a||b', 'a,,b', 'a,', ',a', '!', '! a', '!!a', 'a!', 'a!b', 'a&b', 'a$', '(a)', 'æ'],
		...['?', '? a', '??a', '!?a', '?!a', 'a?b', 'a | b$', '0$', 'a |\n'],
	])('"%s" is malformed: it never holds, and `when` says so', async (condition) => {
		let reason = '';
		const hear = (event: Event) => {
			reason = (event as CustomEvent<{ reason: string }>).detail.reason;
		};
		addEventListener('consent:error', hear, true);
		gate.when(condition, () => {});
		// The gate looks when the running code is over.
		await new Promise((resolve) => setTimeout(resolve));
		removeEventListener('consent:error', hear, true);
		expect([gate.has(condition), reason]).toEqual([false, `malformed condition "${condition}"`]);
	});
});
