/** `check`: what is written wrong in a page, and how it is written right. */
import type { Finding } from '../finding.js';
import { MOST_TAGS } from '../html.js';
import { conditions } from './conditions.js';
import { controls } from './controls.js';
import { findGrants } from './grants.js';
import { hints } from './hints.js';
import { holders } from './holders.js';
import { inert, types } from './inert.js';
import { managers } from './managers.js';
import { nonces } from './nonces.js';
import { options as optionsRule } from './options.js';
import { readPage } from './page.js';
import { placement } from './placement.js';
import { plugins } from './plugins.js';
import { type Facts, find, type Rule } from './rule.js';
import { findRuntime } from './runtime.js';
import { spelling } from './spelling.js';
import { traces } from './traces.js';
import { ungrantable } from './ungrantable.js';

export interface CheckOptions {
	/** Names that a banner elsewhere can grant. With them every other name that the page needs is told, without them only what the page shows. */
	names?: readonly string[];
	/** Rules that are not to be looked for, by their names. */
	ignore?: readonly string[];
}

const RULES: Rule[] = [
	inert,
	types,
	holders,
	conditions,
	ungrantable,
	optionsRule,
	plugins,
	nonces,
	controls,
	placement,
	managers,
	spelling,
	traces,
	hints,
];

/** More of one kind say nothing new. */
const MOST_FINDINGS = 1_000;

/**
 * Looks for what is written wrong in a page, or in a part of one: tags that are not held or never run, controls that decide
 * nothing. It reads markup alone and guesses nothing: what another file may make right is not told.
 * @param html as its author wrote it; server code in `<?php ?>` and `<% %>` is passed over
 * @returns what was found, in the order of the page; at most a thousand for each family of rules. It never throws.
 */
export const check = (html: string, { names, ignore = [] }: CheckOptions = {}): Finding[] => {
	const page = readPage(html);
	const runtime = findRuntime(page);
	const facts: Facts = { page, runtime, grants: findGrants(page, runtime, names) };
	const findings: Finding[] = [];
	for (const rule of RULES) {
		let count = 0;
		for (const finding of rule(facts)) {
			if (ignore.includes(finding.rule)) continue;
			findings.push(finding);
			if (++count === MOST_FINDINGS) break;
		}
	}
	if (page.limit !== undefined)
		findings.push(
			find(
				'too-many-tags',
				'warning',
				page.tags.at(-1)!.startTag,
				`The page has more than ${MOST_TAGS} tags: what stands behind this one was not read.`,
			),
		);
	return findings.sort((one, other) => one.start - other.start || (one.rule < other.rule ? -1 : 1));
};
