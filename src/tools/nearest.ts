/** Which of our names was meant by one that is none. */

/** Letters of a name that are looked at: ours are shorter. */
const LONGEST = 40;

/** How many letters must be put in, taken out or replaced to make one word of another (Levenshtein). */
const measure = (one: string, other: string): number => {
	let above = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let row = 1; row <= one.length; row++) {
		const current = [row];
		for (let column = 1; column <= other.length; column++) {
			const isSame = one[row - 1] === other[column - 1];
			current.push(Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (isSame ? 0 : 1)));
		}
		above = current;
	}
	return above[other.length]!;
};

/** @param names at least one; @returns the one that differs from `given` in the fewest letters; their case does not count */
export const findNearest = (given: string, names: readonly string[]): string => {
	const word = given.slice(0, LONGEST).toLowerCase();
	const distances = names.map((name) => measure(word, name.toLowerCase()));
	return names[distances.indexOf(Math.min(...distances))]!;
};
