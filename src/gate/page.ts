/** The document as the browser made it: no `<img name=readyState>` or `<form name=head>` shadows what is read here. */

/** A property of a node, the document unless told otherwise, by the accessor of the prototype. */
export const read = <Key extends keyof Document>(name: Key, node: Node = document): Document[Key] =>
	Reflect.get(Document.prototype, name, node);

type Asked = 'getAttribute' | 'matches' | 'compareDocumentPosition' | 'querySelectorAll';

/** Calls a method of an element, which in a form a field of that name shadows. */
export const ask = <Method extends Asked>(element: Element, method: Method, argument: Parameters<Element[Method]>[0]) =>
	(Element.prototype[method] as (argument: unknown) => unknown).call(element, argument) as ReturnType<Element[Method]>;

/** Whether the page's parser may still bring something. */
export const isParsing = (): boolean => read('readyState') === 'loading';

/** Whether the parser and the page's deferred scripts are done. By the page's own clock, as the runtime itself may come late. */
export const isReady = (): boolean => performance.timing.domContentLoadedEventStart > 0;
