/** Sites that Vite builds and serves with `taggate/vite`, as their owners set it up. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { build, createLogger, createServer, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, type Project } from '../package/tarball.js';
import { consent, entries, evaluate, faults, loaded, open, publish, requests, script, until } from './fixture.js';

let project: Project;
let taggate: (options?: object) => Plugin[];
beforeAll(async () => {
	project = createProject(['react', 'react-dom', 'vue']);
	({ taggate } = await import(join(project.installed, 'dist/vite.js')));
});
afterAll(() => project.remove());

const TAG = `<script type="text/plain" data-category="statistical" src="${script('one')}"></script><script type="text/plain" data-category="statistical">log('two')</script>`;
const APPS: Record<string, { main: string; files: Record<string, string> }> = {
	React: {
		main: 'main.js',
		files: {
			'main.js': `import { createElement } from 'react'; import { createRoot } from 'react-dom/client';
				createRoot(document.querySelector('#app')).render(createElement('b', null, 'app'));`,
		},
	},
	Vue: {
		main: 'main.js',
		files: {
			'main.js': `import { createApp } from 'vue'; import App from './App.vue'; createApp(App).mount('#app');`,
			'App.vue': '<template><b>app</b></template>',
		},
	},
};
const page = (head = '') =>
	`<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n${head}<title>site</title>\n<script type="module" src="/main.js"></script>\n</head>\n<body>\n<div id="app"></div>\n${TAG}\n</body>\n</html>`;

const write = (files: Record<string, string>) => {
	const folder = join(project.folder, `site${Math.random()}`);
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}
	return folder;
};

/** Builds a site, and serves what it loads. @returns its page */
const buildSite = async (root: string, options: object, config: InlineConfig = {}) => {
	const { output } = (await build({
		configFile: false,
		logLevel: 'silent',
		root,
		plugins: [vue(), taggate(options)],
		build: { write: false },
		...config,
	})) as Rolldown.RolldownOutput;
	for (const file of output) if (file.type === 'chunk') publish(`/${file.fileName}`, file.code, 'text/javascript');
	return (output.find(({ fileName }) => fileName === 'index.html') as Rolldown.OutputAsset).source.toString();
};

/** What the head of a page has, in its order, the text of the runtime left out. */
const listHead = (html: string) =>
	[...html.slice(0, html.indexOf('<body')).matchAll(/<(meta|title|script|link)\b([^>]*)/g)].map(
		([, name, attributes]) => `${name}${attributes}`,
	);

const visit = async (html: string, options: object = {}) => {
	await open(html.replace(/<!doctype html>/i, ''), { hasRuntime: false, ...options });
	await until('window.taggate?.scan');
	await loaded();
	await until(`document.querySelector('#app b')`);
	expect([await entries(), [...requests], await faults()]).toEqual([[], [], []]);
	await consent({ statistical: true });
	await until('entries.length === 2');
	expect([await entries(), await faults()]).toEqual([['one', 'two'], []]);
};

describe.each(Object.entries(APPS))('a site of %s', (_, { files }) => {
	it('has the runtime before any other script, and holds its tags', async () => {
		const html = await buildSite(write({ 'index.html': page(), ...files }), { granted: 'essential' });
		expect(listHead(html).slice(0, 2)).toEqual(['meta charset="utf-8"', 'script data-granted="essential"']);
		expect(html.match(/data-granted/g)).toHaveLength(1);
		await visit(html);
		expect(await evaluate('taggate.has("essential")')).toBe(true);
	});

	it('works under a policy with the nonce of each answer', async () => {
		const html = await buildSite(write({ 'index.html': page(), ...files }), {}, { html: { cspNonce: 'NONCE' } });
		await visit(html.replaceAll('NONCE', 'abc123'), {
			nonce: 'abc123',
			headers: { 'content-security-policy': `script-src 'nonce-abc123' 'strict-dynamic'; object-src 'none'; base-uri 'none'` },
		});
	});
});

describe('the hash of the runtime', () => {
	const files = APPS.Vue!.files;

	it('goes into the policy of the page', async () => {
		const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' ${new URL(script('x')).origin} 'sha256-+0Z9hbXmQ2mXcEH8pSGvXgZLS0N2RX0TFzR7sKmmvzk='">\n`;
		const html = await buildSite(write({ 'index.html': page(policy), ...files }), { hash: 'meta' });
		const [, content] = /Content-Security-Policy" content="([^"]*)"/.exec(html)!;
		expect(content!.match(/'sha256-/g)).toHaveLength(2);
		await open(html.replace(/<!doctype html>/i, ''), { hasRuntime: false });
		await until('window.taggate?.scan');
		expect(await faults()).toEqual([]);
	});

	it('goes into a file, and to a function', async () => {
		const heard: string[] = [];
		const root = write({ 'index.html': page(), ...files });
		await buildSite(root, { hash: (hash: string) => heard.push(hash) });
		await buildSite(root, { hash: 'hash.txt' });
		expect(heard).toEqual([readFileSync(join(root, 'hash.txt'), 'utf8')]);
		expect(heard[0]).toMatch(/^'sha256-[\w+/]{43}='$/);
	});

	it('is an error where the page has no policy', async () => {
		await expect(buildSite(write({ 'index.html': page(), ...files }), { hash: 'meta' })).rejects.toThrow(
			'has no <meta http-equiv',
		);
	});
});

it('says which option does not exist', () => {
	expect(() => taggate({ grantd: 'a' })).toThrow(TypeError);
});

describe('the dev server', () => {
	it('adds the runtime and the inspector, and says what is wrong, with file and line, once', async () => {
		const root = write({ 'index.html': page('<script data-category="marketing">track()</script>\n'), ...APPS.Vue!.files });
		const said: string[] = [];
		const logger = createLogger('warn');
		logger.warn = (text) => said.push(text);
		const server = await createServer({
			configFile: false,
			root,
			customLogger: logger,
			plugins: [vue(), taggate()],
			server: { port: 0, host: '127.0.0.1' },
		});
		try {
			await server.listen();
			const address = server.resolvedUrls!.local[0]!;
			const html = await (await fetch(address)).text();
			await (await fetch(address)).text();
			// Vite's own modules wait for the end of the page.
			expect(
				listHead(html)
					.filter((tag) => !tag.includes('type="module"'))
					.slice(0, 3),
			).toEqual(['meta charset="utf-8"', 'script', 'script src="/@taggate/inspector.js" defer']);
			const findings = said.filter((text) => text.startsWith('taggate'));
			expect(findings).toHaveLength(1);
			expect(findings[0]).toContain(`${join(root, 'index.html')}:5:`);
			const inspector = await fetch(`${address}@taggate/inspector.js`);
			expect([inspector.headers.get('content-type'), (await inspector.text()).length > 10_000]).toEqual([
				'text/javascript',
				true,
			]);
		} finally {
			await server.close();
		}
	});
});

it('puts the runtime first in pages of any form', async () => {
	for (const html of [
		'<p id="app"></p>',
		'<title>x</title><script>1</script>',
		'<html><body>x',
		'<head><link rel="icon" href="data:,"></head>',
	]) {
		const [, after] = taggate();
		const { handler } = after!.transformIndexHtml as { handler: (html: string) => string };
		const result = handler(html);
		expect(result.indexOf('<script')).toBe(result.search(/<script>\{let/));
	}
});
