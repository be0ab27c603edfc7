import { describe, expect, it } from 'vitest';
import { isFulfilled, lacksGrant, parseCondition, tellMalformed, tellMissing } from '../../../src/inspector/terms.js';

const isGranted = (name: string) => ['a', 'b', 'necessary', 'decided'].includes(name);
const parse = (condition: string) => parseCondition(condition, isGranted)!;

describe('what a condition that does not hold still needs', () => {
	it.each([
		['c', 'Needs c.'],
		['a c , d', 'Needs c and d.'],
		['c | a d', 'Needs c, or d.'],
		['!a', 'Needs a withdrawn.'],
		['!a c', 'Needs a withdrawn and c.'],
		['!decided', 'Needs the decision forgotten.'],
		['?a', 'Needs no answer for a.'],
		['?a c | !b', 'Needs no answer for a and c, or b withdrawn.'],
		['!necessary', 'Needs what can never be: “necessary” always holds.'],
	])('"%s": %s', (condition, sentence) => {
		expect(isFulfilled(parse(condition))).toBe(false);
		expect(tellMissing(parse(condition))).toBe(sentence);
	});

	it('is no answer, also where the answer was no', () => {
		const isAnswered = (name: string) => name === 'c';
		expect(tellMissing(parseCondition('?c', isGranted, isAnswered)!)).toBe('Needs no answer for c.');
		expect(isFulfilled(parseCondition('?d', isGranted, isAnswered)!)).toBe(true);
	});

	it('is a decision, where that has not been made', () => {
		expect(tellMissing(parseCondition('decided', () => false)!)).toBe('Needs a decision.');
	});
});

it.each(['a', 'a b', 'c | a', '!c', '!c, a'])('"%s" is fulfilled', (condition) => {
	expect(isFulfilled(parse(condition))).toBe(true);
});

it('tells what must be granted from what must only be withdrawn', () => {
	expect([lacksGrant(parse('!a')), lacksGrant(parse('!a c')), lacksGrant(parse('!a | c')), lacksGrant(parse('?a'))]).toEqual([
		false,
		true,
		true,
		false,
	]);
});

it('shows each name with whether it is granted', () => {
	expect(parse('a , !c|?b')).toEqual([
		[
			{ name: 'a', sign: '', isGranted: true, isMet: true },
			{ name: 'c', sign: '!', isGranted: false, isMet: true },
		],
		[{ name: 'b', sign: '?', isGranted: true, isMet: false }],
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
