import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { chooseEngines } from './test/engines/launch.js';

const engines = chooseEngines();

/**
 * Bridges hardly depend on the engine and take minutes in each: every run has those with real code in Chromium, the engines that
 * `BRIDGES` names (comma-separated) have all; the fakes are in the unit tests too.
 */
function skipBridges(engine: string): string[] {
	if (process.env.BRIDGES?.split(',').includes(engine)) return [];
	return [engine === 'chromium' ? 'test/pages/bridges/hosted.test.ts' : 'test/pages/bridges/**'];
}

/** They come first, so that no browser is left alone with one of them at the end. */
const LONGEST = /random|demo\/care|bridges\/(hosted|tarteaucitron)/;

class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]) {
		const isLong = ({ moduleId }: TestSpecification) => Number(LONGEST.test(moduleId));
		return (await super.sort(files)).toSorted((one, other) => isLong(other) - isLong(one));
	}
}

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
			{ test: { name: 'package', include: ['test/package/**/*.test.ts'], sequence: { groupOrder: 0 } } },
			// One engine at a time, in three browsers: pages mostly wait, for downloads and for turns. WebKit's driver now and then never answers where several start.
			...engines.map((engine, index) => ({
				test: {
					name: engine,
					include: ['test/pages/**/*.test.ts'],
					exclude: [...configDefaults.exclude, ...skipBridges(engine)],
					env: { ENGINE: engine },
					maxWorkers: engine === 'webkit' ? 1 : 3,
					testTimeout: 120_000,
					hookTimeout: 60_000,
					sequence: { groupOrder: index + 1 },
				},
			})),
		],
	},
});
