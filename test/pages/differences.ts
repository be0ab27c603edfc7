import { engineName } from './fixture.js';

/**
 * Every known difference between a held tag and an ordinary one, with its reason. Aim at none.
 *
 * In all engines:
 * - No event tells the end of an inline module that imports: the listeners that wait for the page to be ready may be called
 *   before it (`isSilent` in random.ts).
 * - An inline script that a tag writes by `document.write` runs after its writer, not in the middle of it.
 */

/**
 * Firefox sets force-async on scripts made by `innerHTML` too. While the page is parsed nothing tells such a script from a
 * parsed one, so it is put in again as it is, and stays dead.
 */
export const losesInnerHtmlWhileParsing = engineName === 'firefox';
