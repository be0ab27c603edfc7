import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as names from './names.js';

/** One way to put the same tags into a page. */
export interface Product {
	name: string;
	/** The minified file: read once, as a build may replace it during the run. */
	file?: Buffer;
	/** First in the head. */
	head: string;
	/** What a page has behind that for a visitor who gave consent on an earlier one; without it the product remembers by itself. */
	remembered?: string;
	/** Last in the body: where a library that is documented as deferred comes to run. */
	foot: string;
	inline(code: string): string;
	external(address: string): string;
	/** Statements that give consent to all tags. */
	grant: string;
	/** Statements that withdraw it. */
	deny: string;
}

const read = (file: string): Buffer => readFileSync(resolve(file));
/** A banner without its style sheet would stand in the flow of the page and slow its layout. */
const style = (file: string) => `<style>${read(file)}</style>`;

export const ORDINARY: Product = {
	name: names.ORDINARY,
	head: '',
	foot: '',
	inline: (code) => `<script>${code}</script>`,
	external: (address) => `<script src="${address}"></script>`,
	grant: '',
	deny: '',
};

const createTaggate = (name: string, file: Buffer): Product => ({
	name,
	file,
	head: `<script>${file}</script>`,
	foot: '',
	inline: (code) => `<script type="text/plain" data-category="analytics">${code}</script>`,
	external: (address) => `<script type="text/plain" data-category="analytics" src="${address}"></script>`,
	grant: `dispatchEvent(new CustomEvent('consent:update', { detail: { analytics: true } }));`,
	deny: `taggate.deny('analytics');`,
});

/** It keeps no decision: a consent manager does, and repeats it on every page. */
export const GATE: Product = {
	...createTaggate(names.GATE, read('dist/taggate.min.js')),
	remembered: `<script>taggate.grant('analytics')</script>`,
};

export const FULL = createTaggate(names.FULL, read('dist/taggate.full.min.js'));

/** The runtime before it was written anew, when it was one file with everything in it. */
export const PREVIOUS = createTaggate(names.PREVIOUS, read('test/bench/previous.min.js'));

const VANILLA_FILE = read('node_modules/vanilla-cookieconsent/dist/cookieconsent.umd.js');

const VANILLA: Product = {
	name: names.VANILLA,
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
	deny: 'CookieConsent.acceptCategory([]);',
};

const KLARO_FILE = read('node_modules/klaro/dist/klaro.js');

/** As its banner does. */
const changeKlaro = (isGranted: boolean) =>
	`{ const manager = klaro.getManager(klaroConfig); manager.changeAll(${isGranted}); manager.saveAndApplyConsents(); }`;

const KLARO: Product = {
	name: names.KLARO,
	file: KLARO_FILE,
	head: '',
	foot: `<script>${KLARO_FILE}</script><script>
		window.klaroConfig = { services: [{ name: 'analytics', title: 'Analytics', purposes: ['analytics'] }], translations: { zz: { privacyPolicyUrl: '/empty' } } };
		klaro.render(klaroConfig);
	</script>`,
	inline: (code) => `<script type="text/plain" data-type="application/javascript" data-name="analytics">${code}</script>`,
	external: (address) =>
		`<script type="text/plain" data-type="application/javascript" data-name="analytics" data-src="${address}"></script>`,
	grant: changeKlaro(true),
	deny: changeKlaro(false),
};

const OREJIME_FILE = read('node_modules/orejime/dist/orejime-standard-en.js');

const OREJIME: Product = {
	name: names.OREJIME,
	file: OREJIME_FILE,
	head: style('node_modules/orejime/dist/orejime-standard.css'),
	foot: `<script>window.orejimeConfig = { purposes: [{ id: 'analytics', title: 'Analytics' }], privacyPolicyUrl: '/empty' };</script><script>${OREJIME_FILE}</script>`,
	inline: (code) => `<template data-purpose="analytics"><script>${code}</script></template>`,
	external: (address) => `<template data-purpose="analytics"><script src="${address}"></script></template>`,
	grant: 'orejime.manager.acceptAll();',
	deny: 'orejime.manager.declineAll();',
};

/** No gate: the least that one can do which finds tags as they come. What it takes is the platform's, below which nobody gets. */
export const FLOOR: Product = {
	...GATE,
	name: names.FLOOR,
	head: `<script>new MutationObserver((records) => {
		for (const { addedNodes } of records) for (const node of addedNodes) node.matches?.('[data-category]');
	}).observe(document, { childList: true, subtree: true })</script>`,
	grant: '',
	deny: '',
};

/** As it comes by `<script async>`: all tags are there before it. */
export const putBehind = (product: Product): Product => ({ ...product, head: '', foot: product.head });

export const OWN = [GATE, FULL];
export const GATES = [...OWN, VANILLA, KLARO, OREJIME];
export const PRODUCTS = [ORDINARY, ...GATES];
