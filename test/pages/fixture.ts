import { readFileSync } from 'node:fs';
import { afterAll, it } from 'vitest';
import type { EngineName } from '../engines/engine.js';
import { launch } from '../engines/launch.js';
import { type Stream, startServer } from '../server.js';

/** The engine under test; the vitest project names it. */
export const engineName = process.env.ENGINE as EngineName;
/** The build under test: everything, or the gate alone. */
export const isFull = process.env.BUILD !== 'gate';
/** A test of what a plugin does, which the gate alone need not pass. */
export const itFull = it.runIf(isFull);
/** Where the test server serves it. */
export const runtimeFile = isFull ? '/dist/taggate.full.min.js' : '/dist/taggate.min.js';
/** The very file that is published. */
export const runtime = readFileSync(new URL(`../..${runtimeFile}`, import.meta.url), 'utf8');

const engine = await launch(engineName);
const server = await startServer();
export const tab = await engine.newTab();
export const { origin, thirdParty, requests, publish, visits } = server;

afterAll(async () => {
	await tab.close();
	await engine.close();
	await server.close();
});

/** What every page needs: a log, and the errors that happened, as some drivers have no console. */
const PRELUDE = `window.entries = []; window.faults = [];
window.log = (entry) => { entries.push(entry) };
addEventListener('error', (event) => { if (event.message) faults.push(event.message) }, true);
addEventListener('consent:error', (event) => faults.push(event.detail.reason), true);
addEventListener('securitypolicyviolation', (event) => faults.push('policy: ' + event.violatedDirective));`;

export interface PageOptions {
	/** Attributes of the runtime's script tag; `nonce` goes to the prelude too. */
	attributes?: string;
	headers?: Record<string, string>;
	/** False: an ordinary page. */
	hasRuntime?: boolean;
	nonce?: string;
	/** The visitor has been here: cookies and storage stay. */
	isReturning?: boolean;
	/** A script before the runtime. */
	before?: string;
	/** How the path of the page's address ends: `/deep/er`. */
	folders?: string;
}

/** Serves a page with the runtime first in its head, and what follows it as given; returns its address. */
export function serve(
	rest: string | Stream,
	{ attributes = '', headers, hasRuntime = true, nonce, before = '', folders }: PageOptions = {},
) {
	const mark = nonce ? ` nonce="${nonce}"` : '';
	const head = `<!doctype html><meta charset=utf-8><title>page</title><script${mark}>${PRELUDE}${before}</script>${hasRuntime ? `<script${mark} ${attributes}>${runtime}</script>` : ''}`;
	return server.page([head, ...[rest].flat()], headers, folders);
}

/** Opens such a page, as a first visit unless told otherwise. */
export async function open(rest: string | Stream, options: PageOptions = {}) {
	server.forget();
	if (!options.isReturning) {
		await tab.clearCookies();
		// Of the page before, which is of the same origin; the very first one has none.
		await tab.run(`() => { try { localStorage.clear(); sessionStorage.clear() } catch {} }`);
	}
	await tab.open(serve(rest, options));
	await until(options.hasRuntime === false ? 'window.faults' : 'window.taggate');
}

/** Waits in the page until `condition`, an expression, is true. */
export async function until(condition: string, limit = 10_000) {
	// As source text: a policy may forbid the page to evaluate strings.
	const isTrue = await tab.run<boolean, []>(`async () => {
		for (const deadline = Date.now() + ${limit}; Date.now() < deadline; ) {
			if (${condition}) return true;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		return false;
	}`);
	if (!isTrue)
		throw new Error(
			`never true in the page: ${condition}; log: ${JSON.stringify(await entries())}, faults: ${JSON.stringify(await faults())}`,
		);
}

export const loaded = () => until("document.readyState === 'complete'");
export const entries = () => tab.run(() => (window as unknown as { entries: string[] }).entries);
export const faults = () => tab.run(() => (window as unknown as { faults: string[] }).faults);
export const evaluate = <Result>(expression: string): Promise<Result> => tab.run(`() => (${expression})`);

/** What a banner does. */
export const consent = (choices: Record<string, boolean>) =>
	tab.run((detail: Record<string, boolean>) => void dispatchEvent(new CustomEvent('consent:update', { detail })), choices);

/** The address of a third party's script, told what to do by its query. */
export const script = (name: string, options: Record<string, string | number> = {}) =>
	`${thirdParty}/script.js?${new URLSearchParams({ name, ...Object.fromEntries(Object.entries(options).map(([key, value]) => [key, `${value}`])) })}`.replaceAll(
		'&',
		'&amp;',
	);

/** A gated script, or the same one on an ordinary page. */
export const gated = (attributes: string, text = '', type = '', category = 'statistical') =>
	`<script type="text/plain" data-category="${category}"${type ? ` data-type="${type}"` : ''} ${attributes}>${text}</script>\n`;

/** Opens a page of held tags, waits until it has loaded, checks that nothing has happened, and grants. */
export async function openAndGrant(
	rest: string | Stream,
	options?: PageOptions,
	choices: Record<string, boolean> = { statistical: true },
) {
	await open(rest, options);
	await loaded();
	const [log, asked] = [await entries(), [...requests]];
	if (log.length || asked.length) throw new Error(`before consent: ${JSON.stringify({ log, asked })}`);
	await consent(choices);
}
