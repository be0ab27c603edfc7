import terser from '@rollup/plugin-terser';
import { dts } from 'rollup-plugin-dts';

/** Where tsc puts its output, the input of everything here. */
const compiled = 'node_modules/.cache/tsc/src';

/** Import cycles and every other warning fail the build. */
const onwarn = (warning) => {
	throw new Error(warning.message);
};

/** Names that begin with an underscore are the source's own: nobody outside sees them. */
const minify = (module) =>
	terser({
		ecma: 2020,
		module,
		compress: { passes: 4, hoist_funs: true },
		mangle: { properties: { regex: /^_/ } },
	});

export default [
	{
		input: `${compiled}/snippet.js`,
		output: { file: 'dist/taggate.min.js', format: 'iife', strict: false },
		plugins: [minify(false)],
		onwarn,
	},
	{ input: `${compiled}/index.js`, output: { file: 'dist/taggate.js', format: 'es' }, plugins: [], onwarn },
	{ input: `${compiled}/index.d.ts`, output: { file: 'dist/taggate.d.ts', format: 'es' }, plugins: [dts()], onwarn },
];
