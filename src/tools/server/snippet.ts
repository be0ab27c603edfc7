/** The runtime as a script tag for the head of a page, with what the page wants of it. */

import { plugins as built, full, gate } from 'virtual:runtime';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Options } from '../../options.js';
import { type Bridges, connectAll } from './bridges.js';
import { flag, type Kind, label, matching, names, type Owner, oneOf, positive, refuse, refuseName, write } from './values.js';

/** In the order in which the full file begins them. */
const PLUGINS = ['extras', 'memory', 'traces', 'elements', 'templates', 'controls', 'lateness'] as const;

/** A plugin's file, without its ending. */
export type PluginName = (typeof PLUGINS)[number];

/** What the page wants, and the options of the runtime, which become the attributes `data-…` of its script tag. */
export interface SnippetOptions extends Omit<Options, 'initial' | 'nonce' | 'reload'> {
	/** `all` (default): the full file, as it is published. Or those that are wanted beside the gate; `[]`: the gate alone. */
	plugins?: 'all' | readonly PluginName[] | undefined;
	/**
	 * The bridges, by name or with their options: `['cookiebot']`, `{ cookiebot: { map: { statistics: 'statistical' } } }`. With one
	 * from a consent manager `store` is `none` unless told otherwise, as the manager owns the decision.
	 */
	bridges?: Bridges | undefined;
	/** That of the page's policy, or what a server or a build puts in its place. Every gated script then needs the same. */
	nonce?: string | null | undefined;
	/** Reloads the page when consent is withdrawn under which a script has run. */
	reload?: boolean | '' | undefined;
}

export interface Snippet {
	/** The script tag, to be put first into the head. */
	html: string;
	/** What stands in it, for who makes the tag himself: with all of `attributes`, inline, and no module. */
	code: string;
	/** Its source expression for the `script-src` of a policy, with its quotes: `'sha256-…'`. It covers all of the snippet. */
	hash: string;
	/** The tag's attributes by name, not escaped: `nonce` and those of the options. */
	attributes: Record<string, string>;
}

const OPTIONS = {
	store: oneOf('cookie', 'local', 'none'),
	key: matching('a name without spaces and ; , = "', /^[^\s;,="\\\p{Cc}]+$/u),
	days: positive,
	domain: matching('a domain', /^[\p{L}\p{N}._-]+$/u),
	version: label,
	granted: names,
	default: names,
	gpc: names,
	timeout: positive,
	reload: flag,
} satisfies Record<keyof Omit<Options, 'initial' | 'nonce'>, Kind>;

const OWNER: Owner = { path: '', none: 'there is no option', others: ['plugins', 'bridges', 'nonce'] };

/** @returns those that are wanted, in their order */
const choose = (plugins: unknown): readonly PluginName[] => {
	if (plugins === 'all') return PLUGINS;
	if (!Array.isArray(plugins)) throw refuse('plugins', '"all" or a list of names', plugins);
	for (const name of plugins) if (!PLUGINS.includes(name)) throw refuseName('there is no plugin', String(name), PLUGINS);
	return PLUGINS.filter((name) => plugins.includes(name));
};

/** As in the full file plugins begin before what the page has pushed so far. */
const assemble = (plugins: readonly PluginName[]): string =>
	plugins.length === PLUGINS.length
		? full
		: plugins[0]
			? `let waiting=self.taggate;self.taggate=[];${plugins.map((name) => built[name]).join('')}Array.isArray(waiting)&&self.taggate.push(...waiting);${gate}`
			: gate;

/** Within quotes, whatever the text holds. */
const quote = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The source expression of a policy that lets this inline script run, https://www.w3.org/TR/CSP3/#grammardef-hash-source */
const hash = (code: string): string => `'sha256-${btoa(String.fromCharCode(...sha256(new TextEncoder().encode(code))))}'`;

/**
 * Makes the script tag that goes first into the head of every page. It is one tag, with all that is wanted in it; where a runtime
 * is there already it does nothing.
 * @param options what is wanted of the runtime, and its options
 * @throws TypeError for a plugin, bridge or option that there is not, and for a value of the wrong kind; it names the nearest
 */
export const snippet = (options: SnippetOptions = {}): Snippet => {
	if (!options || typeof options !== 'object' || Array.isArray(options))
		throw refuse('snippet()', 'a record of options', options);
	// Own properties alone: nothing on a prototype was asked for.
	const { plugins = 'all', bridges, nonce, ...rest } = { __proto__: null as never, ...options };
	// An empty one would let pass every tag that has none.
	if (nonce != null && (typeof nonce !== 'string' || !nonce)) throw refuse('nonce', 'text that is not empty', nonce);
	const wanted = choose(plugins);
	const connections = connectAll(bridges);
	const owned = connections.some(({ isInbound }) => isInbound) && { store: 'none' };
	const written = { ...owned, ...write(OPTIONS, rest, OWNER) };
	const runtime = assemble(wanted);
	const isPublished = (runtime === full || runtime === gate) && !connections[0];
	const code = isPublished
		? runtime
		: `if(!self.taggate?.scan?.call){${runtime}${connections.map((connection) => connection.code).join('')}}`;
	const attributes: Record<string, string> = {
		...(nonce != null && { nonce }),
		...Object.fromEntries(Object.entries(written).map(([name, value]) => [`data-${name}`, value])),
	};
	const marks = Object.entries(attributes).map(([name, value]) => ` ${name}="${quote(value)}"`);
	return { html: `<script${marks.join('')}>${code}</script>`, code, hash: hash(code), attributes };
};
