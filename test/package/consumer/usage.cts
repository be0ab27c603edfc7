/** The same from CommonJS, which newer versions of Node and TypeScript's `nodenext` let load a module. */
import taggate = require('taggate');
import cookiebot = require('taggate/bridges/cookiebot');

const running: taggate.Taggate = taggate.start({ store: 'none' });
export const off: taggate.Off = cookiebot.cookiebot(running);
// @ts-expect-error There is no default export.
taggate.default;
