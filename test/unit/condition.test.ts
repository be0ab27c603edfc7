import { describe, expect, it } from 'vitest';
import { evaluate, isName } from '../../src/condition.js';

const granted = (name: string) => (['a', 'b', 'video-23', 'x:y/z.1'].includes(name) ? true : undefined);

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
		['!c', true],
		['!a', false],
		['a !c', true],
		['!a | b', true],
		['video-23', true],
		['x:y/z.1', true],
		['A', false],
		['constructor', false],
		['__proto__', false],
		['!constructor', true],
	])('"%s" holds: %s', (condition, expected) => expect(evaluate(condition, granted)).toBe(expected));

	it.each(['', ' ', '|', 'a|', '|a', 'a||b', 'a,,b', 'a,', ',a', '!', '! a', '!!a', 'a!', 'a!b', 'a&b', 'a$', '(a)', 'æ'])(
		'"%s" is malformed',
		(condition) => expect(evaluate(condition, granted)).toBeUndefined(),
	);

	it('is malformed as a whole, also behind a group that holds', () => expect(evaluate('a | b$', granted)).toBeUndefined());
});

it('a name has letters, digits and _ - . / :, and nothing else', () => {
	expect(['a', 'A1', '_-./:', '0'].every(isName)).toBe(true);
	expect(['', ' ', 'a b', '!a', 'a!', 'a|b', 'a,b', 'é', 'a\n'].some(isName)).toBe(false);
});
