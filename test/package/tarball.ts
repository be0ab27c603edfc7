/** The package as npm would publish it, installed without a network. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Project {
	/** A folder of its own, outside of this repository. */
	folder: string;
	/** Where the package is installed in it. */
	installed: string;
	tarball: Uint8Array;
	remove(): void;
}

/** Packs the package into a folder. @returns the path of the tarball */
export function pack(folder: string): string {
	execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: root, stdio: 'pipe' });
	return join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!);
}

/**
 * Packs the package and unpacks it into the `node_modules` of an empty project.
 * @param dependencies what else the project has of this repository's `node_modules`
 */
export function createProject(dependencies: string[] = []): Project {
	const folder = mkdtempSync(join(tmpdir(), 'taggate-'));
	const modules = join(folder, 'node_modules');
	const installed = join(modules, 'taggate');
	mkdirSync(installed, { recursive: true });
	const path = pack(folder);
	// What is packed lies in a folder of its own.
	execFileSync('tar', ['-xzf', path, '-C', installed, '--strip-components=1']);
	for (const name of dependencies) {
		mkdirSync(dirname(join(modules, name)), { recursive: true });
		symlinkSync(resolve(root, 'node_modules', name), join(modules, name));
	}
	return { folder, installed, tarball: readFileSync(path), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
