import { expect, it } from 'vitest';
import { findTags } from '../../../src/inspector/tags.js';
import { type Facts, judgeTag } from '../../../src/inspector/verdict.js';

/** The verdict on the first tag of the markup, where `a` alone is granted. */
function judge(html: string, facts: Facts = {}, place = 0) {
	// Not in the document, where happy-dom would load frames.
	const page = document.createElement('div');
	page.innerHTML = html;
	// Which happy-dom does not do.
	for (const script of page.querySelectorAll('script')) script.nonce = script.getAttribute('nonce') ?? '';
	const { tone, title, reason } = judgeTag([...findTags(page)][place]!, { isGranted: (name) => name === 'a', ...facts });
	return [tone, title, reason].filter(Boolean).join(': ');
}

const held = (attributes = '', category = 'a') => `<script type="text/plain" data-category="${category}" ${attributes}></script>`;
const live = (category = 'a') => `<script data-category="${category}"></script>`;
const withNonce = Object.assign(document.createElement('script'), { nonce: 'n' });
const prevented = { defaultPrevented: true } as Event;

it.each([
	['waits for a name', held('', 'b'), {}, 'calm: Not granted: Needs b.'],
	['waits for a withdrawal', held('', '!a'), {}, 'calm: Not now: Needs a withdrawn.'],
	['is malformed', held('', 'b,,c'), {}, 'bad: Malformed: A name is missing beside a comma or “|”: it never holds.'],
	['has no nonce', held(), { runtimeTag: withNonce }, 'bad: Refused: Its nonce is missing: the runtime’s own tag carries one.'],
	[
		'has another nonce',
		held('nonce="x"'),
		{ runtimeTag: withNonce },
		'bad: Refused: Its nonce is not that of the runtime’s own tag.',
	],
	['has the nonce', held('nonce="n"', 'b'), { runtimeTag: withNonce }, 'calm: Not granted: Needs b.'],
	[
		'has swallowed a tag with the nonce',
		held('nonce="n" title="<script"'),
		{ runtimeTag: withNonce },
		'bad: Refused: An attribute holds “<script” or “<style”: the nonce may be that of a tag which it has swallowed.',
	],
	[
		'was heard to be refused by a runtime that cannot be found',
		held(),
		{ run: { fault: 'wrong nonce' } },
		'bad: Refused: Its nonce is missing: the runtime’s own tag carries one.',
	],
	[
		'was prevented',
		held(),
		{ run: { startedAt: 1, activation: prevented } },
		'bad: Refused: A listener of consent:activate prevented it. It is asked again when consent changes.',
	],
	['could not be started', held(), { run: { startedAt: 1, endedAt: 2, fault: 'TypeError' } }, 'bad: Failed: TypeError.'],
	['is for old browsers', held('nomodule'), {}, 'calm: Never runs: nomodule: meant for browsers without modules.'],
	[
		'is for old browsers, and was granted',
		live('a').replace('>', ' nomodule>'),
		{ run: { startedAt: 1, endedAt: 1 } },
		'calm: Never runs: nomodule: meant for browsers without modules.',
	],
	[
		'is a module, whatever else it says',
		live('a').replace('>', ' data-type="module" nomodule>'),
		{ run: { startedAt: 1, endedAt: 2 } },
		'good: Ran',
	],
	['is deferred', held('defer'), { isParsing: true }, 'busy: Waiting: Its turn comes when the page is parsed.'],
	['has another before it', held(), { holder: '#x', download: 'done' }, 'busy: Waiting: Downloaded. Its turn comes after #x.'],
	['is downloaded', held(), { download: 'pending' }, 'busy: Waiting: Downloading. It waits for its turn.'],
	[
		'is granted, and nothing is known',
		held(),
		{},
		'busy: Not started: Granted, and not started yet. If that lasts, the runtime has not seen it: taggate.scan(element) shows it.',
	],
	['waits for the runtime', held(), { isGranted: undefined }, 'calm: Held: The runtime is not on this page yet.'],
	['runs', live(), { run: { startedAt: 1 } }, 'busy: Running: Started, and not over yet.'],
	[
		'left, and nobody heard its end',
		live(),
		{ run: { startedAt: 1 }, isGone: true },
		'busy: Running: Started; its end was not heard. It is no longer in the page.',
	],
	['hangs', live(), { run: { startedAt: 1, isHung: true } }, 'bad: Running: It timed out: the tags behind it went on.'],
	['ran', live(), { run: { startedAt: 1, endedAt: 2 } }, 'good: Ran'],
	['ran, and consent is gone', live('b'), { run: { startedAt: 1, endedAt: 2 } }, 'good: Ran'],
	['failed', live(), { run: { startedAt: 1, endedAt: 2, fault: 'failed to load' } }, 'bad: Failed: failed to load.'],
	['ended, with an unknown start', live(), { run: { endedAt: 2 } }, 'good: Ran: It was started before the inspector.'],
	['came live', live(), { hasComeLive: true }, 'bad: Not held: It came without type="text/plain": nothing held it.'],
	['is live, with an unknown past', live(), {}, 'good: Started: Before the inspector: its end is not known.'],
	[
		'is live against its condition',
		live('b'),
		{},
		'bad: Live: Live before the inspector: it ran under a consent that was withdrawn, or nothing held it.',
	],
	['is live, and was not found', live(), { status: 404 }, 'bad: Failed: The server answered 404, before the inspector.'],
	[
		'is live without the runtime',
		live(),
		{ isGranted: undefined },
		'bad: Not held: It is live before the runtime is there: nothing held it.',
	],
] as [string, string, Facts, string][])('a script that %s', (_, html, facts, verdict) => {
	expect(judge(html, facts)).toBe(verdict);
});

it.each([
	['is on', '<iframe data-category="a" data-src="/x" src="/x"></iframe>', { run: { startedAt: 1 } }, 'good: On'],
	['was on before', '<img data-category="a" data-srcset="/x" srcset="/x">', {}, 'good: On: Since before the inspector.'],
	['is off', '<img data-category="b" data-srcset="/x">', {}, 'calm: Not granted: Needs b.'],
	[
		'is on against its condition',
		'<img data-category="b" data-src="/x" src="/x">',
		{},
		'bad: On: On though its condition does not hold: the attribute itself stands in the page.',
	],
	[
		'was prevented',
		'<img data-category="a" data-src="/x">',
		{ run: { startedAt: 1, activation: prevented } },
		'bad: Refused: A listener of consent:activate prevented it. It is asked again when consent changes.',
	],
	['is mounted', '<template data-category="a"></template>', { run: { startedAt: 1 } }, 'good: Mounted'],
	['is not mounted', '<template data-category="!a">x</template>', {}, 'calm: Not now: Needs a withdrawn.'],
	[
		'did not come',
		'<template data-category="a">x</template>',
		{ run: { startedAt: 1 } },
		'bad: Failed: It was to come and did not: the messages below say more.',
	],
	['is not gated', '<iframe data-category="a" src="/x"></iframe>', {}, 'bad: Not gated: It has no data-src: nothing holds it.'],
	['only names cookies', '<p data-cookies="x"></p>', {}, 'bad: Not gated: data-cookies erases nothing without data-category.'],
] as [string, string, Facts, string][])('an element that %s', (_, html, facts, verdict) => {
	expect(judge(html, facts)).toBe(verdict);
});

it('a tag in a template waits for the template, whatever its own condition', () => {
	expect(judge(`<template data-category="b">${held()}</template>`, {}, 1)).toBe(
		'calm: In a template: Inside a template that is not mounted.',
	);
	expect(judge(`<template>${held()}</template>`)).toBe('calm: In a template: Inside a template that the runtime does not mount.');
});
