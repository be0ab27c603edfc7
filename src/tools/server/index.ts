/** `taggate/server`: Node, Deno, Bun and workers at the edge; nothing here needs a DOM or a module of Node's. */

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
export { gpc, type RequestHeaders } from './gpc.js';
