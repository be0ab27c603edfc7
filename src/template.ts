/** A template whose content stands behind it while its condition holds. */
import { page } from './events.js';
import { running, written } from './lateness.js';
import { options } from './options.js';
import { remember } from './schedule.js';
import { isInert, parse } from './script.js';

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
 * @param insert puts nodes behind a place
 * @returns what mounts the content, and takes it back
 */
export function createMount(template: HTMLTemplateElement, insert: (place: ChildNode, nodes: DocumentFragment) => void) {
	const { content } = template;
	const end = new Comment();
	let nodes: ChildNode[];
	// A shadow root that the markup declares may hide scripts; parsed as a fragment it stays a template.
	let isDoubtful = !!options.nonce && template.nonce !== options.nonce;

	function mount() {
		if (isDoubtful) content.replaceChildren(parse(template.innerHTML));
		nodes.push(...content.childNodes);
		insert(end.previousSibling!, content);
	}

	// While the page is parsed more may come into a template that only looked whole.
	remember(template, () => {
		if (end.parentNode && content.firstChild) mount();
	});

	return (isOn: boolean) => {
		if (isOn) {
			nodes = [];
			template.after(end);
			mount();
			if (abandoned && abandoned === template.parentNode) focusFirst(nodes);
			return;
		}
		// With what its scripts have put between, unless somebody has torn it apart.
		const between: ChildNode[] = [];
		let node = template.nextSibling;
		for (; node && node !== end; node = node.nextSibling) between.push(node);
		if (node) nodes = between;
		end.remove();
		if (nodes.some((node) => node.contains(page.activeElement))) {
			abandoned = template.parentNode;
			queueMicrotask(() => {
				abandoned = null;
			});
		}
		// In the template's document it would neither run nor tell that it did not: what was started stays.
		for (const script of running) if (nodes.some((node) => node.contains(script))) template.after(script);
		isDoubtful = false;
		content.append(...nodes.filter((node) => !running.has(node as HTMLScriptElement)));
		// Those too that others have loaded beside them: none runs again.
		for (const script of content.querySelectorAll('script')) if (!isInert(script)) written.set(script, '');
	};
}
