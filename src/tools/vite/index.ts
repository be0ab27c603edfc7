/** `taggate/vite`: the runtime in the head of every page that Vite serves or builds. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { inspector } from 'virtual:runtime';
import type { Plugin } from 'vite';
import { check } from '../check/index.js';
import { type SnippetOptions, snippet } from '../server/snippet.js';
import { findPlace } from './place.js';
import { allow } from './policy.js';

export interface TaggateOptions extends SnippetOptions {
	/**
	 * Where the hash of the runtime goes, for a policy without a nonce: `'meta'` adds it to the page's own
	 * `<meta http-equiv="content-security-policy">`, any other text is the path of a file that a build writes, a function is called
	 * with it. Default: nowhere. Not with `html.cspNonce`.
	 */
	hash?: string | ((hash: string) => void);
	/** Whether the dev server adds the inspector. Default: yes. */
	inspect?: boolean;
	/** Whether the dev server says what `check` finds in a page. Default: yes. */
	check?: boolean;
}

const INSPECTOR = '/@taggate/inspector.js';

/**
 * @param options those of `snippet`, and of Vite alone
 * @returns plugins of Vite's, for `plugins` of its configuration
 * @throws TypeError for an option, a plugin or a bridge that does not exist
 */
export const taggate = ({ hash, inspect = true, check: isChecked = true, ...options }: TaggateOptions = {}): Plugin[] => {
	let isDev = false;
	let root = '';
	let base = '/';
	let part = snippet(options);
	/** What was said of a page: once, until it says something else. */
	const said = new Map<string, string>();

	const before: Plugin = {
		name: 'taggate:check',
		apply: 'serve',
		configureServer({ middlewares }) {
			middlewares.use(INSPECTOR, (_, response) => {
				response.setHeader('Content-Type', 'text/javascript');
				response.end(inspector);
			});
		},
		transformIndexHtml: {
			// As its author wrote it.
			order: 'pre',
			handler(html, { filename, server }) {
				if (!isChecked || !server) return;
				const lines = check(html).map(
					({ severity, line, column, message, fix }) =>
						`${filename}:${line}:${column} ${severity}: ${message}${fix && `\n    ${fix}`}`,
				);
				const text = lines.join('\n');
				if (text && said.get(filename) !== text) server.config.logger.warn(`taggate\n${text}`, { timestamp: true });
				said.set(filename, text);
			},
		},
	};

	const after: Plugin = {
		name: 'taggate',
		async configResolved(config) {
			isDev = config.command === 'serve';
			({ root, base } = config);
			const nonce = config.html?.cspNonce;
			if (nonce) part = snippet({ ...options, nonce });
			if (typeof hash === 'function') hash(part.hash);
			else if (hash && hash !== 'meta' && !isDev) {
				const file = resolve(root, hash);
				await mkdir(dirname(file), { recursive: true });
				await writeFile(file, part.hash);
			}
		},
		transformIndexHtml: {
			// Behind all that others add, so that none of it stands before.
			order: 'post',
			handler(html) {
				const place = findPlace(html);
				const script = isDev && inspect ? `<script src="${base.replace(/\/$/, '')}${INSPECTOR}" defer></script>` : '';
				const page = html.slice(0, place) + part.html + script + html.slice(place);
				return hash === 'meta' ? allow(page, part.hash) : page;
			},
		},
	};
	return [before, after];
};
