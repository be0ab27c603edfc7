import { engineName } from './fixture.js';

/**
 * Every known difference between a held tag and an ordinary one, with its reason. Aim at none.
 *
 * In all engines:
 * - No event tells the end of an inline module that imports: the listeners that wait for the page to be ready may be called
 *   before it (`isSilent` in random.ts).
 * - An inline script that a tag writes by `document.write` runs after its writer, not in the middle of it; what it writes itself
 *   comes after what its writer wrote.
 * - A clone of a held tag runs as well: nothing tells it from a tag of its own.
 * - A script that was appended later with `async` runs as a copy: the attribute hides whether it is dead.
 */

/**
 * Firefox sets force-async on scripts made by `innerHTML` too. While the page is parsed nothing tells such a script from a
 * parsed one, so it is put in again as it is, and stays dead.
 */
export const losesInnerHtmlWhileParsing = engineName === 'firefox';

/**
 * Firefox looks ahead of its parser, and takes what it sees in a template for a part of the page: images, scripts and style
 * sheets in it are asked for, also on a page without the runtime. Not so iframes, nor what is gated itself.
 */
export const looksAheadIntoTemplates = engineName === 'firefox';
