/** What of ours stands in a page: the runtime, its plugins, bridges. By its file's name, or, inlined, by words that only it has. */
import type { Tag } from '../html.js';
import { BRIDGES, isBridge } from './bridges.js';
import type { Page } from './page.js';

export interface Runtime {
	/** Its script tags, in the order of the page: the first one starts. */
	tags: Tag[];
	/** The plugins that are there for certain; of others nothing is known where code of the page may bring them. */
	plugins: ReadonlySet<string>;
	/** Whether code that is not read may bring more. */
	isOpen: boolean;
	/** The bridges, with the tag that brings each. */
	bridges: { name: string; tag: Tag }[];
	/** Any other tag of ours: a plugin, the inspector, what understands others' marks. */
	others: Tag[];
}

const FILE = /(?:^|\/)taggate(\.full)?\.min\.js(?:[?#]|$)|\/npm\/(taggate)(?:@[\w.^~-]+)?\/?(?:[?#]|$)/;
const PLUGIN = /(?:^|\/)plugins\/([a-z]+)\.min\.js(?:[?#]|$)/;
const BRIDGE = /(?:^|\/)bridges\/([a-z-]+)\.min\.js(?:[?#]|$)/;
const OTHER = /(?:^|\/)(?:inspector|markup)\.min\.js(?:[?#]|$)/;

/** In every build of the gate, and nowhere else. */
const GATE_WORDS = ['malformed condition "', 'consent:activate', 'data-category'];
/** What only that plugin says. */
const PLUGIN_WORDS: Readonly<Record<string, string>> = {
	controls: '[type=checkbox][name]',
	elements: '[data-src]:not([src])',
	extras: 'getRootNode',
	lateness: 'writeln',
	memory: ':[tf]\\w+|',
	templates: 'extractContents',
	traces: '"data-cookies"',
};
export const PLUGINS = Object.keys(PLUGIN_WORDS);

/** No page has more of ours; each is looked at with each. */
const MOST_OURS = 100;

export const findRuntime = ({ tags }: Page): Runtime => {
	const runtime: Runtime & { plugins: Set<string> } = { tags: [], plugins: new Set(), isOpen: false, bridges: [], others: [] };
	for (const tag of tags) {
		if (tag.name !== 'script' || !tag.isHtml) continue;
		if (runtime.tags.length + runtime.bridges.length + runtime.others.length > MOST_OURS) break;
		const src = tag.attributes.src ?? '';
		const { text } = tag;
		const file = FILE.exec(src);
		if (file || (!src && GATE_WORDS.every((words) => text.includes(words)))) {
			runtime.tags.push(tag);
			if (file?.[1] || file?.[2]) for (const name of PLUGINS) runtime.plugins.add(name);
		}
		const isOurs = runtime.tags.at(-1) === tag;
		const plugin = PLUGIN.exec(src)?.[1];
		if (plugin && PLUGINS.includes(plugin)) {
			runtime.plugins.add(plugin);
			runtime.others.push(tag);
		}
		const bridge = BRIDGE.exec(src)?.[1];
		if (bridge && isBridge(bridge)) runtime.bridges.push({ name: bridge, tag });
		if (OTHER.test(src)) runtime.others.push(tag);
		if (src) {
			if (tag.attributes.type === 'module') runtime.isOpen = true;
			continue;
		}
		if (/\btaggate\/|\bimport\b/.test(text)) runtime.isOpen = true;
		if (!isOurs && !text.includes('window.taggate')) continue;
		// What is inlined stands with the gate or by itself, and pushes itself.
		const found = PLUGINS.filter((name) => text.includes(PLUGIN_WORDS[name]!));
		for (const name of found) runtime.plugins.add(name);
		const bridges = Object.keys(BRIDGES).filter((name) => text.includes(BRIDGES[name]!.word));
		for (const name of bridges) runtime.bridges.push({ name, tag });
		if (!isOurs && (found.length || bridges.length)) runtime.others.push(tag);
	}
	return runtime;
};
