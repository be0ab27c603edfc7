/** Names that an author can type and more than one file reads. */

/** The type that keeps a script inert and unfetched. */
export const INERT_TYPE = 'text/plain';
/** Built-in names: they hold by themselves and no update changes them. */
export const NECESSARY = 'necessary';
export const DECIDED = 'decided';
