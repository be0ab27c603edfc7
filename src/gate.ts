/** What is gated, when it is whole, and what becomes of it: every kind of tag as a job of the schedule. */
import { createScriptJob } from './activation.js';
import { isLoader, setAttributes } from './attributes.js';
import { holds } from './consent.js';
import { BOXES, syncBox } from './controls.js';
import { announce, attempt, isParsing, report } from './events.js';
import { written } from './lateness.js';
import { INERT_TYPE } from './names.js';
import { options } from './options.js';
import { add, addCleanup, known, remember } from './schedule.js';
import { isInert, isScript, parse } from './script.js';
import { createMount } from './template.js';
import { erase } from './traces.js';

/** All that may be of interest. */
export const SELECTOR = `[data-category],${BOXES}`;

/** How a tag came to be where it is. */
interface Origin {
	/** The page's parser made it. */
	_isParsed: boolean;
	/** Its place behind the tag that brought it, and how much there is before the next. */
	_order?: number;
	_room?: number;
	/** Where a script was when it was first seen, before a `<base>` that follows. */
	_address?: string;
}

/** Those that the parser may not be done with: the one that it is at, templates, dead scripts. */
const partial = new Map<HTMLElement, Origin>();

const isTemplate = (element: Element): element is HTMLTemplateElement => element instanceof HTMLTemplateElement;

const isFollowed = (node: Node | null): boolean => !!node && (!!node.nextSibling || isFollowed(node.parentNode));

/**
 * Whether the parser is done with the element, so that no part of it is still to come.
 * A script tells by itself: "prepare the script element", step 4, sets force-async when the end tag of an inert script is
 * parsed, and `async` reads it (measured in all three engines). What stands behind it would not do: another script may have
 * appended that. Only where the attribute hides the flag it must, and for a template, which is looked at again.
 */
const isWhole = (element: HTMLElement): boolean =>
	!isParsing() ||
	(isScript(element)
		? element.async && (!element.hasAttribute('async') || isFollowed(element))
		: !isTemplate(element) || isFollowed(element));

/**
 * Whether a script may run: otherwise an injected inert tag would walk through `strict-dynamic`, which trusts what a trusted
 * script inserts. Nor one that has swallowed the tag whose nonce it shows, https://w3c.github.io/webappsec-csp/#is-element-nonceable
 */
const isTrusted = (script: HTMLElement): boolean =>
	!options.nonce ||
	(script.nonce === options.nonce && ![...script.attributes].some(({ name, value }) => /<s(cript|tyle)/i.test(name + value)));

/** Whether the condition is malformed, which is then reported. */
export function isMalformed(condition: string, target: EventTarget): boolean | undefined {
	if (holds(condition) !== undefined) return;
	report(`malformed condition "${condition}"`, target);
	return true;
}

/** Takes a tag in hand as soon as it is whole. */
export function visit(element: HTMLElement, origin: Origin) {
	const first = partial.get(element) || { ...origin, _address: (element as HTMLScriptElement).src };
	const isDone = isWhole(element);
	if (isDone) hold(element, first);
	if (isDone && !(isTemplate(element) && isParsing())) partial.delete(element);
	else partial.set(element, first);
}

/** Looks again at those that were not whole. */
export function visitPartial() {
	for (const [element, origin] of partial) visit(element, origin);
}

/** Lets a tag wait for its condition and its turn. */
export function hold(element: HTMLElement, { _isParsed, _order, _room = 1, _address }: Origin) {
	const { category, cookies } = element.dataset;
	if (known.has(element)) return known.get(element)?.();
	if (!(isScript(element) ? isInert(element) : isTemplate(element) || isLoader(element)) || category == null)
		return syncBox(element);
	remember(element);
	// A template without it is parsed anew, which Trusted Types forbid.
	if (!isTrusted(element) && (isScript(element) || (isTemplate(element) && !attempt(() => parse('')))))
		return report('refused without nonce', element);
	if (isMalformed(category, element)) return;
	if (cookies) addCleanup(category, () => erase(cookies));

	let place: number | undefined;
	let room = _room;
	/** Puts what belongs to the tag behind it; scripts in it run next, under the same condition. */
	const insert = (node: ChildNode, fragment: DocumentFragment) => {
		const brought = [...fragment.querySelectorAll<HTMLElement>(`script,${SELECTOR}`)];
		for (const script of brought) {
			// One of SVG is none of ours.
			if (script.localName === 'script' && !isScript(script) && !isTrusted(script)) script.remove();
			if (!isScript(script) || isInert(script) || written.has(script)) continue;
			script.dataset.type = script.type;
			script.dataset.category = category;
			script.type = INERT_TYPE;
		}
		node.after(fragment);
		// Each leaves room for what it will bring itself, before the next; and the last for what comes here later.
		place ??= job!._order!;
		room /= brought.length + 2;
		// What a script writes is alive, as a contextual fragment is.
		for (const tag of brought) {
			place += room;
			visit(tag, { _isParsed: _isParsed || isScript(element), _order: place, _room: room });
		}
		place += room;
	};

	const turn = isTemplate(element) ? createMount(element, insert) : (isOn: boolean) => setAttributes(element, isOn);
	const job = isScript(element)
		? createScriptJob(element, _isParsed, _address, insert)
		: {
				_element: element,
				_isUrgent: true,
				_isHeavy: element.localName === 'iframe',
				_run() {
					turn(true);
					announce(element, 'activated');
				},
				_undo: () => turn(false),
			};
	if (job) add(job, _order);
}
