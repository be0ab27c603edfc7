import { expect, it } from 'vitest';
import { drawPicture } from '../bench/picture.js';
import { formatMarkdown, readPublished } from '../bench/publish.js';

const { report, picture, table } = readPublished();

it('has the figures of the last full bench in the README, and draws them', () => {
	expect(table).toBe(formatMarkdown(report));
	expect(picture).toBe(drawPicture(report));
	expect(report.results.filter(({ title }) => title).length).toBeGreaterThan(8);
});
