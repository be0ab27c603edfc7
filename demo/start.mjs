import { createThirdParties } from './parties/index.mjs';
import { createCity } from './server/city.mjs';
import { listen } from './server/http.mjs';

/**
 * Starts both servers, on `port` and the one above it where these are free.
 *
 * @returns their origins, and a function that closes them
 */
export async function startDemo(port = 0) {
	const answerThirdParties = createThirdParties();
	const others = await listen(answerThirdParties, port && port + 1);
	// Another host, so another site: a browser's rules for third parties apply.
	const thirdParties = `http://localhost:${others.address().port}`;
	const own = await listen(createCity(thirdParties), port);
	const close = () => {
		for (const server of [own, others]) {
			server.close();
			server.closeAllConnections();
		}
	};
	return { city: `http://127.0.0.1:${own.address().port}`, thirdParties, close };
}
