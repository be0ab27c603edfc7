/** Builds recipes by Vite in a project that has the packed package installed, as a site does. */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from '@astrojs/compiler';
import vue from '@vitejs/plugin-vue';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import type { Project } from '../package/tarball.js';
import { publish } from '../pages/fixture.js';
import { redirect } from './vendors.js';

/** Components of Astro's, by its own compiler. */
const astro: Plugin = {
	name: 'astro',
	async transform(code, id) {
		if (!id.endsWith('.astro')) return;
		const internalURL = fileURLToPath(new URL('astro.js', import.meta.url));
		return { code: (await transform(code, { filename: id, internalURL })).code, map: null };
	},
};

/** Vendors' addresses as they are here. */
const redirected: Plugin = { name: 'redirected', transform: (code, id) => (/recipes/.test(id) ? redirect(code) : null) };

const virtual = (modules: Record<string, string>): Plugin => ({
	name: 'virtual',
	enforce: 'pre',
	resolveId: (id) => (id in modules ? `\0${id}` : null),
	load: (id) => modules[id.slice(1)],
});

/** The recipes, copied into the project: what they import is looked for there. */
export function copyRecipes({ folder }: Project) {
	cpSync(new URL('../../demo/recipes', import.meta.url), join(folder, 'recipes'), { recursive: true });
}

type Mode = 'production' | 'development';

async function buildIn({ folder }: Project, mode: Mode, modules: Record<string, string>, options: InlineConfig['build']) {
	// Vite believes this more than its own mode, and the test runner has set it.
	const { NODE_ENV } = process.env;
	process.env.NODE_ENV = mode;
	try {
		const { output } = (await build({
			configFile: false,
			logLevel: 'silent',
			root: folder,
			mode,
			plugins: [virtual(modules), redirected, vue(), astro],
			build: { write: false, ...options },
		})) as Rolldown.RolldownOutput;
		return output;
	} finally {
		process.env.NODE_ENV = NODE_ENV;
	}
}

/** A page of the project, built as a site builds it: its HTML. What it loads is served under `/assets/`. */
export async function buildPage(project: Project, path: string): Promise<string> {
	const output = await buildIn(project, 'production', {}, { rolldownOptions: { input: join(project.folder, path) } });
	for (const file of output) if (file.type === 'chunk') publish(`/${file.fileName}`, file.code, 'text/javascript');
	return (output.find(({ fileName }) => fileName.endsWith('.html')) as Rolldown.OutputAsset).source.toString();
}

/** A module for a browser, served under `path`, with all the complaints that its libraries make. */
export async function buildClient(project: Project, path: string, code: string, modules: Record<string, string> = {}) {
	const options = { minify: false, rolldownOptions: { input: 'entry' } };
	const [module] = await buildIn(project, 'development', { ...modules, entry: code }, options);
	publish(path, module.code, 'text/javascript');
}

/** What a module prints on a server: Node, in the project's folder. */
export async function runOnServer(project: Project, code: string): Promise<string> {
	const options = { ssr: true, rolldownOptions: { input: 'entry' } };
	const [module] = await buildIn(project, 'development', { entry: code }, options);
	const file = join(project.folder, 'server.mjs');
	writeFileSync(file, module.code);
	const env = { ...process.env, NODE_ENV: 'development' };
	return execFileSync(process.execPath, [file], { cwd: project.folder, encoding: 'utf8', env });
}

export const readRuntime = ({ installed }: Project) => readFileSync(join(installed, 'dist/taggate.full.min.js'), 'utf8');
