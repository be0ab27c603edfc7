import { configDefaults, defineConfig } from 'vitest/config';
import { chooseEngines } from './test/engines/launch.js';

const engines = chooseEngines();

/** Bridges hardly depend on the engine and take minutes in each: every run has them in Chromium, one with `BRIDGES=1` in all. */
const skipBridges = (engine: string) => (engine === 'chromium' || process.env.BRIDGES ? [] : ['test/pages/bridges/**']);

export default defineConfig({
	test: {
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
			// One engine at a time, in three browsers: pages mostly wait, for downloads and for turns.
			...engines.map((engine, index) => ({
				test: {
					name: engine,
					include: ['test/pages/**/*.test.ts'],
					exclude: [...configDefaults.exclude, ...skipBridges(engine)],
					env: { ENGINE: engine },
					maxWorkers: 3,
					testTimeout: 120_000,
					hookTimeout: 60_000,
					sequence: { groupOrder: index + 1 },
				},
			})),
		],
	},
});
