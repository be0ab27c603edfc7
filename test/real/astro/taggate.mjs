import { snippet } from 'taggate/server';

/** The runtime of every page, and its hash. */
export const runtime = snippet({ version: 2 });
