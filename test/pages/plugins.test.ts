import { expect, it } from 'vitest';
import { consent, evaluate, faults, loaded, open, requests, thirdParty } from './fixture.js';

// One page and a file of its own: Firefox's driver often loses its way when it leaves a page with such an element.
it('loads what embed and object stand for with the grant, takes it away on withdrawal, and gives it back', async () => {
	const [embed, object] = ['embed', 'object'].map((use) => `${thirdParty}/pixel.gif?${use}`);
	const read = () => evaluate('[one === first, two === second, one.getAttribute("src"), two.getAttribute("data")]');
	await open(
		`<body><embed id="one" type="image/gif" data-category="functional" data-src="${embed}">
		<object id="two" type="image/gif" data-category="functional" data-data="${object}"></object><script>first = one; second = two</script>`,
	);
	await loaded();
	expect([await read(), [...requests]]).toEqual([[true, true, null, null], []]);
	for (let round = 0; round < 2; round++) {
		await consent({ functional: true });
		expect(await read()).toEqual([true, true, embed, object]);
		await expect.poll(() => [...new Set(requests)].sort(), { timeout: 5000 }).toEqual(['/pixel.gif?embed', '/pixel.gif?object']);
		await consent({ functional: false });
		expect(await read()).toEqual([true, true, null, null]);
	}
	expect(await faults()).toEqual([]);
});
