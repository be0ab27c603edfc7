/** A site as its owner has it: in a folder of its own, installed from the registry, built and served by its own framework. */
import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pack } from '../package/tarball.js';

export interface Site {
	folder: string;
	/** Runs a script of its package.json to its end, such as `build`. */
	run(script: string): Promise<void>;
	/**
	 * Starts a script of its package.json that serves it, with the port in the variable `PORT`.
	 * @param signal what it prints when it is ready
	 * @returns the origin
	 */
	serve(script: string, signal: RegExp): Promise<string>;
	/** Ends what serves it, and deletes the folder. */
	remove(): Promise<void>;
}

const run = promisify(execFile);
/** Milliseconds after which a server that is not ready will never be. */
const PATIENCE = 30_000;

/** The environment without what the test runner and npm have put there: builds believe it. */
const cleanEnvironment = () => {
	const { NODE_ENV, NODE_OPTIONS, VITEST, TEST, MODE, PROD, DEV, BASE_URL, npm_config_local_prefix, ...rest } = process.env;
	return { ...rest, CI: '1', NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };
};

const findPort = () =>
	new Promise<number>((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});

/**
 * Copies a site from this folder, and installs it with the package as it would be published.
 * @param name that of the folder
 * @throws with what was printed, when a step fails
 */
export const installSite = async (name: string): Promise<Site> => {
	const folder = mkdtempSync(join(tmpdir(), `taggate-${name}-`));
	const env = cleanEnvironment();
	const stops: (() => Promise<void>)[] = [];

	/** Says how long a step took: the whole is minutes. */
	const timed = async (step: string, arguments_: string[]) => {
		const start = performance.now();
		try {
			await run('npm', arguments_, { cwd: folder, env, maxBuffer: 1e8 });
		} catch (error) {
			const { stdout, stderr } = error as { stdout: string; stderr: string };
			throw new Error(`${name}: ${step} failed\n${stdout}\n${stderr}`);
		}
		console.info(`${name}: ${step}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
	};

	for (const part of [name, 'serve.mjs'])
		cpSync(fileURLToPath(new URL(part, import.meta.url)), part === name ? folder : join(folder, part), { recursive: true });
	await timed('install', ['install', '--no-audit', '--no-fund', pack(folder)]);

	return {
		folder,
		run: (script) => timed(script, ['run', script]),
		async serve(script, signal) {
			const port = await findPort();
			// A group of its own, so that what npm starts ends with it.
			const server = spawn('npm', ['run', script], { cwd: folder, env: { ...env, PORT: `${port}` }, detached: true });
			const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
			stops.push(() => {
				if (server.exitCode === null) process.kill(-server.pid!, 'SIGTERM');
				return ended;
			});
			let text = '';
			await new Promise<void>((resolve, reject) => {
				const fail = () => reject(new Error(`${name}: ${script} is not ready\n${text}`));
				const timer = setTimeout(fail, PATIENCE);
				const hear = (part: Buffer) => {
					text += part;
					if (!signal.test(text)) return;
					clearTimeout(timer);
					resolve();
				};
				server.stdout.on('data', hear);
				server.stderr.on('data', hear);
				server.once('exit', fail);
			});
			return `http://localhost:${port}`;
		},
		async remove() {
			await Promise.all(stops.map((stop) => stop()));
			rmSync(folder, { recursive: true, force: true });
		},
	};
};
