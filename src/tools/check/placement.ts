/** Where the runtime stands. */
import { readType } from './page.js';
import { find, mend, type Rule } from './rule.js';

export const placement: Rule = function* ({ page, runtime }) {
	const [tag] = runtime.tags;
	if (!tag) return;
	const { attributes } = tag;
	if (readType(tag) === 'module') {
		yield find(
			'runtime-module',
			'error',
			tag.startTag,
			'A module cannot read its own tag: the runtime does not start, and what is held stays held.',
			mend(page, tag, { type: null }),
		);
		return;
	}
	// It comes late on purpose: what is held waits, and so do callbacks.
	if (attributes.src !== undefined && ('async' in attributes || 'defer' in attributes)) return;
	const ours = new Set([...runtime.others, ...runtime.bridges.map((bridge) => bridge.tag)]);
	const before = page.live.find(
		(script) =>
			script.startTag.start < tag.startTag.start &&
			!ours.has(script) &&
			!('async' in script.attributes && script.attributes.src !== undefined) &&
			!('defer' in script.attributes && script.attributes.src !== undefined) &&
			!/^(?:module|importmap|speculationrules)$/.test(readType(script)) &&
			!/taggate\s*(?:=|\|\|=)/.test(script.text),
	);
	const fix = 'Write it right behind <meta charset>, before any other script.';
	if (before)
		yield find(
			'runtime-late',
			'warning',
			tag.startTag,
			`The script on line ${before.startTag.line} comes before the runtime, which waits for it: what is held starts later, and calls of taggate in that script fail.`,
			fix,
		);
	else {
		const body = page.tags.find(({ name }) => name === 'body');
		if (body && body.startTag.start < tag.startTag.start)
			yield find(
				'runtime-late',
				'warning',
				tag.startTag,
				'The runtime stands in the body: what stands before it is painted without it, placeholders and banner among them.',
				fix.replace('Write it', 'Write it in the head,'),
			);
	}
};
