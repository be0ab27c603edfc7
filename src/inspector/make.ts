/** Makes elements by DOM calls alone, which Trusted Types let pass. */

type Child = Node | string | false | undefined | null;

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an element with attributes and children. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Record<string, string | undefined> = {},
	...children: Child[]
): HTMLElementTagNameMap[Tag] {
	// An <img name=createElement> shadows the property on the document itself.
	const element = Document.prototype.createElement.call(document, tag) as HTMLElementTagNameMap[Tag];
	for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
	fill(element, ...children);
	return element;
}

/** Puts these in place of what is there. */
export const fill = (element: Element, ...children: Child[]) =>
	element.replaceChildren(...children.filter((child): child is Node | string => !!child));

/** The heading of a part of the panel, with what is said beside it. */
export const makeHead = (title: string, note: string | Node, ...controls: Child[]) =>
	make('header', {}, make('h3', {}, title), make('p', {}, note), ...controls);

/** A button that is an icon, drawn as one path in a square of 16. */
export function makeIconButton(label: string, path: string, onClick: () => void): HTMLButtonElement {
	const icon = document.createElementNS(SVG, 'svg');
	const line = document.createElementNS(SVG, 'path');
	line.setAttribute('d', path);
	icon.setAttribute('viewBox', '0 0 16 16');
	icon.setAttribute('aria-hidden', 'true');
	icon.append(line);
	const button = make('button', { type: 'button', class: 'icon' }, icon);
	setLabel(button, label);
	button.addEventListener('click', onClick);
	return button;
}

/** Says what a button does, to those who see it and those who do not. */
export function setLabel(button: HTMLElement, label: string) {
	button.setAttribute('aria-label', label);
	button.title = label;
}

/** Puts the children in this order, and touches only those that stand elsewhere: what has the focus keeps it. */
export function arrange(parent: Element, children: Element[]) {
	for (const child of [...parent.children]) if (!children.includes(child)) child.remove();
	children.forEach((child, index) => {
		if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
	});
}
