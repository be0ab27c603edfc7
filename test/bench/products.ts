import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** One way to put the same tags into a page. */
export interface Product {
	name: string;
	/** The minified file: read once, as a build may replace it during the run. */
	file?: Buffer;
	/** First in the head. */
	head: string;
	/** Last in the body: where a library that is documented as deferred comes to run. */
	foot: string;
	inline(code: string): string;
	external(address: string): string;
	/** Statements that give consent to all tags. */
	grant: string;
}

const read = (file: string): Buffer => readFileSync(resolve(file));
/** A banner without its style sheet would stand in the flow of the page and slow its layout. */
const style = (file: string) => `<style>${read(file)}</style>`;

export const ORDINARY: Product = {
	name: 'ordinary page',
	head: '',
	foot: '',
	inline: (code) => `<script>${code}</script>`,
	external: (address) => `<script src="${address}"></script>`,
	grant: '',
};

const TAGGATE_FILE = read('dist/taggate.min.js');

export const TAGGATE: Product = {
	name: 'taggate',
	file: TAGGATE_FILE,
	head: `<script>${TAGGATE_FILE}</script>`,
	foot: '',
	inline: (code) => `<script type="text/plain" data-category="analytics">${code}</script>`,
	external: (address) => `<script type="text/plain" data-category="analytics" src="${address}"></script>`,
	grant: `dispatchEvent(new CustomEvent('consent:update', { detail: { analytics: true } }));`,
};

const VANILLA_FILE = read('node_modules/vanilla-cookieconsent/dist/cookieconsent.umd.js');

const VANILLA: Product = {
	name: 'vanilla-cookieconsent',
	file: VANILLA_FILE,
	head: style('node_modules/vanilla-cookieconsent/dist/cookieconsent.css'),
	foot: `<script>${VANILLA_FILE}</script><script>
		CookieConsent.run({
			hideFromBots: false,
			categories: { necessary: { enabled: true, readOnly: true }, analytics: {} },
			language: { default: 'en', translations: { en: { consentModal: { title: 'Cookies', acceptAllBtn: 'Yes', acceptNecessaryBtn: 'No' }, preferencesModal: { title: 'Cookies', sections: [] } } } },
		});
	</script>`,
	inline: (code) => `<script type="text/plain" data-category="analytics">${code}</script>`,
	external: (address) => `<script type="text/plain" data-category="analytics" data-src="${address}"></script>`,
	grant: `CookieConsent.acceptCategory('all');`,
};

const KLARO_FILE = read('node_modules/klaro/dist/klaro.js');

const KLARO: Product = {
	name: 'klaro',
	file: KLARO_FILE,
	head: '',
	foot: `<script>${KLARO_FILE}</script><script>
		window.klaroConfig = { services: [{ name: 'analytics', title: 'Analytics', purposes: ['analytics'] }], translations: { zz: { privacyPolicyUrl: '/empty' } } };
		klaro.render(klaroConfig);
	</script>`,
	inline: (code) => `<script type="text/plain" data-type="application/javascript" data-name="analytics">${code}</script>`,
	external: (address) =>
		`<script type="text/plain" data-type="application/javascript" data-name="analytics" data-src="${address}"></script>`,
	grant: `const manager = klaro.getManager(klaroConfig); manager.changeAll(true); manager.saveAndApplyConsents();`,
};

const OREJIME_FILE = read('node_modules/orejime/dist/orejime-standard-en.js');

const OREJIME: Product = {
	name: 'orejime',
	file: OREJIME_FILE,
	head: style('node_modules/orejime/dist/orejime-standard.css'),
	foot: `<script>window.orejimeConfig = { purposes: [{ id: 'analytics', title: 'Analytics' }], privacyPolicyUrl: '/empty' };</script><script>${OREJIME_FILE}</script>`,
	inline: (code) => `<template data-purpose="analytics"><script>${code}</script></template>`,
	external: (address) => `<template data-purpose="analytics"><script src="${address}"></script></template>`,
	grant: 'orejime.manager.acceptAll();',
};

/** No gate: the least that one can do which finds tags as they come. What it takes is the platform's, below which nobody gets. */
export const FLOOR: Product = {
	...TAGGATE,
	name: 'bare observer',
	head: `<script>new MutationObserver((records) => {
		for (const { addedNodes } of records) for (const node of addedNodes) node.matches?.('[data-category]');
	}).observe(document, { childList: true, subtree: true })</script>`,
	grant: '',
};

/** The runtime as it comes by `<script async>`: all tags are there before it. */
export const TAGGATE_BEHIND: Product = { ...TAGGATE, head: '', foot: TAGGATE.head };

export const GATES = [TAGGATE, VANILLA, KLARO, OREJIME];
export const PRODUCTS = [ORDINARY, ...GATES];
