/** The document as the browser made it: no `<img name=readyState>` or `<form name=head>` shadows what is read here. */

/** A property of the document, by the accessor of the prototype. */
export const read = <Key extends keyof Document>(name: Key): Document[Key] => Reflect.get(Document.prototype, name, document);

type Asked = 'getAttribute' | 'matches' | 'compareDocumentPosition' | 'querySelectorAll' | 'dispatchEvent';

/** Calls a method of an element, which in a form a field of that name shadows, or one that the document has too. */
export const ask = <Method extends Asked>(target: EventTarget, method: Method, argument: Parameters<Element[Method]>[0]) =>
	(Element.prototype[method] as (argument: unknown) => unknown).call(target, argument) as ReturnType<Element[Method]>;

/** Whether the page's parser may still bring something. */
export const isParsing = (): boolean => read('readyState') === 'loading';

/** Whether the parser and the page's deferred scripts are done. By the page's own clock, as the runtime itself may come late. */
export const isReady = (): boolean => performance.timing.domContentLoadedEventStart > 0;
