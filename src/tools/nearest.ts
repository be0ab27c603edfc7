/** What was probably meant. */

/**
 * How many letters are to be changed, added, left out or swapped with their neighbour.
 * @param limit more is as good as this and one
 */
export const measureDistance = (one: string, other: string, limit: number): number => {
	if (Math.abs(one.length - other.length) > limit) return limit + 1;
	let before: number[] = [];
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let y = 1; y <= one.length; y++) {
		const next = [y];
		for (let x = 1; x <= other.length; x++) {
			const isSame = one[y - 1] === other[x - 1];
			const isSwapped = one[y - 1] === other[x - 2] && one[y - 2] === other[x - 1];
			next.push(
				Math.min(
					row[x]! + 1,
					next[x - 1]! + 1,
					row[x - 1]! + (isSame ? 0 : 1),
					isSwapped && !isSame ? (before[x - 2] ?? limit) + 1 : limit + 1,
				),
			);
		}
		if (Math.min(...next) > limit) return limit + 1;
		before = row;
		row = next;
	}
	return row[other.length]!;
};

/** No name of ours, nor any that a site gives, is longer. */
const LONGEST = 64;

/** The nearest of some words, where one is near: two letters off, or one in a short word. */
export const findNearest = (word: string, words: Iterable<string>): string | undefined => {
	if (word.length > LONGEST) return;
	let nearest: string | undefined;
	let least = 3;
	for (const candidate of words) {
		const limit = Math.min(least - 1, Math.min(word.length, candidate.length) > 4 ? 2 : 1);
		const distance = measureDistance(word, candidate, limit);
		if (distance > limit || distance === 0) continue;
		nearest = candidate;
		least = distance;
	}
	return nearest;
};

/** @param words at least one; @returns the nearest, however far it is: for a mistake that names one all the same; case does not count */
export const findClosest = (word: string, words: readonly string[]): string => {
	const given = word.slice(0, LONGEST).toLowerCase();
	const distances = words.map((candidate) => measureDistance(given, candidate.toLowerCase(), LONGEST));
	return words[distances.indexOf(Math.min(...distances))]!;
};
