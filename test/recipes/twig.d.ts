/** The part of twig that the tests use; it brings no types. */
declare module 'twig' {
	interface Twig {
		extendFunction(name: string, call: (...parameters: string[]) => string): void;
		extendFilter(name: string, call: (text: string, parameters: [Record<string, string>] | false) => string): void;
		twig(template: { data: string; autoescape: boolean }): { render(values: object): string };
	}
	const twig: Twig;
	export default twig;
}
