/** `npx taggate audit` on the demo, and on a copy of it with tags planted wrong. */
import { availableParallelism, loadavg } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemo } from '../../demo/start.mjs';
import { BROWSERS, leakOf, read, run } from './audit-run.js';
import { PLANTED, plant, type Running, serveCopy, serveThirdParty } from './audit-site.js';

let demo: Awaited<ReturnType<typeof startDemo>>;
let third: Running;
beforeAll(async () => {
	demo = await startDemo();
	third = await serveThirdParty();
});
afterAll(() => {
	demo.close();
	third.close();
});

const lineOf = (html: string, path: string) => html.slice(0, html.indexOf(third.elsewhere + path)).split('\n').length;
const sort = (lines: (number | undefined)[]) => lines.map(Number).sort((one, other) => one - other);

/** Seconds for the demo: what is promised, and what a machine is given that has more to do than it can. */
const LIMIT = loadavg()[0]! > availableParallelism() ? 60 : 30;

describe.each(BROWSERS)('in %s', (browser) => {
	test('the demo has no leak, and the audit of it ends within 30 s', { timeout: 90_000 }, async () => {
		const outcome = await run(demo.city, '--browser', browser, '--format', 'json');
		const report = read(outcome);
		expect(report.leaks).toEqual([]);
		expect(outcome.code).toBe(0);
		expect(report.visits.map(({ name, isDone }) => [name, isDone])).toEqual(
			['undecided', 'refused', 'granted', 'withdrawn', 'gpc', 'link'].map((name) => [name, true]),
		);
		expect(report.thirdParties.map(({ host }) => host)).toContain(new URL(demo.thirdParties).host);
		expect(report.cookies.map(({ name }) => name)).toContain('_pk_id.1');
		expect(report.seconds).toBeLessThan(LIMIT);
	});

	test('of five tags that are planted wrong it names the lines, and no other', { timeout: 90_000 }, async () => {
		let first = '';
		const copy = await serveCopy(demo.city, (html) => {
			const planted = plant(html, third.elsewhere);
			first ||= planted;
			return planted;
		});
		const outcome = await run(`${copy.origin}/en/`, '--browser', browser, '--format', 'json');
		const report = read(outcome);
		copy.close();
		expect(outcome.code).toBe(1);
		expect(sort(report.leaks.map(({ spot }) => spot?.line))).toEqual(sort(PLANTED.map((path) => lineOf(first, path))));
		const fixOf = (path: string) => leakOf(report, path)?.fix;
		expect(fixOf('/ahead.js')).toMatch('Take this line away');
		expect(fixOf('/planted.woff2')).toMatch('data-href');
		expect(fixOf('/pixel.gif')).toBe('<script type="text/plain" data-category="PURPOSE">…</script>');
		expect(fixOf('/frame')).toBe(`<iframe data-category="PURPOSE" data-src="${third.elsewhere}/frame" title="Film">`);
		const tracker = `src="${third.elsewhere}/tracker.js"></script>`;
		expect(fixOf('/tracker.js')).toBe(`<script type="text/plain" data-category="statistical" ${tracker}`);
		// What a script goes on to ask for is its tag's.
		expect(fixOf('/beacon')).toBe(fixOf('/tracker.js'));
	});
});
