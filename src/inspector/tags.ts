/** Finds what is gated, or looks as if it were, and says what it is called. Reads only. */
import { clean, isInert, isScript } from '../names.js';
import { attempt } from './attempt.js';

/** An element of interest, and where it stands. */
export interface Tag {
	element: HTMLElement;
	/** The template in whose content it waits. */
	template?: HTMLTemplateElement;
	condition?: string;
}

/** Where the text of a label is cut. */
const LABEL_LENGTH = 60;

/** Where the plugin keeps the comments between which the content of a template is. */
const ENDS = Symbol.for('taggate');

/** What waits in a template; once it has been mounted that is put away between two comments, in a fragment of its own. */
export function findContent(
	template: HTMLTemplateElement & { [ENDS]?: readonly [Comment, Comment, ...unknown[]] },
): DocumentFragment {
	const start = template[ENDS]?.[0];
	const parent = start?.parentNode;
	return parent instanceof DocumentFragment && parent.firstChild === start ? parent : template.content;
}

export const isTemplate = (element: Element): element is HTMLTemplateElement => element instanceof HTMLTemplateElement;

export const isModule = ({ dataset }: HTMLScriptElement) => clean(dataset.type ?? '') === 'module';
export const isForOldBrowsers = (script: HTMLScriptElement) => script.hasAttribute('nomodule') && !isModule(script);

/** What the plugin `elements` takes in hand, and the attributes that it sets. */
const LOADERS = /^(iframe|img|link|video|audio|source|track|embed|object|input)$/;
const ATTRIBUTES = ['src', 'srcset', 'href', 'poster', 'data'];

/** The data attributes of an element that the runtime turns into real ones. */
export const listManaged = ({ localName, dataset }: HTMLElement): string[] =>
	LOADERS.test(localName) ? Object.keys(dataset).filter((name) => ATTRIBUTES.includes(name)) : [];

/** Whether the runtime takes it in hand. A script that is live may have been held before. */
export const isGated = (element: HTMLElement): boolean =>
	element.dataset.category != null && (isScript(element) || isTemplate(element) || !!listManaged(element)[0]);

/**
 * Others use `data-category` for their own ends, on pictures of a gallery for one: of what is not gated only that is of interest
 * which its author must have thought to be.
 */
const isOfInterest = (element: HTMLElement): boolean =>
	isGated(element) || element.dataset.cookies != null || (element.localName === 'iframe' && element.dataset.category != null);

/** Everything below `root` in the order of the page, and what waits in templates. */
export function* findTags(root: ParentNode, template?: HTMLTemplateElement): Generator<Tag> {
	// A script in a gated template needs no mark of its own.
	const inherited = template?.dataset.category;
	for (const element of root.querySelectorAll<HTMLElement>('[data-category],[data-cookies],template,script')) {
		const isInherited = inherited != null && isScript(element) && !isInert(element);
		// One of SVG is none of ours.
		if (element instanceof HTMLElement && (isInherited || isOfInterest(element)))
			yield { element, template, condition: isInherited ? inherited : element.dataset.category };
		if (isTemplate(element)) yield* findTags(findContent(element), element);
	}
}

const shorten = (text: string): string => (text.length > LABEL_LENGTH ? `${text.slice(0, LABEL_LENGTH - 1)}…` : text);

/** Where it loads from, when that is an address. */
export function getAddress(element: HTMLElement): URL | undefined {
	const name = listManaged(element)[0];
	const text = isScript(element)
		? (element.getAttribute('src') ?? element.dataset.src)
		: element.dataset[name ?? 'src'] || element.getAttribute('src');
	// The property of a script is what it was started with, whatever <base> says by now.
	return text ? attempt(() => new URL((isScript(element) && element.src) || text, document.baseURI)) : undefined;
}

/** What an element is called: by its author, else by what it loads or says. */
export function getLabel(element: Element): string {
	if (!(element instanceof HTMLElement)) return element.localName;
	const { dataset, id, title, localName } = element;
	// In a form a field of that name stands in place of the property.
	const given = [dataset.name, element.getAttribute('aria-label'), title, id && `#${id}`].find(
		(text) => text && typeof text === 'string',
	);
	if (given) return shorten(given);
	const address = getAddress(element);
	if (address) return shorten(address.pathname.split('/').filter(Boolean).pop() ?? address.host);
	return shorten((isScript(element) && element.text.trim().replace(/\s+/g, ' ')) || localName);
}

/** What kind of element it is: "script, async, example.com". */
export function describe(element: HTMLElement): string {
	const { dataset, localName } = element;
	const address = getAddress(element);
	const type = isScript(element) && dataset.type;
	return [
		isScript(element) && !address ? 'inline script' : localName,
		type,
		...['async', 'defer', 'nomodule'].filter((name) => isScript(element) && element.hasAttribute(name)),
		address && address.host !== location.host && address.host,
	]
		.filter(Boolean)
		.join(', ');
}
