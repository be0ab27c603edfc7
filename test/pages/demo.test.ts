import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evaluate, tab, until } from './fixture.js';

let server: ChildProcess;
let address: string;

beforeAll(async () => {
	server = spawn(process.execPath, ['demo/serve.mjs'], {
		env: { ...process.env, PORT: '0' },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	address = await new Promise((resolve) =>
		server.stdout!.on('data', (data) => /(http:\/\/127\S+)/.test(data) && resolve(RegExp.$1)),
	);
});
afterAll(() => void server.kill());

/** As the third party's server counts them. */
const requests = () => evaluate<number>(`Number(document.querySelector('#request-total').textContent)`);
const isMapThere = `!!document.querySelector('#map .leaflet-marker-icon')`;

it('asks the third party for nothing until the visitor accepts, then shows the map, and takes it down again', async () => {
	await tab.open(new URL('/', address).href);
	await until(`document.readyState === 'complete' && !document.querySelector('#banner').hidden`);
	expect([await requests(), await evaluate(isMapThere)]).toEqual([0, false]);
	await tab.click('#banner [data-choice="functional"]');
	await until(`${isMapThere} && !document.querySelector('#book').disabled`);
	await until(`document.querySelector('#request-total').textContent === '3'`);
	await tab.click('header [data-open-banner], [data-open-banner]');
	await tab.click('#banner [data-choice="all"]');
	await until(`Number(document.querySelector('#event-total').textContent) > 0`);
	await evaluate(`(taggate.deny('functional'), 0)`);
	await until(`!${isMapThere.slice(2)}`);
});
