import { describe, expect, it } from 'vitest';
import { isFulfilled, lacksGrant, parseCondition, tellMalformed, tellMissing } from '../../../src/inspector/terms.js';

const isGranted = (name: string) => ['a', 'b', 'necessary', 'decided'].includes(name);
/** The visitor has said no to `c`, and nothing of `d`. */
const isAnswered = (name: string) => isGranted(name) || name === 'c';
const parse = (condition: string) => parseCondition(condition, isGranted, isAnswered)!;

describe('what a condition that does not hold still needs', () => {
	it.each([
		['c', 'Needs c.'],
		['a c , d', 'Needs c and d.'],
		['c | a d', 'Needs c, or d.'],
		['!a', 'Needs a withdrawn.'],
		['!a c', 'Needs a withdrawn and c.'],
		['!decided', 'Needs the decision forgotten.'],
		['?a', 'Needs no answer for a.'],
		['?a c', 'Needs no answer for a and c.'],
		['?decided', 'Needs the decision forgotten.'],
		['!necessary', 'Needs what can never be: “necessary” always holds.'],
	])('"%s": %s', (condition, sentence) => {
		expect(isFulfilled(parse(condition))).toBe(false);
		expect(tellMissing(parse(condition))).toBe(sentence);
	});

	it('is a decision, where that has not been made', () => {
		expect(tellMissing(parseCondition('decided', () => false)!)).toBe('Needs a decision.');
	});
});

it.each(['?d', '?d a', 'a', 'a b', 'c | a', '!c', '!c, a'])('"%s" is fulfilled', (condition) => {
	expect(isFulfilled(parse(condition))).toBe(true);
});

it('tells what must be granted from what must only be withdrawn', () => {
	expect([lacksGrant(parse('!a')), lacksGrant(parse('!a c')), lacksGrant(parse('!a | c'))]).toEqual([false, true, true]);
});

it('shows each name with whether it is granted', () => {
	expect(parse('a , !c|b')).toEqual([
		[
			{ name: 'a', sign: '', isGranted: true, isMet: true },
			{ name: 'c', sign: '!', isGranted: false, isMet: true },
		],
		[{ name: 'b', sign: '', isGranted: true, isMet: true }],
	]);
});

describe('a malformed condition', () => {
	it.each([
		['', 'The condition is empty: it never holds.'],
		['  ', 'The condition is empty: it never holds.'],
		['a $b', '“$b” is no name: it never holds.'],
		['a !!b', '“!!b” is no name: it never holds.'],
		['a,,b', 'A name is missing beside a comma or “|”: it never holds.'],
		['a |', 'A name is missing beside a comma or “|”: it never holds.'],
	])('"%s": %s', (condition, sentence) => {
		expect(parseCondition(condition, isGranted)).toBeUndefined();
		expect(tellMalformed(condition)).toBe(sentence);
	});
});
