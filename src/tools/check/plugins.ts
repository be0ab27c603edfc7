/** What a page needs and the gate alone has not. */
import type { Range, Tag } from '../html.js';
import { isInert } from './page.js';
import { type Facts, find, placeOf, type Rule } from './rule.js';

/** Where it is needed, and what does not happen without it. */
interface Need {
	plugin: string;
	cost: string;
	/** The attribute of an element that needs it; nothing where it does not. */
	ask: (tag: Tag, facts: Facts) => string | undefined;
}

const firstOf = ({ attributes }: Tag, names: readonly string[]) => names.find((name) => name in attributes);
const ofRuntime =
	(...names: string[]) =>
	(tag: Tag, { runtime }: Facts) =>
		tag === runtime.tags[0] ? firstOf(tag, names) : undefined;

const NEEDS: Need[] = [
	{
		plugin: 'templates',
		cost: 'no template comes',
		ask: (tag, { page }) => (tag.name === 'template' && page.isGated(tag) ? 'data-category' : undefined),
	},
	{
		plugin: 'elements',
		cost: 'nothing sets its address, and it never loads',
		ask: (tag, { page }) => {
			if (!page.isGated(tag) || tag.name === 'template') return undefined;
			if (isInert(tag)) return 'data-src' in tag.attributes && !('src' in tag.attributes) ? 'data-src' : undefined;
			return 'data-category';
		},
	},
	{
		plugin: 'controls',
		cost: 'a click decides nothing',
		ask: (tag) => firstOf(tag, ['data-consent-grant', 'data-consent-deny', 'data-consent-reset', 'data-consent-form']),
	},
	{
		plugin: 'traces',
		cost: 'nothing is erased',
		ask: (tag, { page }) => (page.isGated(tag) ? firstOf(tag, ['data-cookies']) : undefined),
	},
	{ plugin: 'traces', cost: 'the page is not reloaded', ask: ofRuntime('data-reload') },
	{ plugin: 'memory', cost: 'no decision is kept', ask: ofRuntime('data-key', 'data-days', 'data-domain', 'data-version') },
	{ plugin: 'extras', cost: 'nothing holds before the visitor decides', ask: ofRuntime('data-default', 'data-gpc') },
];

/** Whether code that is not read may bring plugins: a module, a file of the page's own. */
const isUnread = ({ page, runtime }: Facts): boolean => {
	const ours = new Set([...runtime.tags, ...runtime.others, ...runtime.bridges.map(({ tag }) => tag)]);
	return (
		runtime.isOpen ||
		page.live.some((tag) => !ours.has(tag) && 'src' in tag.attributes && !/^\s*(?:https?:)?\/\//i.test(tag.attributes.src!))
	);
};

export const plugins: Rule = function* (facts) {
	const { page, runtime } = facts;
	if (!runtime.tags[0] || isUnread(facts)) return;
	for (const { plugin, cost, ask } of NEEDS) {
		if (runtime.plugins.has(plugin)) continue;
		let place: Range | undefined;
		for (const tag of page.tags) {
			const attribute = ask(tag, facts);
			if (attribute === undefined) continue;
			place = placeOf(tag, attribute);
			break;
		}
		if (place)
			yield find(
				'no-plugin',
				'error',
				place,
				`The runtime of this page is the gate alone, without the plugin ${plugin}: ${cost}.`,
				`<script src="…/plugins/${plugin}.min.js"></script> behind the runtime, or taggate.full.min.js in its place.`,
			);
	}
};
