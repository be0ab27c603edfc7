/** What can be said of a tag: what it does, and why not more. From the page and what was heard; where neither tells, so does this. */
import { isInert, isScript } from '../names.js';
import type { Run } from './journal.js';
import { findRefusal } from './refusal.js';
import { findContent, isForOldBrowsers, isGated, isModule, isTemplate, listManaged, type Tag } from './tags.js';
import { type Groups, type IsGranted, isFulfilled, lacksGrant, parseCondition, tellMalformed, tellMissing } from './terms.js';

/** What there is to know besides the tag itself. */
export interface Facts {
	/** Absent while the runtime is not there. */
	isGranted?: IsGranted;
	/** Whether the visitor has answered for a name. */
	isAnswered?: IsGranted;
	run?: Run;
	/** The runtime's own script tag, where it could be told from others. */
	runtimeTag?: HTMLScriptElement;
	/** Other scripts of the page carry a nonce. */
	isNonceUsed?: boolean;
	/** It came while the inspector listened, and was not held when it came. */
	hasComeLive?: boolean;
	/** It is being downloaded, or has been. */
	download?: 'pending' | 'done';
	/** The server's answer, where the browser tells it. */
	status?: number;
	/** What the tag that has the turn is called. */
	holder?: string;
	isParsing?: boolean;
	/** It has left the page. */
	isGone?: boolean;
}

/** How it stands: `good` it is live, `busy` it is on its way, `calm` it waits as it should, `bad` something is wrong. */
export type Tone = 'good' | 'busy' | 'calm' | 'bad';

export interface Verdict {
	tone: Tone;
	/** A word or two. */
	title: string;
	/** The rest, in sentences. */
	reason: string;
	/** Absent when the condition is malformed, or there is none. */
	groups?: Groups;
}

const BEFORE = 'before the inspector';
const HUNG = 'It timed out: the tags behind it went on.';
const NEVER_GRANTED: IsGranted = () => false;

const judge = (tone: Tone, title: string, ...reasons: (string | false | undefined)[]): Verdict => ({
	tone,
	title,
	reason: reasons.filter(Boolean).join(' '),
});

function judgeInert(script: HTMLScriptElement, facts: Facts): Verdict {
	const { run, download, holder, isNonceUsed, runtimeTag, isParsing } = facts;
	const isDeferred = !script.hasAttribute('async') && (isModule(script) || script.hasAttribute('defer'));
	const told = download && (download === 'done' ? 'Downloaded.' : 'Downloading.');
	if (run?.activation?.defaultPrevented) return judgePrevented();
	if (run?.startedAt != null && run.fault) return judgeFailed(run);
	if (isDeferred && isParsing) return judge('busy', 'Waiting', told, 'Its turn comes when the page is parsed.');
	if (holder) return judge('busy', 'Waiting', told, `Its turn comes after ${holder}.`);
	if (told) return judge('busy', 'Waiting', told, 'It waits for its turn.');
	return judge(
		'busy',
		'Not started',
		'Granted, and not started yet. If that lasts, the runtime has not seen it: taggate.scan(element) shows it.',
		!runtimeTag &&
			isNonceUsed &&
			!script.nonce &&
			'It has no nonce, as others here have: refused, if the runtime’s tag carries one.',
	);
}

const judgeOld = () => judge('calm', 'Never runs', 'nomodule: meant for browsers without modules.');

const judgePrevented = () =>
	judge('bad', 'Refused', 'A listener of consent:activate prevented it. It is asked again when consent changes.');

const judgeFailed = ({ fault, isHung }: Run) => judge('bad', 'Failed', `${fault}.`, isHung && HUNG);

function judgeLive({ run, hasComeLive, download, status, isGone }: Facts, isHolding: boolean | undefined): Verdict {
	const hung = run?.isHung && HUNG;
	if (run?.fault) return judgeFailed(run);
	if (run?.endedAt != null) return judge('good', 'Ran', run.startedAt == null && `It was started ${BEFORE}.`, hung);
	if (run?.startedAt != null)
		return judge(
			hung ? 'bad' : 'busy',
			'Running',
			hung || (isGone ? 'Started; its end was not heard.' : 'Started, and not over yet.'),
		);
	if (hung) return judge('bad', 'Running', hung);
	if (hasComeLive) return judge('bad', 'Not held', 'It came without type="text/plain": nothing held it.');
	if (download === 'pending') return judge('busy', 'Running', `Started ${BEFORE}, and not over yet.`);
	if (isHolding === undefined) return judge('bad', 'Not held', 'It is live before the runtime is there: nothing held it.');
	if (!isHolding) return judge('bad', 'Live', `Live ${BEFORE}: it ran under a consent that was withdrawn, or nothing held it.`);
	if (status && status >= 400) return judge('bad', 'Failed', `The server answered ${status}, ${BEFORE}.`);
	return judge('good', 'Started', 'Before the inspector: its end is not known.');
}

/** Whether what the element stands for is there. A mounted template has given its content away. */
const isOn = (element: HTMLElement): boolean =>
	isTemplate(element) ? !findContent(element).firstChild : listManaged(element).some((name) => element.hasAttribute(name));

function judgeElement(element: HTMLElement, { run }: Facts, isHolding: boolean): Verdict {
	const title = isTemplate(element) ? 'Mounted' : 'On';
	if (isHolding && isOn(element)) return judge('good', title, run?.startedAt == null && `Since ${BEFORE}.`);
	if (!isHolding) return judge('bad', title, 'On though its condition does not hold: the attribute itself stands in the page.');
	if (run?.activation?.defaultPrevented) return judgePrevented();
	if (run?.startedAt != null) return judge('bad', 'Failed', 'It was to come and did not: the messages below say more.');
	return judge(
		'busy',
		'Waiting',
		'Granted, and not there yet. If that lasts, the runtime has not seen it: taggate.scan(element) shows it.',
	);
}

/** Judges a tag. What stops it first is told first, in the order in which the runtime looks. */
export function judgeTag({ element, template, condition }: Tag, facts: Facts): Verdict {
	const groups = condition == null ? undefined : parseCondition(condition, facts.isGranted ?? NEVER_GRANTED, facts.isAnswered);
	const isHolding = !!groups && isFulfilled(groups);
	const script = isScript(element) && element;

	function decide(): Verdict {
		if (condition == null) return judge('bad', 'Not gated', 'data-cookies erases nothing without data-category.');
		if (template) {
			const name = template.dataset.category == null ? 'that the runtime does not mount' : 'that is not mounted';
			return judge('calm', 'In a template', `Inside a template ${name}.`, facts.run?.endedAt != null && 'It has run.');
		}
		if (!isGated(element))
			return judge(
				'bad',
				'Not gated',
				element.localName === 'iframe' ? 'It has no data-src: nothing holds it.' : 'This kind of element is never gated.',
			);
		// Once it is granted it is live like any other, and announced.
		if (script && !isInert(script)) return isForOldBrowsers(script) ? judgeOld() : judgeLive(facts, facts.isGranted && isHolding);
		if (!facts.isGranted) return judge('calm', 'Held', 'The runtime is not on this page yet.');
		const refusal = script && findRefusal(script, facts);
		if (refusal) return judge('bad', 'Refused', refusal);
		if (!groups) return judge('bad', 'Malformed', tellMalformed(condition));
		if (script && isForOldBrowsers(script)) return judgeOld();
		if (!isHolding && (script || !isOn(element) || isTemplate(element)))
			return judge('calm', lacksGrant(groups) ? 'Not granted' : 'Not now', tellMissing(groups));
		return script ? judgeInert(script, facts) : judgeElement(element, facts, isHolding);
	}
	const { tone, title, reason } = decide();
	return { tone, title, reason: [reason, facts.isGone && 'It is no longer in the page.'].filter(Boolean).join(' '), groups };
}
