/** The package as npm would publish it. */
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, describe, expect, it } from 'vitest';
import { createProject } from './tarball.js';

const project = createProject();
afterAll(project.remove);

const manifest = JSON.parse(readFileSync(join(project.installed, 'package.json'), 'utf8'));
/** What may be imported of it: the bridges, but for what they share. */
const bridges = readdirSync(join(project.installed, 'dist/bridges'))
	.filter((name) => /^[\w-]+(?<!\.min)\.js$/.test(name))
	.map((name) => `bridges/${name.replace('.js', '')}`);
const plugins = readdirSync(join(project.installed, 'dist/plugins'))
	.filter((name) => /^[\w-]+(?<!\.min)\.js$/.test(name))
	.map((name) => `plugins/${name.replace('.js', '')}`);
const paths = ['full', 'load', 'markup', 'inspector', 'server', ...plugins, ...bridges];
const modules = ['taggate', ...paths.map((path) => `taggate/${path}`)];

const run = (file: string, ...parameters: string[]) =>
	execFileSync(process.execPath, [...parameters, join(project.folder, file)], { encoding: 'utf8', stdio: 'pipe' });

it('has nothing to say to publint, as strict as it can be', async () => {
	const { messages } = await publint({ pkgDir: project.installed, pack: false, strict: true });
	expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
	expect(bridges.length).toBeGreaterThan(20);
	expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
});

it('has types that are right wherever modules are resolved by exports', { timeout: 60_000 }, async () => {
	const analysis = await checkPackage(createPackageFromTarballData(project.tarball), {
		entrypoints: ['.', ...paths],
	});
	if (!analysis.types) throw new Error('without types');
	expect(Object.keys(analysis.entrypoints).length).toBe(modules.length);
	// As the profile esm-only of its command: no CommonJS is published, and what knows no exports knows no folders of bridges.
	const problems = analysis.problems.filter(
		(problem) => !('resolutionKind' in problem) || !/^node10$|^node16-cjs$/.test(problem.resolutionKind),
	);
	expect(problems).toEqual([]);
});

it('holds nothing but what is to be published', () => {
	const list = (folder: string): string[] =>
		readdirSync(join(project.installed, folder), { withFileTypes: true }).flatMap((entry) =>
			entry.isDirectory() ? list(`${folder}${entry.name}/`) : `${folder}${entry.name}`,
		);
	expect(list('').filter((file) => !/^dist\/((bridges|plugins|tools)\/)?[\w.-]+?(\.min)?\.(d\.ts|js)$/.test(file))).toEqual([
		'CHANGELOG.md',
		'LICENSE',
		'README.md',
		'SECURITY.md',
		'dist/tools/LICENSES.txt',
		'package.json',
	]);
	// Each module has its types, and each file for a script tag its module; the files of types alone are what these share.
	const files = list('dist/');
	for (const name of ['taggate', ...paths])
		for (const ending of ['.js', '.d.ts']) expect(files).toContain(`dist/${name}${ending}`);
	for (const name of ['taggate', 'taggate.full', 'markup', 'inspector', ...plugins, ...bridges])
		expect(files).toContain(`dist/${name}.min.js`);
});

describe('in Node', () => {
	it('does nothing when it is imported', () => {
		writeFileSync(
			join(project.folder, 'import.mjs'),
			`const before = Object.getOwnPropertyNames(globalThis).join();
			const names = {};
			for (const path of ${JSON.stringify(modules)}) names[path] = Object.keys(await import(path));
			console.log(JSON.stringify([names, Object.getOwnPropertyNames(globalThis).join() === before]));`,
		);
		const [names, isUntouched] = JSON.parse(run('import.mjs'));
		expect(names).toMatchObject({
			taggate: ['start'],
			'taggate/full': ['start'],
			'taggate/load': ['load'],
			'taggate/plugins/memory': ['memory'],
			'taggate/markup': ['understand'],
			'taggate/inspector': ['inspect'],
			'taggate/bridges/google-consent-mode': ['googleConsentMode'],
		});
		const { 'taggate/server': ofServer, ...others } = names;
		expect(ofServer).toEqual(expect.arrayContaining(['gpc', 'readDecision', 'snippet']));
		expect(Object.values(others).every((list) => (list as string[]).length === 1)).toBe(true);
		expect(isUntouched).toBe(true);
	});

	// Node 20.19, 22.12 and newer take a module so: nothing in it waits.
	it.skipIf(!(process.features as { require_module?: boolean }).require_module)('comes by require() too', () => {
		writeFileSync(
			join(project.folder, 'require.cjs'),
			`const { start } = require('taggate');
			const { cookiebot } = require('taggate/bridges/cookiebot');
			const { snippet } = require('taggate/server');
			console.log(typeof start, typeof cookiebot, typeof snippet);`,
		);
		expect(run('require.cjs', '--disable-warning=ExperimentalWarning')).toBe('function function function\n');
	});

	it('lets nobody import what the bridges share', () => {
		writeFileSync(
			join(project.folder, 'private.mjs'),
			`for (const name of ['attach', 'inbound', 'map', 'outbound'])
				await import('taggate/bridges/' + name).then(() => console.log(name), (error) => console.log(error.code));`,
		);
		expect(run('private.mjs')).not.toMatch(/attach|inbound|map|outbound/);
	});
});

describe.concurrent('the types', () => {
	it.each([
		['bundler', { module: 'esnext', moduleResolution: 'bundler' }, ['usage.ts', 'server.ts']],
		['node16', { module: 'node16' }, ['usage.ts', 'server.ts']],
		['nodenext, from CommonJS too', { module: 'nodenext' }, ['usage.ts', 'usage.cts', 'server.ts']],
		// A server has no page.
		['server, without the DOM', { module: 'nodenext', lib: ['es2022'] }, ['server.ts']],
	])('say what is right and what is wrong: %s', { timeout: 60_000 }, async (name, options, files) => {
		for (const file of files)
			copyFileSync(fileURLToPath(new URL(`consumer/${file}`, import.meta.url)), join(project.folder, file));
		writeFileSync(join(project.folder, 'package.json'), '{ "type": "module" }');
		const path = join(project.folder, `tsconfig.${name.slice(0, 6)}.json`);
		const compilerOptions = {
			target: 'es2022',
			lib: ['es2022', 'dom'],
			...options,
			types: [],
			strict: true,
			exactOptionalPropertyTypes: true,
			noEmit: true,
			// Those of the package are what is tested.
			skipLibCheck: false,
			declaration: true,
		};
		writeFileSync(path, JSON.stringify({ compilerOptions, files }));
		const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
		const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', path]).catch((error) => error);
		expect(stdout).toBe('');
	});
});
