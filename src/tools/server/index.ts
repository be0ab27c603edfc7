/** `taggate/server`: Node, Deno, Bun and workers at the edge; nothing here needs a DOM or a module of Node's. */

export { type CheckOptions, check } from '../check/index.js';
export type { Finding, Severity } from '../finding.js';
export {
	CATEGORIES,
	type Doubt,
	type Edit,
	findMarks,
	type Mark,
	type MarkOptions,
	type Marks,
	mark,
	type Place,
	type Rule,
	type Unknown,
} from '../mark/index.js';
export type { BridgeName, BridgeSettings, Bridges, GoogleSettings, MatomoSettings } from './bridges.js';
export { type Decision, type DecisionOptions, readDecision } from './decision.js';
export { gpc, type RequestHeaders } from './gpc.js';
export { type PluginName, type Snippet, type SnippetOptions, snippet } from './snippet.js';
