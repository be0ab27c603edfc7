/** What the build makes for the tools: see `tools` in rollup.config.mjs. */
declare module 'virtual:runtime' {
	/** The published snippets, minified: the gate, the gate with every plugin, and each plugin by its file's name. */
	export const gate: string;
	export const full: string;
	export const plugins: Readonly<Record<string, string>>;
	/** Each bridge by its file's name, for a script that the runtime has begun: it takes its options from a variable `BRIDGE_OPTIONS`. */
	export const bridges: Readonly<Record<string, string>>;
	export const inspector: string;
	/** The package's own version. */
	export const version: string;
}
declare module 'virtual:parties' {
	/** Who is behind a host, of third-party-web (MIT): company, category, and its domains; `*.` before one means any below it. */
	export const parties: readonly (readonly [company: string, category: string, ...domains: string[]])[];
}
