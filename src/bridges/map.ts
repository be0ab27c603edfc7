/** Names of theirs and what they are called here; several of ours are separated by spaces. */
export type NameMap = Record<string, string>;

/** Reads the attribute `data-map`: `"theirs:ours theirs:ours"`, or JSON when it begins with `{`. */
export function parseMap(text = ''): NameMap {
	if (/^\s*{/.test(text)) return JSON.parse(text);
	const map: NameMap = {};
	for (const [, theirs, ours] of text.matchAll(/([^\s:]+):(\S+)/g)) map[theirs!] = `${map[theirs!] ?? ''} ${ours}`;
	return map;
}
