/** Elements that load something by an attribute: it is set when their condition holds and taken away when it no longer does. */
import { isParsing } from './events.js';

const ATTRIBUTES = ['src', 'srcset', 'href', 'poster', 'data'] as const;

const LOADERS = /^(iframe|img|link|video|audio|source|track|embed|object|input)$/;

/** Whether it is such an element; others may use the attribute `data-category` for their own ends. */
export const isLoader = ({ localName, dataset }: HTMLElement): boolean =>
	LOADERS.test(localName) && ATTRIBUTES.some((name) => dataset[name] != null);

export function setAttributes(element: HTMLElement, isOn: boolean) {
	for (const name of ATTRIBUTES) {
		const value = element.dataset[name];
		if (value == null) continue;
		// Firefox loads a track when the property is set, not when the attribute is.
		if (isOn) Object.assign(element, { [name]: value });
		else element.removeAttribute(name);
	}
	// A frame that is put in again has unloaded, and the session history knows nothing of it.
	// Chromium never loads one whose address is set in the microtask in which the parser has put it in.
	if (!isOn || (isParsing() && element.localName === 'iframe')) element.replaceWith(element);
	// Media do not notice by themselves.
	const media = element.localName === 'source' ? element.parentNode : element;
	(media as HTMLMediaElement | null)?.load?.();
}
