import type { Page } from 'playwright-core';
import { GATE, ORDINARY, type Product } from './products.js';

/** What was measured, or why there is no number. */
export type Value = number | string;

/** Times or more than what the ordinary page, or the product `than`, takes; or so many of the unit. */
export type Target = ({ factor: number; than?: Product } | { more: number; than?: Product } | { limit: number }) & {
	/** Whom it binds, when not everything of taggate's. */
	only?: Product;
};

export interface Case {
	name: string;
	/** How the README and its picture name it; what has none is not shown there. */
	title?: string;
	unit: 'ms' | 'bytes' | 'kB';
	products: Product[];
	/** How often each product is measured; the median counts. */
	rounds: number;
	measure(product: Product): Promise<Value>;
	/** What taggate should not exceed. */
	target?: Target;
}

export const ROUNDS = 5;

/** In milliseconds, of a screen that shows 60 a second. */
export const FRAME = 16.7;

export const count = (length: number) => Array.from({ length }, (_, index) => index);

/** Whoever runs a tag too soon is not fast. */
export const EARLY = 'ran before consent';
export const hasRun = (page: Page) => page.evaluate('ran.length > 0') as Promise<boolean>;

export const writeTags = ({ inline }: Product, length: number) =>
	count(length)
		.map((index) => `<p>text</p>${inline(`log(${index})`)}`)
		.join('');

/** Tags that stay held. In an ordinary page the same ones are inert, and nobody looks at them. */
export const writeHeld = (product: Product, length: number) => writeTags(product === ORDINARY ? GATE : product, length);
