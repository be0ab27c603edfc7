/** `npm run demo`: the municipality on one site, the third parties on another, so that "third party" is true for the browser. */
import { startDemo } from './start.mjs';

const PORT = 4173;

const { city, thirdParties } = await startDemo(Number(process.env.PORT ?? PORT));
console.log(`Øhavet Kommune   ${city}\nthird parties    ${thirdParties}`);
