import { ENGINES, type Engine, type EngineName } from './engine.js';
import { hasFirefox, launchPlaywright } from './playwright.js';
import { hasWebkit, launchWebkit } from './webkit.js';

/** Chromium is always there: npm brings one. */
const isPresent: Record<EngineName, () => boolean> = { chromium: () => true, firefox: hasFirefox, webkit: hasWebkit };

/**
 * The engines to test in: those that this machine has, or exactly those of `BROWSERS` (comma-separated).
 * @throws when one that `BROWSERS` names is not there
 */
export function chooseEngines(): EngineName[] {
	const demanded = process.env.BROWSERS?.split(',') as EngineName[] | undefined;
	const missing = ENGINES.filter((name) => !isPresent[name]());
	const unmet = demanded?.filter((name) => !ENGINES.includes(name) || missing.includes(name)) ?? [];
	if (unmet.length) throw new Error(`BROWSERS demands what is not on this machine: ${unmet}`);
	if (!demanded && missing.length)
		console.warn(`Not on this machine, so not tested: ${missing}. CONTRIBUTING.md says how to get them.`);
	return demanded ?? ENGINES.filter((name) => !missing.includes(name));
}

export const launch = (name: EngineName): Promise<Engine> => (name === 'webkit' ? launchWebkit() : launchPlaywright(name));
