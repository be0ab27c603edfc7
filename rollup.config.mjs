import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { dts } from 'rollup-plugin-dts';

/** Where tsc puts its output, the input of everything here. */
const compiled = 'node_modules/.cache/tsc/src';

/** Import cycles and every other warning fail the build. */
const onwarn = (warning) => {
	throw new Error(warning.message);
};

/** Names of ours that begin with an underscore: nobody outside sees them. In a bridge they are a vendor's. */
const OWN = { regex: /^_/ };

const minify = (properties) =>
	terser({
		ecma: 2022,
		toplevel: true,
		compress: { passes: 4, hoist_funs: true, inline: 3, unsafe_arrows: true, unsafe: properties !== false },
		mangle: { properties },
		// A page may say another charset, or none.
		format: { ascii_only: true },
	});

/**
 * A block is as good a scope as a function, where nothing is declared but by `let`, whose declarations terser joins; a function
 * declaration would reach out of it.
 */
const block = {
	name: 'block',
	renderChunk(code) {
		if (/^(async )?function\b/m.test(code)) throw new Error('a function declaration in a block is global');
		return code.replace(/\bconst\b/g, 'let');
	},
};
const enclose = { name: 'enclose', renderChunk: (code) => `{${code.trim().replace(/;$/, '')}}` };

/** What a plugin is: every file in the folder but those that put them together and what they share. */
const plugins = readdirSync('src/plugins')
	.map((file) => file.replace('.ts', ''))
	.filter((name) => !['full', 'full-snippet', 'bring'].includes(name));

/** What the bridges share is no bridge. */
const SHARED = ['attach', 'inbound', 'map', 'maps', 'outbound'];
/** What is shared of types. */
const SHARED_TYPES = ['inbound', 'map', 'outbound'];
/** To a vendor; the others are from a consent manager. */
const OUTBOUND = ['clarity', 'google-consent-mode', 'matomo', 'meta', 'microsoft-uet', 'tiktok'];
const bridges = readdirSync('src/bridges')
	.map((file) => file.replace('.ts', ''))
	.filter((name) => !SHARED.includes(name));

const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/**
 * Publishes the types as tsc wrote them, each shared one once: a `Window` that two files declare, each with types of its own,
 * would be an error of whoever uses both.
 * @param files where each goes, below the folder of the output, and its module
 * @param isNested whether that is a folder of `dist/`, as its source is one of `src/`
 */
const declare = (files, isNested) => ({
	name: 'declare',
	generateBundle() {
		for (const [to, from] of Object.entries(files)) {
			const source = readFileSync(`${compiled}/${from}.d.ts`, 'utf8');
			// In the package the types of the gate stand beside it.
			this.emitFile({
				type: 'asset',
				fileName: `${to}.d.ts`,
				source: isNested ? source : source.replaceAll("'../", "'./"),
			});
		}
	},
});

/** An entry that is written here: what a script tag does with what a module exports. */
const entry = (code) => ({
	name: 'entry',
	resolveId: (id) => (id === 'entry' ? id : null),
	load: (id) => (id === 'entry' ? code : null),
});
const from = (module, name) => `import { ${name} } from '${resolve(compiled, module)}';`;

/** A style sheet in a template literal: its line breaks and indents are for the reader. */
const squeezeStyle = {
	name: 'squeeze-style',
	transform: (code, id) => (id.endsWith('/inspector/style.js') ? code.replace(/\s*([{};,:])\s+(?=[^`]*`;)/g, '$1') : null),
};

/** A module for bundlers. @param input its source; @param file where it goes, without the ending */
const esm = (input, file, types = { [file.split('/').at(-1)]: input }, extra = []) => ({
	input: `${compiled}/${input}.js`,
	output: { file: `dist/${file}.js`, format: 'es' },
	plugins: [declare(types, file.includes('/')), ...extra],
	onwarn,
});
/** A file for a script tag. */
const tag = (code, file, extra = []) => ({
	input: 'entry',
	output: { file: `dist/${file}.min.js`, format: 'iife', strict: false },
	plugins: [entry(code), ...extra, minify(false)],
	onwarn,
});

/** The runtime and its plugins, to be inlined. */
const snippet = (input, name, extra = []) => ({
	input,
	output: { file: `dist/${name}.min.js`, format: 'es', strict: false },
	plugins: [...extra, block, minify(OWN), enclose],
	onwarn,
});

/** Where the bridges are put that `taggate/server` holds: nobody else needs them. */
const held = 'node_modules/.cache/bridges';
/** A bridge for a script that the runtime has begun, which says the options in a variable instead of by a tag of its own. */
const heldBridge = (name) => ({
	input: 'entry',
	output: { file: `${held}/${name}.js`, format: 'iife', strict: false },
	plugins: [
		entry(
			`${from(`bridges/${name}.js`, camelCase(name))}(window.taggate ||= []).push((taggate) => ${camelCase(name)}(taggate, BRIDGE_OPTIONS));`,
		),
		minify(false),
	],
	onwarn,
});

/** What ends up in the tools of what others wrote. */
const BUNDLED = ['parse5', 'entities', '@noble/hashes', 'third-party-web'];

const read = (file) => readFileSync(file, 'utf8').trim();
const readAll = (names, locate) => Object.fromEntries(names.map((name) => [name, read(locate(name))]));

/** What the tools know of the runtime, which is built before them, and of third parties. */
const MADE = {
	'virtual:runtime': () => ({
		gate: read('dist/taggate.min.js'),
		full: read('dist/taggate.full.min.js'),
		plugins: readAll(plugins, (name) => `dist/plugins/${name}.min.js`),
		bridges: readAll(bridges, (name) => `${held}/${name}.js`),
		inspector: read('dist/inspector.min.js'),
		version: JSON.parse(readFileSync('package.json', 'utf8')).version,
	}),
	'virtual:parties': () => ({
		parties: JSON.parse(readFileSync('node_modules/third-party-web/dist/entities-nostats.json', 'utf8')).map(
			({ name, company, category, domains }) => [company ?? name, category, ...domains],
		),
	}),
};
const made = {
	name: 'made',
	resolveId: (id) => (id in MADE ? id : null),
	load: (id) =>
		id in MADE
			? Object.entries(MADE[id]())
					.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
					.join('\n')
			: null,
};

/** The licences of what is bundled go where it goes. */
const licences = {
	name: 'licences',
	generateBundle() {
		this.emitFile({
			type: 'asset',
			fileName: 'tools/LICENSES.txt',
			source: BUNDLED.map((name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}\n`).join('\n\n'),
		});
	},
};

const TOOLS = { server: 'server/index', vite: 'vite/index', cli: 'cli/index' };
const toolsFrom = (ending) =>
	Object.fromEntries(Object.entries(TOOLS).map(([name, file]) => [name, `${compiled}/tools/${file}${ending}`]));

/** What is shared, each in a file whose name says what it is. */
const nameChunk = (id) => {
	if (/parse5|entities|tools\/(html|open-elements)/.test(id)) return 'html';
	if (id in MADE || id.endsWith('tools/parties.js')) return id.includes('parties') ? 'parties' : 'runtime';
	const [, folder] = /tools\/(check|mark|audit)\//.exec(id) ?? [];
	return folder && `${folder}-page`;
};

/** For Node: what they need is in them; a browser and autoconsent are the user's. */
const tools = [
	{
		input: toolsFrom('.js'),
		output: { dir: 'dist', format: 'es', chunkFileNames: 'tools/[name].js', manualChunks: nameChunk },
		external: [/^node:/, 'vite', 'playwright-core', '@duckduckgo/autoconsent'],
		plugins: [made, nodeResolve({ preferBuiltins: true }), minify(false), licences],
		onwarn,
	},
	// One for each, as a consumer's compiler reads it.
	...['server', 'vite'].map((name) => ({
		input: `${compiled}/tools/${name}/index.d.ts`,
		output: { file: `dist/${name}.d.ts`, format: 'es' },
		external: [/^node:/, 'vite'],
		plugins: [dts({ respectExternal: true })],
		onwarn,
	})),
];

export default [
	snippet(`${compiled}/gate/tag.js`, 'taggate'),
	snippet(`${compiled}/plugins/full-snippet.js`, 'taggate.full'),
	esm('gate/index', 'taggate', { taggate: 'gate/index', types: 'types', options: 'options', names: 'names' }),
	esm('plugins/full', 'full', { full: 'plugins/full' }),
	esm('load', 'load'),
	esm('markup/index', 'markup'),
	// At once, as it is at its best before the runtime.
	tag(
		`${from('markup/index.js', 'understand')}${from('bridges/attach.js', 'attachOutbound')}attachOutbound(understand);`,
		'markup',
	),
	esm('inspector/index', 'inspector'),
	tag(`${from('inspector/index.js', 'inspect')}inspect();`, 'inspector', [squeezeStyle]),
	...plugins.flatMap((name) => [
		esm(`plugins/${name}`, `plugins/${name}`),
		snippet('entry', `plugins/${name}`, [entry(`${from(`plugins/${name}.js`, name)}(window.taggate ||= []).push(${name});`)]),
	]),
	...bridges.flatMap((name) => {
		const attach = OUTBOUND.includes(name) ? 'attachOutbound' : 'attachInbound';
		const types = Object.fromEntries([name, ...SHARED_TYPES].map((file) => [file, `bridges/${file}`]));
		return [
			esm(`bridges/${name}`, `bridges/${name}`, types),
			tag(
				`${from(`bridges/${name}.js`, camelCase(name))}${from('bridges/attach.js', attach)}${attach}(${camelCase(name)});`,
				`bridges/${name}`,
			),
			heldBridge(name),
		];
	}),
	...tools,
];
