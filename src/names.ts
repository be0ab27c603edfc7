/** What an author can type and more than one file reads. */

/** The attribute that gates an element: the condition under which it is live. */
export const CATEGORY = 'data-category';
/** The type that a gated script takes when it runs. */
export const TYPE = 'data-type';
/** The type that keeps a script inert and unfetched. */
export const INERT_TYPE = 'text/plain';

/** The bus: what a banner may send, and what the gate tells, each behind `consent:`. */
export type EventName = 'update' | 'reset' | 'change' | 'activate' | 'activated' | 'idle' | 'error';

/** The names of a list, separated by spaces or commas. */
export const listNames = (text?: string | null): string[] => text?.match(/[^\s,]+/g) ?? [];

/** A script as the HTML standard means it: SVG has an element of that name too. */
export const isScript = (element: unknown): element is HTMLScriptElement => element instanceof HTMLScriptElement;

/** A type as browsers compare it. */
export const clean = (type: string): string => type.trim().toLowerCase();

/** Whether a script is held: the type is trimmed and case-insensitive, as browsers read it. */
export const isInert = (script: HTMLScriptElement): boolean => clean(script.type) === INERT_TYPE;
