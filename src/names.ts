/** Names that an author can type and more than one file reads. */

/** The type that keeps a script inert and unfetched. */
export const INERT_TYPE = 'text/plain';
/** The events of a page that becomes ready, in their order. */
export const READINESS = ['readystatechange', 'DOMContentLoaded', 'load'];
