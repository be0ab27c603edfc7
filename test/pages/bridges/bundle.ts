import { build, type Rolldown } from 'vite';
import { publish } from '../fixture.js';

/** Bundles a module with what it imports from npm, and serves that as an ordinary script. */
export async function bundle(path: string, code: string) {
	const { output } = (await build({
		configFile: false,
		logLevel: 'silent',
		plugins: [{ name: 'entry', resolveId: (id) => (id === 'entry' ? id : null), load: (id) => (id === 'entry' ? code : null) }],
		build: { write: false, minify: false, rolldownOptions: { input: 'entry', output: { format: 'iife' } } },
	})) as Rolldown.RolldownOutput;
	publish(path, output[0].code, 'text/javascript');
}
