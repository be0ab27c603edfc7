/** What kind of third party needs which consent. */

/**
 * The kinds of third-party-web, and `map` and `data-layer`, our own, with the names of ours that a tag of the kind needs. A site that sees it
 * differently says so by a map. What is not here is never gated by guess, only listed: `cdn`, `hosting`, `utility`, `content` and
 * `other` hold what a page cannot do without beside what it should ask for, and a `consent-provider` is who asks.
 */
export const CATEGORIES: Readonly<Record<string, string>> = {
	ad: 'marketing',
	analytics: 'statistical',
	'customer-success': 'functional',
	// Google's queue by itself asks for nothing; the tags that read it need theirs.
	'data-layer': 'statistical | marketing',
	map: 'functional',
	marketing: 'marketing',
	social: 'marketing',
	// A container may hold anything.
	'tag-manager': 'statistical marketing',
	// Films of the large hosts set cookies for advertisements.
	video: 'marketing',
};

/** The value of a map that leaves a tag alone. */
export const NONE = 'none';

/** What a Google tag is for, by its ids: of Analytics, of Ads and Floodlight; any other may be both. Without one it counts. */
export const readGoogleKinds = (ids: readonly string[]): string[] => [
	...new Set(
		(ids.length ? ids : ['G-']).flatMap((id) => {
			if (/^(G|UA)-/i.test(id)) return ['analytics'];
			return /^(AW|DC)-/i.test(id) ? ['ad'] : ['analytics', 'ad'];
		}),
	),
];

/** The ids that a script configures. */
export const readGoogleIds = (source: string): string[] =>
	[...source.matchAll(/["'`=]((?:G|UA|AW|DC|GT)-[A-Z\d][\w-]{2,40})/g)].map(([, id]) => id!);

const parse = (condition: string) => condition.split('|').map((group) => group.match(/[^\s,]+/g) ?? []);

/** The condition that holds where all of these do. */
export const joinConditions = (conditions: string[]): string =>
	conditions
		.map(parse)
		.reduce((all, groups) => all.flatMap((some) => groups.map((group) => [...new Set([...some, ...group])])), [[]] as string[][])
		.map((group) => group.join(' '))
		.join(' | ');

/** Whether the text is a condition as the runtime reads it. */
export const isCondition = (text: string): boolean =>
	parse(text).every((group) => group.length > 0 && group.every((name) => /^[!?]?[\w\-./:]+$/.test(name)));
