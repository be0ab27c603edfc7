/** `taggate/server`: Node, Deno, Bun and workers at the edge; nothing here needs a DOM or a module of Node's. */
export { gpc, type RequestHeaders } from './gpc.js';
