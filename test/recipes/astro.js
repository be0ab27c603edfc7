/** What compiled components need of Astro's server runtime, as far as the recipe uses it. */
export const Fragment = Symbol('Fragment');

class Markup {
	constructor(text) {
		this.text = text;
	}
}
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
const escapeText = (value) => `${value}`.replace(/[&<>"']/g, (letter) => ENTITIES[letter]);
const write = (value) => (value instanceof Markup ? value.text : value == null || value === false ? '' : escapeText(value));

export const render = (texts, ...values) => new Markup(String.raw({ raw: texts }, ...values.map(write)));
export const unescapeHTML = (text) => new Markup(text);
export const addAttribute = (value, name) =>
	new Markup(value == null || value === false ? '' : ` ${name}="${escapeText(value)}"`);
export const createAstro = () => ({});
export const createMetadata = () => ({});
export const createComponent = (component) => component;
export const renderSlot = (_, slot) => slot?.();
/** Where Astro puts its styles and bundled scripts: there are none. */
export const renderHead = () => null;
export const maybeRenderHead = renderHead;
export const templateEnter = renderHead;
export const templateExit = renderHead;
export const [renderComponent, mergeSlots, spreadAttributes, defineStyleVars, defineScriptVars] = [];
export const [renderTransition, createTransitionScope, renderScript] = [];

/** The page of a component, with its slots. */
export const renderPage = (component, props, slots) =>
	`<!doctype html>${component({ createAstro: (own) => ({ props: own }) }, props, slots).text}`;
