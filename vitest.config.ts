import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { chooseEngines } from './test/engines/launch.js';

const engines = chooseEngines();

/** Whether an environment variable names the engine, comma-separated. */
const names = (variable: string, engine: string, otherwise = '') =>
	(process.env[variable] ?? otherwise).split(',').includes(engine);

/**
 * Bridges hardly depend on the engine and take minutes in each: every run has those with real code in Chromium, the engines that
 * `BRIDGES` names have all; the fakes are in the unit tests too.
 */
function skipBridges(engine: string): string[] {
	if (names('BRIDGES', engine)) return [];
	return [engine === 'chromium' ? 'test/pages/bridges/hosted.test.ts' : 'test/pages/bridges/**'];
}

/** What the gate promises alone: every run has it in Chromium, or in the engines that `GATE` names. */
const GATE =
	'adopt|bus|callbacks|conditions|element|faults|idle|leaks|load|microtasks|nonce|order|policy|pollution|random|shadowing|streaming|thread|withdrawal'
		.split('|')
		.map((name) => `test/pages/${name}.test.ts`);

/** They come first, so that no browser is left alone with one of them at the end. */
const LONGEST = /random|demo\/care|bridges\/(hosted|tarteaucitron)/;

class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]) {
		const isLong = ({ moduleId }: TestSpecification) => Number(LONGEST.test(moduleId));
		return (await super.sort(files)).toSorted((one, other) => isLong(other) - isLong(one));
	}
}

// One engine at a time, in three browsers: pages mostly wait, for downloads and for turns. WebKit's driver now and then never answers where several start.
const createProject = (engine: string, build: string, groupOrder: number, files: object) => ({
	test: {
		name: build === 'full' ? engine : `${engine}-${build}`,
		env: { ENGINE: engine, BUILD: build },
		maxWorkers: engine === 'webkit' ? 1 : 3,
		testTimeout: 120_000,
		hookTimeout: 60_000,
		sequence: { groupOrder },
		...files,
	},
});

export default defineConfig({
	test: {
		sequence: { sequencer: LongestFirst },
		projects: [
			{
				test: {
					name: 'unit',
					include: ['test/unit/**/*.test.ts', 'test/bridges/**/*.test.ts'],
					environment: 'happy-dom',
					setupFiles: ['test/unit/setup.ts'],
					// Some walk through hundreds of orders; a busy machine takes its time.
					testTimeout: 60_000,
					sequence: { groupOrder: 0 },
				},
			},
			{ test: { name: 'tools', include: ['test/tools/**/*.test.ts'], sequence: { groupOrder: 0 }, testTimeout: 60_000 } },
			{ test: { name: 'package', include: ['test/package/**/*.test.ts'], sequence: { groupOrder: 0 } } },
			// Minutes, and the registry: by `npm run test:real` alone. One at a time, as builds take all cores.
			...(process.env.REAL
				? [
						{
							test: { name: 'real', include: ['test/real/*.test.ts'], maxWorkers: 1, testTimeout: 180_000, hookTimeout: 180_000 },
						},
					]
				: []),
			...engines.map((engine, index) =>
				createProject(engine, 'full', 2 * index + 1, {
					include: ['test/pages/**/*.test.ts'],
					exclude: [...configDefaults.exclude, ...skipBridges(engine)],
				}),
			),
			...engines
				.filter((engine) => names('GATE', engine, 'chromium'))
				.map((engine) => createProject(engine, 'gate', 2 * engines.indexOf(engine) + 2, { include: GATE })),
		],
	},
});
