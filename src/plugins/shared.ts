/** What more than one plugin needs. */
import { type EventName, PREFIX } from '../names.js';
import type { Options } from '../types.js';

/** The name under which a decision is kept. */
export const getKey = ({ key }: Options): string => key || 'taggate';

/** Does what may be forbidden here: storage throws where it is blocked, in a sandboxed frame for one. */
export function attempt<Result>(access: () => Result): Result | undefined {
	try {
		return access();
	} catch {}
}

/** Hears an event wherever it is dispatched, bubbling or not, before the page does. */
export const listen = <Kind extends Event>(type: string, listener: (event: Kind) => void) =>
	addEventListener(type, listener as (event: Event) => void, true);

/** Hears an event of the bus: what a banner sends after the gate has done it. */
export const receive = (name: EventName, listener: (event: CustomEvent) => void) => listen(PREFIX + name, listener);

/** `matches` of an element, which in a form a field of that name shadows. */
export const is = (node: unknown, selector: string): node is HTMLElement =>
	node instanceof HTMLElement && Element.prototype.matches.call(node, selector);

/** An attribute of an element: unlike `dataset` nothing on a prototype is one. */
export const getAttribute = (element: HTMLElement, name: string): string | undefined =>
	Element.prototype.getAttribute.call(element, name) ?? undefined;

/** A property of the document by the accessor of the prototype, which no `<img name=readyState>` shadows. */
export const read = <Key extends keyof Document>(name: Key): Document[Key] => Reflect.get(Document.prototype, name, document);
