import { expect, it } from 'vitest';
import { consent, engineName, entries, isFull, loaded, open, tab } from './fixture.js';
import { createPage, type Form, writeTags } from './random.js';

/** Pages in one run; `PAGES` and `SEED` are for a longer one by hand. */
const COUNT = Number(process.env.PAGES ?? (engineName === 'chromium' ? 200 : 50));
const FIRST_SEED = Number(process.env.SEED ?? 1);

/** Milliseconds without a new entry after which a page is over: well above the longest delay of a tag. */
const SILENCE = 100;
/** Milliseconds for as many entries as the ordinary page has: Firefox tries a dropped connection again for a while. */
const PATIENCE = 5_000;

/** The log when nothing more comes. */
const finalEntries = (count: number) =>
	tab.run(
		(expected: number, silence: number, patience: number) =>
			new Promise<string[]>((resolve) => {
				const log = (window as unknown as { entries: string[] }).entries;
				const start = performance.now();
				let length = -1;
				let lastChange = start;
				const look = () => {
					const now = performance.now();
					if (document.readyState !== 'complete' || length !== log.length) lastChange = now;
					length = log.length;
					if (now - lastChange > silence && (length >= expected || now - start > patience)) return resolve(log);
					setTimeout(look, 10);
				};
				look();
			}),
		count,
		SILENCE,
		PATIENCE,
	);

async function play(page: ReturnType<typeof createPage>, form: Form, count = 0) {
	const isHeld = form !== 'ordinary';
	await open(writeTags(page, form), { hasRuntime: isHeld });
	if (isHeld && page.moment === 'after') {
		await loaded();
		expect(await entries(), page.kinds.join()).toEqual([]);
		await consent({ statistical: true });
	}
	const log = await finalEntries(count);
	const find = (entry: string) => /^t(\d+)(-a)? ?(.*)/.exec(entry) ?? [];
	const isUnordered = (entry: string) => {
		const [, index, isAdded] = find(entry);
		const tag = page.tags[Number(index)];
		return tag?.isUnordered && (isAdded || !tag.text || tag.type);
	};
	const isReadiness = (entry: string) => /^(ready|loaded|onload)$/.test(find(entry)[3]);
	const isSilent = (entry: string) => page.tags[Number(find(entry)[1])]?.isSilent;
	const ordered = log.filter((entry) => !isUnordered(entry));
	return {
		count: log.length,
		scripts: ordered.filter((entry) => !isReadiness(entry)),
		events: ordered.filter((entry) => !isSilent(entry)),
		unordered: log.filter(isUnordered).sort(),
	};
}

it.each<[Form, number]>([['held', COUNT], ...(isFull ? ([['template', Math.ceil(COUNT / 4)]] satisfies [Form, number][]) : [])])(
	`runs random pages as the browser runs them: %s, %i from seed ${FIRST_SEED} on`,
	{ timeout: 30 * 60_000 },
	async (form, pages) => {
		const failures: string[] = [];
		for (let seed = FIRST_SEED; seed < FIRST_SEED + pages; seed++) {
			const page = createPage(seed);
			const ordinary = await play(page, 'ordinary');
			const held = await play(page, form, ordinary.count);
			if (JSON.stringify(ordinary) !== JSON.stringify(held)) {
				failures.push(
					`seed ${seed}, consent ${page.moment}, pause at ${page.pauseAt}\n  ${page.kinds.map((kind, index) => `t${index} ${kind}`).join(', ')}\n  ordinary ${JSON.stringify(ordinary)}\n  ${form}     ${JSON.stringify(held)}`,
				);
			}
		}
		expect(failures.length, failures.slice(0, 8).join('\n')).toBe(0);
	},
);
