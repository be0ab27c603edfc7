/** Finds gated elements: those in the page, those that the parser still brings, those added later. */
import { findAll, is, isParsing, listen, page } from './events.js';
import { SELECTOR, visit, visitPartial } from './gate.js';
import { READINESS } from './names.js';
import { pump } from './schedule.js';

/** Until the parser is done, and for what was there when the runtime came: later ones were made by scripts. */
let isOriginal = true;

const see = (element: HTMLElement) => {
	// What has left again will come back, or not.
	if (is(element, SELECTOR) && element.isConnected) visit(element, { _isParsed: isOriginal });
};

function look(root: ParentNode) {
	see(root as HTMLElement);
	findAll(root, SELECTOR).forEach(see);
}

function read(records: MutationRecord[]) {
	visitPartial();
	// That of a form may be a field of it.
	const { contains } = Node.prototype;
	let last: Node | undefined;
	for (const { addedNodes } of records) {
		for (const node of addedNodes as NodeListOf<HTMLElement>) {
			// The parser reports each node by itself; one look at the topmost has seen the others.
			if (!node.firstElementChild) see(node);
			else if (!last || !contains.call(last, node)) {
				last = node;
				look(node);
			}
		}
	}
	if (!isParsing()) isOriginal = false;
	pump();
}

const observer = page && new MutationObserver(read);

/** Sees now what the observer would report soon. */
export const catchUp = () => read(observer.takeRecords());

/** Begins with the page, and goes on each time that it has become more ready. */
export function start() {
	scan();
	for (const type of READINESS) listen(type, catchUp);
}

/** Looks below `root`, and goes on watching it. */
export function scan(root: Document | ShadowRoot | Element = page) {
	observer.observe(root, { childList: true, subtree: true });
	look(root);
	catchUp();
}
