/** A template whose content stands behind it while its condition holds. */
import { page } from './events.js';

/** Where the focus was when a placeholder went, until the task is over. */
let abandoned: Node | null | undefined;

/** Moves the focus to the first of the nodes that can have it. */
function focusFirst(nodes: ChildNode[]) {
	for (const node of nodes as HTMLElement[]) {
		for (const makeFocusable of [false, true]) {
			if (makeFocusable) node.tabIndex = -1;
			node.focus?.();
			if (page.activeElement === node) return;
		}
	}
}

/**
 * @param insert puts the content behind a place
 * @returns what mounts the content, and takes it back
 */
export function createMount(template: HTMLTemplateElement, insert: (place: ChildNode, content: DocumentFragment) => void) {
	const { content } = template;
	const end = new Comment();
	let nodes: ChildNode[];

	return (isOn: boolean) => {
		if (isOn) {
			content.append(end);
			nodes = [...content.childNodes];
			insert(template, content);
			if (abandoned && abandoned === template.parentNode) focusFirst(nodes);
			return;
		}
		// With what its scripts have put between, unless somebody has torn it apart.
		const between: ChildNode[] = [];
		let node: ChildNode | null = template;
		while (node && node !== end) {
			node = node.nextSibling;
			if (node) between.push(node);
		}
		if (node) nodes = between;
		if (nodes.some((node) => node.contains(page.activeElement))) {
			abandoned = template.parentNode;
			queueMicrotask(() => {
				abandoned = null;
			});
		}
		content.append(...nodes);
	};
}
