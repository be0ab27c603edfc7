/** What more than one plugin needs. */

/** The name under which a decision is kept, unless told otherwise. */
export const DEFAULT_KEY = 'taggate';
