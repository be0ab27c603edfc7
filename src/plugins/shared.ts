/** What more than one plugin needs. */

/** The name under which a decision is kept, unless told otherwise. */
export const DEFAULT_KEY = 'taggate';

/** Does what may be forbidden here: storage throws where it is blocked, in a sandboxed frame for one. */
export function attempt<Result>(access: () => Result): Result | undefined {
	try {
		return access();
	} catch {}
}

/** Hears events of any of these types wherever they are dispatched, bubbling or not, before the page does. */
export function listen<Kind extends Event>(listener: (event: Kind) => void, ...types: string[]) {
	for (const type of types) addEventListener(type, listener as (event: Event) => void, true);
}

/** A property of the document by the accessor of the prototype, which no `<img name=readyState>` shadows. */
export const read = <Key extends keyof Document>(name: Key): Document[Key] => Reflect.get(Document.prototype, name, document);
