/** What is gated, and what becomes of it: every kind of tag as a job of the schedule. */
import { createScriptJob } from './activation.js';
import { isLoader, setAttributes } from './attributes.js';
import { holds } from './consent.js';
import { BOXES, syncBox } from './controls.js';
import { announce, report } from './events.js';
import { written } from './lateness.js';
import { INERT_TYPE } from './names.js';
import { options } from './options.js';
import { add, held, type Job } from './schedule.js';
import { isInert, isScript } from './script.js';
import { createMount } from './template.js';
import { erase } from './traces.js';

/** All that may be of interest. */
export const SELECTOR = `[data-category],${BOXES}`;

export const isTemplate = (element: Element): element is HTMLTemplateElement => element instanceof HTMLTemplateElement;

/** Whether the condition is malformed, which is then reported. */
export function isMalformed(condition: string, target: EventTarget): boolean | undefined {
	if (holds(condition) !== undefined) return;
	report(`malformed condition "${condition}"`, target);
	return true;
}

/**
 * Lets a tag wait for its condition and its turn.
 * @param isParsed whether the page's parser made the element
 * @param order the place of the tag that brought it
 * @param firstAddress where a script was when it was first seen
 */
export function hold(element: HTMLElement, isParsed: boolean, order?: number, firstAddress?: string) {
	const { dataset } = element;
	if (!(isScript(element) ? isInert(element) : isTemplate(element) || isLoader(element)) || dataset.category == null)
		return syncBox(element);
	if (held.has(element)) return;
	held.add(element);
	// Otherwise an injected inert tag would walk through `strict-dynamic`, which trusts what a trusted script inserts.
	if (isScript(element) && options.nonce && element.nonce !== options.nonce) return report('refused without nonce', element);
	if (isMalformed(dataset.category, element)) return;
	if (dataset.cookies) add({ _condition: dataset.category, _isUrgent: true, _run() {}, _undo: () => erase(dataset.cookies) });

	/** Puts what belongs to the tag behind it; scripts in it run next, under the same condition. */
	const insert = (place: ChildNode, fragment: DocumentFragment) => {
		const brought = [...fragment.querySelectorAll<HTMLElement>(`script,${SELECTOR}`)];
		for (const script of brought) {
			if (!isScript(script) || isInert(script) || written.has(script)) continue;
			script.dataset.type = script.type;
			script.dataset.category = dataset.category;
			script.type = INERT_TYPE;
		}
		place.after(fragment);
		// A script's own writing is parsed as a fragment.
		for (const tag of brought) hold(tag, isParsed && !isScript(element), job!._order);
	};

	const job = isScript(element)
		? createScriptJob(element, isParsed, firstAddress, insert)
		: createElementJob(element, isTemplate(element) ? createMount(element, insert) : setAttributes.bind(null, element));
	if (job) add(job, order);
}

const createElementJob = (element: HTMLElement, turn: (isOn: boolean) => void): Job => ({
	_element: element,
	_isUrgent: true,
	_run() {
		turn(true);
		announce(element, 'activated');
	},
	_undo: () => turn(false),
});
