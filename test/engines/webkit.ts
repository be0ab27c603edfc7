import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import type { Engine, Tab } from './engine.js';

const DRIVER = '/usr/bin/WebKitWebDriver';
const DISPLAY_SERVER = '/usr/bin/Xvfb';
/** The key under which WebDriver hands out elements, https://w3c.github.io/webdriver/#dfn-web-element-identifier */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** WebDriver's code points for keys, https://w3c.github.io/webdriver/#keyboard-actions */
const KEYS: Record<string, string> = { Enter: '\uE007', Tab: '\uE004', Escape: '\uE00C', ' ': ' ' };

export const hasWebkit = () => existsSync(DRIVER) && existsSync(DISPLAY_SERVER);

function findFreePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

/** Without a display the session request hangs. Resolves with the display's number, which the server picks. */
async function startDisplay(): Promise<{ display: string; child: ChildProcess }> {
	const child = spawn(DISPLAY_SERVER, ['-displayfd', '3', '-screen', '0', '1280x900x24'], {
		stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
	});
	const display = await new Promise<string>((resolve) =>
		(child.stdio[3] as Readable).once('data', (data) => resolve(String(data).trim())),
	);
	return { display, child };
}

/** WebKitGTK through plain W3C WebDriver. One tab at a time: a session is a window. */
export async function launchWebkit(): Promise<Engine> {
	const { display, child: displayServer } = await startDisplay();
	const port = await findFreePort();
	const driver = spawn(DRIVER, [`--port=${port}`], { env: { ...process.env, DISPLAY: `:${display}` }, stdio: 'ignore' });
	const stop = () => {
		driver.kill();
		displayServer.kill();
	};
	process.once('exit', stop);

	async function call(method: string, path: string, body?: object): Promise<never> {
		const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
		const { value } = (await response.json()) as { value: never };
		if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${JSON.stringify(value)}`);
		return value;
	}

	for (const deadline = Date.now() + 10_000; ; ) {
		try {
			await call('GET', '/status');
			break;
		} catch (error) {
			// The driver takes a moment to listen, and has no other sign of it.
			if (Date.now() > deadline) throw error;
		}
	}
	const { sessionId } = (await call('POST', '/session', {
		capabilities: { alwaysMatch: { browserName: 'MiniBrowser', pageLoadStrategy: 'none', timeouts: { script: 60_000 } } },
	})) as { sessionId: string };
	const session = `/session/${sessionId}`;

	const tab: Tab = {
		async open(url) {
			await call('POST', `${session}/url`, { url });
			// With the page load strategy "none" the old page may still be there.
			for (const deadline = Date.now() + 20_000; ; ) {
				try {
					if ((await call('POST', `${session}/execute/sync`, { script: 'return location.href', args: [] })) === url) return;
				} catch (error) {
					// The frame that was asked is the one that just went away.
					if (!String(error).includes('no such')) throw error;
				}
				if (Date.now() > deadline) throw new Error(`WebKit did not open ${url}`);
			}
		},
		async run(script, ...parameters) {
			const result = (await call('POST', `${session}/execute/async`, {
				script: `const done = arguments[1];
					new Promise((resolve) => resolve((${script})(...JSON.parse(arguments[0]))))
						.then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })))`,
				args: [JSON.stringify(parameters)],
			})) as string;
			const { value, error } = JSON.parse(result);
			if (error) throw new Error(error);
			return value;
		},
		async click(selector) {
			const element = (await call('POST', `${session}/element`, { using: 'css selector', value: selector })) as Record<
				string,
				string
			>;
			await call('POST', `${session}/element/${element[ELEMENT]}/click`, {});
		},
		async press(key) {
			const value = KEYS[key] ?? key;
			const actions = [
				{ type: 'keyDown', value },
				{ type: 'keyUp', value },
			];
			await call('POST', `${session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
		},
		back: () => call('POST', `${session}/back`, {}),
		async clearCookies() {
			// The open page learns late of what the driver deletes, so it deletes its own; one that may have no cookies throws.
			await tab.run(`() => {
				try {
					for (const cookie of document.cookie.split('; ')) document.cookie = cookie.split('=')[0] + '=; max-age=0; path=/';
				} catch {}
			}`);
			await call('DELETE', `${session}/cookie`);
		},
		screenshot: async () => Buffer.from((await call('GET', `${session}/screenshot`)) as string, 'base64'),
		// The one session stays for the next tab; nothing of this one does.
		async close() {
			await call('DELETE', `${session}/cookie`);
		},
	};
	return {
		name: 'webkit',
		newTab: async () => tab,
		async close() {
			await call('DELETE', session);
			stop();
		},
	};
}
