/** Buttons and forms of consent. */
import { isName } from '../../inspector/terms.js';
import { listNames } from '../../names.js';
import type { Finding } from '../finding.js';
import type { Tag } from '../html.js';
import { findForm, isConsentBox, isConsentForm, isForm } from './forms.js';
import type { Page } from './page.js';
import { find, mend, placeOf, quote, type Rule } from './rule.js';
import { isDynamic } from './templating.js';

const KINDS = ['grant', 'deny', 'reset'].map((kind) => `data-consent-${kind}`);
const isControl = ({ attributes }: Tag): boolean => KINDS.some((kind) => kind in attributes);

/** Whether a click sends its form: a button does that unless it says otherwise. */
const isSubmit = ({ name, attributes: { type } }: Tag): boolean =>
	(name === 'button' && !/^(?:button|reset)$/i.test(type ?? '')) || (name === 'input' && /^(?:submit|image)$/i.test(type ?? ''));

/** Whether Enter in it sends its form, https://html.spec.whatwg.org/#implicit-submission; on a box, in most browsers. */
const isField = ({ name, attributes: { type } }: Tag): boolean =>
	name === 'input' && !/^(?:hidden|button|submit|image|reset|file|color|range)$/i.test(type ?? '');

/** What a form has in it, in the order of the page. */
interface Content {
	/** What Enter in a field presses: the first button that sends. */
	first?: Tag;
	hasField: boolean;
	boxes: string[];
}

const readForms = (page: Page): Map<Tag, Content> => {
	const contents = new Map<Tag, Content>();
	for (const tag of page.tags) {
		const [submits, isOne] = [isSubmit(tag), isField(tag)];
		const form = (submits || isOne) && findForm(tag, page);
		if (!form) continue;
		const content = contents.get(form) ?? { hasField: false, boxes: [] };
		contents.set(form, content);
		if (submits) content.first ??= tag;
		content.hasField ||= isOne;
		if (isConsentBox(tag, page)) content.boxes.push(tag.attributes.name ?? '');
	}
	return contents;
};

/**
 * The runtime keeps a click on a control from sending a form that is about something else. What it cannot know is that nobody has
 * clicked: Enter in a field presses the form's first button. And in a form of consent the click sends all boxes.
 */
function* checkButton(tag: Tag, page: Page, contents: ReadonlyMap<Tag, Content>): Generator<Finding> {
	const form = isSubmit(tag) && findForm(tag, page);
	const content = form && contents.get(form);
	if (!form || !content) return;
	const fix =
		tag.name === 'button' ? mend(page, tag, { type: { value: 'button' } }) : mend(page, tag, { type: { value: 'button' } });
	const grants = 'data-consent-grant' in tag.attributes;
	if (content.first === tag && content.hasField) {
		const deed = grants ? 'gives consent that nobody meant to give' : 'decides what nobody meant to decide';
		yield find(
			'button-type',
			grants ? 'error' : 'warning',
			tag.startTag,
			`Enter in a field of this form presses its first button, and this one ${deed}.`,
			fix,
		);
		return;
	}
	if (!isConsentForm(form) || 'data-consent-reset' in tag.attributes) return;
	const names = new Set(KINDS.flatMap((kind) => listNames(tag.attributes[kind])));
	const other = content.boxes.find((name) => name && name !== 'necessary' && !names.has(name));
	if (other && !KINDS.some((kind) => isDynamic(tag.attributes[kind] ?? '')))
		yield find(
			'button-type',
			'warning',
			tag.startTag,
			`A click on this button sends its form too: it answers also for ${quote(other)} and the like, as the boxes stand.`,
			fix,
		);
}

/** A name that no update takes refuses the whole of it. */
function* checkNames(tag: Tag, page: Page): Generator<Finding> {
	for (const kind of KINDS.slice(0, 2)) {
		const text = tag.attributes[kind];
		if (text === undefined || isDynamic(text)) continue;
		const names = listNames(text);
		const wrong = names.find((name) => !isName(name));
		if (wrong !== undefined)
			yield find(
				'control-names',
				'error',
				placeOf(tag, kind),
				`${quote(wrong)} is no name: the whole click is refused.`,
				mend(page, tag, { [kind]: { value: listNames(text.replace(/[^\w\-./:\s,]+/g, ' ')).join(' ') } }),
			);
		else if (!names.some((name) => name !== 'necessary' && name !== 'decided'))
			yield find(
				'control-names',
				'error',
				placeOf(tag, kind),
				names[0] ? 'What it names cannot be decided: the click does nothing.' : 'It names nothing: the click decides nothing.',
				mend(page, tag, { [kind]: { value: 'statistical' } }),
			);
	}
}

function* checkBox(tag: Tag, page: Page): Generator<Finding> {
	const { name } = tag.attributes;
	if (name === undefined || isDynamic(name)) return;
	if (!isName(name))
		yield find(
			'control-names',
			'error',
			placeOf(tag, 'name'),
			`${quote(name)} is no name: with this box in it the whole form is refused.`,
			mend(page, tag, {
				name: { value: /\[([\w\-./:]+)\]/.exec(name)?.[1] ?? name.replace(/[^\w\-./:]+/g, '-').replace(/^-|-$/g, '') },
			}),
		);
}

export const controls: Rule = function* ({ page }) {
	let contents: Map<Tag, Content> | undefined;
	for (const tag of page.tags) {
		if (!tag.isHtml) continue;
		if (isControl(tag)) {
			contents ??= readForms(page);
			yield* checkButton(tag, page, contents);
			yield* checkNames(tag, page);
		}
		if (isConsentBox(tag, page)) yield* checkBox(tag, page);
		if ('data-consent-form' in tag.attributes && !isForm(tag))
			yield find(
				'consent-form',
				'error',
				placeOf(tag, 'data-consent-form'),
				`data-consent-form stands on a form: on ${tag.name} nothing is sent, and no choice is made.`,
				tag.name === 'div' ? mend(page, tag, {}).replace(/^<div/i, '<form') : '<form data-consent-form>',
			);
	}
};
