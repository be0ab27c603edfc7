import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import terser from '@rollup/plugin-terser';

/** Where tsc puts its output, the input of everything here. */
const compiled = 'node_modules/.cache/tsc/src';

/** Import cycles and every other warning fail the build. */
const onwarn = (warning) => {
	throw new Error(warning.message);
};

/** Names of the runtime's that begin with an underscore are its own: nobody outside sees them. In a bridge they are a vendor's. */
const minify = (properties) =>
	terser({
		ecma: 2020,
		compress: { passes: 4, hoist_funs: true, inline: 1, unsafe_arrows: true },
		mangle: { properties },
		// A page may say another charset, or none.
		format: { ascii_only: true },
	});

/** What the bridges share is no bridge. */
const SHARED = ['attach', 'inbound', 'map', 'outbound'];
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
 */
const declare = (files) => ({
	name: 'declare',
	generateBundle() {
		for (const [to, from] of Object.entries(files))
			this.emitFile({ type: 'asset', fileName: `${to}.d.ts`, source: readFileSync(`${compiled}/${from}.d.ts`) });
	},
});

/** An entry for a script tag: it calls what the module exports with the attributes of its tag. */
const attached = (module, name, attach) => ({
	name: 'attached',
	resolveId: (id) => (id === 'attached' ? id : null),
	load: (id) =>
		id === 'attached'
			? `import { ${name} } from '${resolve(compiled, module)}';
				import { ${attach} } from '${resolve(compiled, 'bridges/attach.js')}';
				${attach}(${name});`
			: null,
});

/** An entry for a script tag that has no attributes: it calls what the module exports. */
const called = (module, name) => ({
	...attached(module, name, ''),
	load: (id) => (id === 'attached' ? `import { ${name} } from '${resolve(compiled, module)}'; ${name}();` : null),
});

/** A style sheet in a template literal: its line breaks and indents are for the reader. */
const squeezeStyle = {
	name: 'squeeze-style',
	transform: (code, id) => (id.endsWith('/inspector/style.js') ? code.replace(/\s*([{};,:])\s+(?=[^`]*`;)/g, '$1') : null),
};

export default [
	{
		input: `${compiled}/snippet.js`,
		output: { file: 'dist/taggate.min.js', format: 'iife', strict: false },
		plugins: [minify({ regex: /^_/ })],
		onwarn,
	},
	{
		input: `${compiled}/index.js`,
		output: { file: 'dist/taggate.js', format: 'es' },
		plugins: [declare({ taggate: 'index', types: 'types' })],
		onwarn,
	},
	{
		input: `${compiled}/vendor-markup.js`,
		output: { file: 'dist/markup.js', format: 'es' },
		plugins: [declare({ markup: 'vendor-markup' })],
		onwarn,
	},
	{
		input: 'attached',
		output: { file: 'dist/markup.min.js', format: 'iife', strict: false },
		// At once, as it is at its best before the runtime.
		plugins: [attached('vendor-markup.js', 'understand', 'attachOutbound'), minify(false)],
		onwarn,
	},
	{
		input: `${compiled}/inspector/index.js`,
		output: { file: 'dist/inspector.js', format: 'es' },
		plugins: [declare({ inspector: 'inspector/index' })],
		onwarn,
	},
	{
		input: 'attached',
		output: { file: 'dist/inspector.min.js', format: 'iife', strict: false },
		plugins: [called('inspector/index.js', 'inspect'), squeezeStyle, minify(false)],
		onwarn,
	},
	...bridges.flatMap((name) => [
		{
			input: `${compiled}/bridges/${name}.js`,
			output: { file: `dist/bridges/${name}.js`, format: 'es' },
			plugins: [declare(Object.fromEntries([name, ...SHARED_TYPES].map((file) => [file, `bridges/${file}`])))],
			onwarn,
		},
		{
			input: 'attached',
			output: { file: `dist/bridges/${name}.min.js`, format: 'iife', strict: false },
			plugins: [
				attached(`bridges/${name}.js`, camelCase(name), OUTBOUND.includes(name) ? 'attachOutbound' : 'attachInbound'),
				minify(false),
			],
			onwarn,
		},
	]),
];
