import { expect, it } from 'vitest';
import { mark } from '../../dist/server.js';
import { SNIPPETS } from './snippets.js';

const MEGABYTE = 1024 * 1024;
const fill = (text: string, length = MEGABYTE) => text.repeat(Math.ceil(length / text.length));
const script = (code: string) => `<script>gtag('js', 1);document.createElement('script');${code}</script>`;

/** Seconds of this process's own work: other tests may keep the machine busy. */
const measure = (work: () => unknown): number => {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1e6;
};

/** It takes half of this on an old laptop; what grows with the square takes minutes. */
const LIMIT = 10;

it('marks 10 MB of pages in seconds', () => {
	const text = `<p class="text">${'Words of a page, with <a href="/a">links</a> &amp; more. '.repeat(20)}</p>\n`;
	const page = `<!doctype html><html><head><title>Page</title>${SNIPPETS.map(({ html }) => html).join('\n')}</head><body>${text.repeat(70)}</body></html>`;
	const seconds = measure(() => {
		for (let length = 0; length < 10 * MEGABYTE; length += page.length) mark(page);
	});
	expect(seconds).toBeLessThan(LIMIT);
});

it('refuses in bounded time what has very many elements', () => {
	const html = fill('<p>', 4 * MEGABYTE);
	expect(measure(() => expect(() => mark(html)).toThrow('there are more than 1000000 elements'))).toBeLessThan(LIMIT);
});

it.each([
	['elements that nest deep', fill('<div>')],
	['templates in templates', fill('<template>')],
	['tables in cells', fill('<table><tr><td>')],
	['a tag of many attributes', `<img ${Array.from({ length: 100_000 }, (_, index) => `a${index}`).join(' ')}>`],
	['many tags of many attributes', fill(`<img ${Array.from({ length: 1000 }, (_, index) => `a${index}`).join(' ')}>`)],
	['markup that never begins', fill('<')],
	['a script without an end', `<script>${fill('a="b";/*x*/')}`],
	['regular expressions that do not end', script(fill('/[ '))],
	['strings that do not end', script(fill('"\\'))],
	['templates that do not end', script(fill('`${'))],
	['arrows', script(fill('=>'))],
	['functions in functions', script(fill('(){') + fill('}'))],
	['calls', script(fill('gtag("x");'))],
	['almost calls', script(fill('gtag      .  '))],
	['half of a name', script(fill('function    '))],
	['a long string', script(`x="${fill('QUJD')}"`)],
	['a string of addresses', script(`x="${fill('//aaaa.')}"`)],
	['a long host', `<script src="https://${fill('a.')}com/x.js"></script>`],
	['a long address', `<script src="https://static.hotjar.com/${fill('a/')}"></script>`],
	['a long set of pictures', `<img srcset="${fill('https://i.ytimg.com/a 1x, ')}">`],
	['a set of commas', `<img srcset="${fill(',')}">`],
	['pixels', fill('<img src="https://www.facebook.com/tr?id=1">')],
	['what is no text', fill('\u0000\ud800\uffff\u0007<\u001b')],
])('reads in bounded time: %s', (_, html) => {
	expect(measure(() => mark(html))).toBeLessThan(LIMIT);
});
