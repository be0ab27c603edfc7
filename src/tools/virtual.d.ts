/** What the build makes for the tools: see `tools` in rollup.config.mjs. */
declare module 'virtual:runtime' {
	/** The published snippets, minified: the gate, and each plugin and bridge by its file's name. */
	export const gate: string;
	export const plugins: Readonly<Record<string, string>>;
	export const bridges: Readonly<Record<string, string>>;
	export const inspector: string;
	/** The package's own version. */
	export const version: string;
}
declare module 'virtual:parties' {
	/** Who is behind a host, of third-party-web (MIT): company, category, and its domains; `*.` before one means any below it. */
	export const parties: readonly (readonly [company: string, category: string, ...domains: string[]])[];
}
