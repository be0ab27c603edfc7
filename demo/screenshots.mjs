/** Makes the pictures of the README anew: `npm run build && node demo/screenshots.mjs`. */
import { existsSync, writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { startDemo } from './start.mjs';

/** Wide enough for the side panel, and 800 pixels as a picture. */
const WINDOW = { viewport: { width: 1200, height: 780 }, deviceScaleFactor: 800 / 1200, reducedMotion: 'reduce' };

const COLOURS = 96;

/** A browser that is there: named, of Playwright, of the system. */
const executablePath = [process.env.CHROME_BIN, chromium.executablePath(), '/usr/bin/chromium'].find(
	(path) => path && existsSync(path),
);

const { city, close } = await startDemo();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

/** The pixels of a PNG, four bytes each, as the browser reads them. */
async function readPixels(picture) {
	const page = await browser.newPage();
	const pixels = await page.evaluate(
		async (source) => {
			const image = await createImageBitmap(await (await fetch(source)).blob());
			const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
			context.drawImage(image, 0, 0);
			return [...context.getImageData(0, 0, image.width, image.height).data];
		},
		`data:image/png;base64,${picture.toString('base64')}`,
	);
	await page.close();
	return pixels;
}

/** The most frequent colours, and for each pixel the place of the nearest of them. */
function reduceColours(pixels) {
	const colours = new Map();
	for (let at = 0; at < pixels.length; at += 4) {
		const colour = pixels.slice(at, at + 3).join();
		colours.set(colour, (colours.get(colour) ?? 0) + 1);
	}
	const palette = [...colours]
		.sort(([, one], [, other]) => other - one)
		.slice(0, COLOURS)
		.map(([colour]) => colour.split(',').map(Number));
	const distance = (one, other) => one.reduce((sum, value, of) => sum + (value - other[of]) ** 2, 0);
	const places = new Map(
		[...colours.keys()].map((colour) => {
			const distances = palette.map((known) => distance(known, colour.split(',').map(Number)));
			return [colour, distances.indexOf(Math.min(...distances))];
		}),
	);
	return {
		palette,
		places: pixels.filter((_, at) => at % 4 === 0).map((_, at) => places.get(pixels.slice(at * 4, at * 4 + 3).join())),
	};
}

/** A PNG with a palette, https://www.w3.org/TR/png-3/: half the size. */
async function shrink(picture) {
	const { palette, places } = reduceColours(await readPixels(picture));
	const header = Buffer.from(picture.subarray(16, 29));
	const width = header.readUInt32BE(0);
	// Bits of a place, and the colour type that has a palette.
	header.set([8, 3], 8);
	const rows = Array.from({ length: header.readUInt32BE(4) }, (_, row) => [0, ...places.slice(row * width, (row + 1) * width)]);
	const chunk = (type, data) => {
		const body = Buffer.concat([Buffer.from(type), data]);
		const frame = Buffer.alloc(8);
		frame.writeUInt32BE(data.length);
		frame.writeUInt32BE(crc32(body), 4);
		return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
	};
	return Buffer.concat([
		picture.subarray(0, 8),
		chunk('IHDR', header),
		chunk('PLTE', Buffer.from(palette.flat())),
		chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

async function take(name, colorScheme, act) {
	const page = await browser.newPage({ ...WINDOW, colorScheme });
	await page.goto(`${city}/en/`);
	await page.waitForSelector('#parties li');
	await act(page);
	await page.evaluate(() => document.activeElement.blur());
	const picture = await page.screenshot();
	await page.close();
	writeFileSync(new URL(`screenshots/${name}.png`, import.meta.url), await shrink(picture));
}

await take('first-visit', 'light', (page) => page.waitForSelector('.ask'));

await take('accepted', 'light', async (page) => {
	await page.click('.consent [data-consent-grant]');
	await page.waitForSelector('#map .map-land', { state: 'attached' });
	await page.waitForSelector('[data-party=taeller]:not(.is-quiet)');
	await page.waitForSelector('[data-party=posthog]:not(.is-quiet)');
	await page.evaluate(() => document.querySelector('#towns').scrollIntoView({ behavior: 'instant' }));
});

await take('settings', 'dark', async (page) => {
	await page.click('.settings-button');
	await page.waitForSelector('#settings:popover-open');
});

await browser.close();
close();
