/** Elements that load something by an attribute: it is set when their condition holds and taken away when it no longer does. */
const ATTRIBUTES = ['src', 'srcset', 'href', 'poster', 'data'] as const;

/** Whether it is such an element; others may use the attribute `data-category` for their own ends. */
export const isLoader = (element: HTMLElement): boolean =>
	ATTRIBUTES.some((name) => element.dataset[name] != null && name in element);

export function setAttributes(element: HTMLElement, isOn: boolean) {
	for (const name of ATTRIBUTES) {
		const value = element.dataset[name];
		if (value == null) continue;
		if (isOn) element.setAttribute(name, value);
		else element.removeAttribute(name);
	}
	// A frame that is put in again has unloaded, and the session history knows nothing of it.
	if (!isOn) element.replaceWith(element);
	// Media do not notice by themselves.
	const media = element.localName === 'source' ? element.parentNode : element;
	(media as HTMLMediaElement).load?.();
}
