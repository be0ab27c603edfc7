/** How the audit consents: over our bus, by clicks on the page's own banner, or, where it is a known one, by autoconsent. */
import type { Page } from 'playwright-core';
import { answerBanner } from './autoconsent.js';
import { within } from './clock.js';

/** The clicks of a visitor, in order, as selectors; an empty list where the bus is used. */
export interface Clicks {
	accept: string[];
	reject: string[];
	withdraw: string[];
}

/** Why a visit cannot be made: told, not thrown at the user. */
export class Obstacle extends Error {}

/** Milliseconds until what is clicked has to be there. */
const CLICK = 5_000;
/** Names come with what a grant shows, which may gate more; so many times. */
const ROUNDS = 5;

/**
 * Runs in the page: all names that its conditions, controls and forms know, and, where the runtime is there, tells it the decision.
 * @returns undefined where there is no runtime
 */
const tellPage = ({
	grant,
	decide,
}: {
	grant: boolean;
	decide: boolean;
}): { names: string[]; patterns: string[]; decision: string } | undefined => {
	const names = new Set<string>();
	const patterns = new Set<string>();
	const words = (text: string | null) => text?.match(/[^\s,|!?]+/g) ?? [];
	const look = (root: Document | DocumentFragment | ShadowRoot) => {
		for (const element of root.querySelectorAll('*')) {
			for (const attribute of ['data-category', 'data-consent-grant', 'data-consent-deny'])
				for (const name of words(element.getAttribute(attribute))) names.add(name);
			for (const pattern of words(element.getAttribute('data-cookies'))) patterns.add(pattern);
			if (element.matches('form[data-consent-form] input[type=checkbox][name]')) names.add(element.getAttribute('name') ?? '');
			if (element instanceof HTMLTemplateElement) look(element.content);
			if (element.shadowRoot) look(element.shadowRoot);
		}
	};
	look(document);
	const { taggate } = window as unknown as {
		taggate?: { update?: unknown; state?: object; options?: { granted?: string; key?: string } };
	};
	if (typeof taggate?.update !== 'function') return undefined;
	for (const name of Object.keys(taggate.state ?? {})) names.add(name);
	// They hold always, or tell of the decision itself.
	for (const name of ['necessary', 'decided', ...words(taggate.options?.granted ?? null)]) names.delete(name);
	const known = [...names].filter((name) => /^[\w\-.:/]+$/.test(name));
	if (decide) {
		const detail = Object.fromEntries(known.map((name) => [name, grant]));
		document.dispatchEvent(new CustomEvent('consent:update', { detail }));
	}
	return { names: known, patterns: [...patterns], decision: taggate.options?.key ?? 'taggate' };
};

/** What the page knows of consent; undefined where no runtime of ours is there. */
export const readNames = (page: Page) => within(CLICK, page.evaluate(tellPage, { grant: false, decide: false }));

const click = async (page: Page, selectors: string[], option: string) => {
	for (const selector of selectors) {
		const target = page.locator(selector).first();
		await target.click({ timeout: CLICK }).catch((error: Error) => {
			const isWrong = /unexpected token|not a valid selector|Unknown engine/i.test(error.message);
			throw new Obstacle(`--${option} ${selector}: ${isWrong ? 'this is no selector' : 'nothing that can be clicked is there'}`);
		});
	}
};

/** @param isAfter that of another manager has been answered, and is gone */
const decide = async (page: Page, grant: boolean, isAfter = false): Promise<void> => {
	let before = -1;
	for (let round = 0; round < ROUNDS; round++) {
		const answer = await within(CLICK, page.evaluate(tellPage, { grant, decide: true }));
		if (!answer) {
			if (!isAfter && (await answerBanner(page, grant ? 'optIn' : 'optOut'))) return;
			throw new Obstacle(
				'no runtime of taggate is on the page, so nobody can be told: put it in (taggate/vite, or snippet of taggate/server), name its buttons by --accept, --reject and --withdraw, or, if it is a known banner, npm i -D @duckduckgo/autoconsent',
			);
		}
		if (answer.names.length === before) return;
		before = answer.names.length;
	}
};

/** @throws Obstacle when the page cannot be told */
export const grantAll = (page: Page, { accept }: Clicks) => (accept.length ? click(page, accept, 'accept') : decide(page, true));

/** @throws Obstacle when the page cannot be told */
export const refuseAll = (page: Page, { reject }: Clicks) =>
	reject.length ? click(page, reject, 'reject') : decide(page, false);

/** @throws Obstacle when the page cannot be told */
export const withdrawAll = (page: Page, { withdraw }: Clicks) =>
	withdraw.length ? click(page, withdraw, 'withdraw') : decide(page, false, true);
