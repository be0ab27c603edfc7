/** What the gate, the plugins and the tools share of the page: as the browser made it, whatever a `<form name=head>` in it is called. */

/** A property of the document, by the accessor of the prototype. */
export const read = <Key extends keyof Document>(name: Key): Document[Key] => Reflect.get(Document.prototype, name, document);

/** Whether the page's parser may still bring something. */
export const isParsing = (): boolean => read('readyState') === 'loading';

/** Whether the parser and the page's deferred scripts are done. By the page's own clock, as who asks may come late. */
export const isReady = () => performance.timing.domContentLoadedEventStart;

/** All elements of the page that match. */
export const find = <Type extends Element = HTMLElement>(selector: string): NodeListOf<Type> =>
	read('documentElement').querySelectorAll(selector);

/** Hears an event wherever it is dispatched, bubbling or not, before the page does. */
export const listen = <Heard extends Event = Event>(type: string, listener: (event: Heard) => unknown) =>
	addEventListener(type, listener as EventListener, true);

/** The name under which a decision is kept, unless told otherwise. */
export const DEFAULT_KEY = 'taggate';
