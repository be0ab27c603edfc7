/** A template whose content stands behind it while its condition holds. */
import { CATEGORY, isScript } from '../names.js';
import { find, isParsing, listen, read } from '../shared.js';
import type { Taggate } from '../types.js';
import { holdScripts, over } from './bring.js';

interface Mount {
	/** Where the content ends. */
	end: Comment;
	nodes: ChildNode[];
}

/** A property that no field of a form shadows. */
const get = <Value>(node: Node, name: keyof Element): Value => Reflect.get(Element.prototype, name, node) as Value;

/**
 * Makes a part of a template anew without parsing it: what the parser made may have a closed shadow root that its markup
 * declares, with scripts that nobody can find. Scripts cannot have one.
 */
const rebuild = (node: Node): Node => {
	if (node.nodeType !== Node.ELEMENT_NODE || get(node, 'localName') === 'script') return node;
	const copy = Document.prototype.createElementNS.call(document, get(node, 'namespaceURI'), get<string>(node, 'localName'));
	for (const attribute of get<NamedNodeMap>(node, 'attributes')) {
		try {
			copy.setAttributeNode(attribute.cloneNode() as Attr);
		} catch {
			// Trusted Types forbid handlers and documents in attributes.
		}
	}
	copy.append(...[...get<NodeList>(node, 'childNodes')].map(rebuild));
	if (node instanceof HTMLTemplateElement) (copy as HTMLTemplateElement).content.append(node.content);
	return copy;
};

/** Moves the focus to the first of the nodes that can have it. */
const focusFirst = (nodes: ChildNode[]) => {
	for (const node of nodes as HTMLElement[]) {
		for (const makeFocusable of [false, true]) {
			if (makeFocusable) node.tabIndex = -1;
			node.focus?.();
			if (getFocused() === node) return;
		}
	}
};

const getFocused = () => read('activeElement');

export const templates = (taggate: Taggate) => {
	/** Scripts that ran or failed. One that has begun and is not among them is being downloaded. */
	const finished = new WeakSet<Element>();
	listen('consent:activated consent:error', ({ target }) => finished.add(target as Element));
	const mounts = new WeakMap<Element, Mount>();
	/** Those that the page's parser made: only in them it leaves scripts alive. */
	const parsed = new WeakSet<Element>();
	/** Mounted while the page is parsed: more may come into a template that only looked whole. */
	const unfinished = new Set<HTMLTemplateElement>();
	/** Where the focus was when a placeholder went, until the task is over. */
	let abandoned: Node | null = null;

	function mount(template: HTMLTemplateElement) {
		const { content } = template;
		const { nonce } = taggate.options;
		const { end, nodes } = mounts.get(template)!;
		if (nonce && template.nonce !== nonce) content.replaceChildren(...[...content.childNodes].map(rebuild));
		holdScripts(content, template.getAttribute(CATEGORY)!, nonce);
		if (parsed.has(template)) {
			for (const inner of content.querySelectorAll('template')) parsed.add(inner);
			taggate.scan(content);
		}
		nodes.push(...content.childNodes);
		end.before(content);
		taggate.scan();
	}

	function unmount(template: HTMLTemplateElement) {
		const { end, nodes } = mounts.get(template)!;
		unfinished.delete(template);
		// With what its scripts have put between, unless somebody has torn it apart.
		const between: ChildNode[] = [];
		let node = template.nextSibling;
		for (; node && node !== end; node = node.nextSibling) between.push(node);
		const all = node ? between : nodes;
		end.remove();
		if (all.some((node) => node.contains(getFocused()))) {
			abandoned = template.parentNode;
			// The gate looks for what replaces it when the running code is over.
			setTimeout(() => {
				abandoned = null;
			});
		}
		// In the template's document it would neither run nor tell that it did not: what was started stays.
		const isRunning = (node: ChildNode) =>
			isScript(node) && node.matches(`[src][${CATEGORY}]:not([type="text/plain"])`) && !finished.has(node);
		template.content.append(...all.filter((node) => !isRunning(node)));
		// Those too that others have loaded beside them: none runs again.
		for (const script of template.content.querySelectorAll('script:not([type="text/plain"])')) over.add(script);
	}

	const remember = () => {
		if (isParsing()) return;
		for (const template of find('template')) parsed.add(template);
		for (const template of unfinished) if (template.content.firstChild) mount(template);
		unfinished.clear();
		removeEventListener('readystatechange', remember, true);
	};
	listen('readystatechange', remember);
	remember();

	const activate = (element: HTMLElement) => {
		const template = element as HTMLTemplateElement;
		const nodes: ChildNode[] = [];
		const end = new Comment();
		mounts.set(template, { end, nodes });
		if (isParsing()) unfinished.add(template);
		template.after(end);
		mount(template);
		if (abandoned && abandoned === template.parentNode) focusFirst(nodes);
		// Nothing keeps one alive that has left the page.
		const reference = new WeakRef(template);
		return () => {
			const still = reference.deref();
			if (still) unmount(still);
		};
	};
	taggate.adopt('template', activate, true);
};
