/** A template whose content stands behind it while its condition holds. */
import { isParsing, listen, read } from '../shared.js';
import type { Taggate } from '../types.js';
import { bring } from './bring.js';

/** Under what a template keeps the comments between which its content is, behind it or put away (the inspector looks there). */
const ENDS = Symbol.for('taggate');
/** WebKit forgets an observer that nothing refers to. */
type Ends = [Comment, Comment, MutationObserver];
interface Template extends HTMLTemplateElement {
	[ENDS]?: Ends;
}

const getFocused = () => read('activeElement');

export const templates = (taggate: Taggate) => {
	/** What stands anew since the focus was lost. */
	let mounted: HTMLElement[] | null;
	/** One for all: browsers keep each up to date with whatever the page does, until they collect it. */
	const range = new Range();

	/** Takes out what is between, also what others have put there. */
	const take = ([start, end]: Ends): DocumentFragment => {
		range.setStartBefore(start);
		range.setEndAfter(end);
		return range.extractContents();
	};

	const fill = (template: Template) => {
		template[ENDS]![1].before(...bring(template.content, template));
		taggate.scan();
	};

	/** Where scripts may be that the page's parser has made: only these are alive. */
	let parsed: ParentNode[] = [read('documentElement')];
	const settle = () => {
		if (isParsing()) return;
		for (const root of parsed)
			for (const element of root.querySelectorAll<Template>('script,template'))
				if (element.content) parsed.push(element.content);
				else taggate.scan(element);
		parsed = [];
	};
	listen('readystatechange', settle);
	settle();

	/** It knows of no template, so that it keeps none alive. */
	const putAway = async (still: Template | undefined) => {
		const focused = getFocused();
		// Not into the template's document, in which a script that is being downloaded would not run. The comments keep it.
		if (still && take(still[ENDS]!).contains(focused)) {
			mounted = [];
			// The gate looks for what replaces it when the running code is over.
			await 0;
			await 0;
			mounted.some((element) => {
				if (element.parentNode === still.parentNode) {
					element.focus();
					if (getFocused() !== element) {
						// It cannot have it by itself.
						element.tabIndex = -1;
						element.focus();
					}
				}
				return getFocused() === element;
			});
			mounted = null;
		}
	};

	const activate = (template: Template) => {
		if (!template[ENDS]) {
			// What comes into it later, as by the parser when it only looked whole: before the gate looks for what stands behind it.
			const observer = new MutationObserver(() => fill(template));
			observer.observe(template.content, { childList: true });
			template[ENDS] = [new Comment(), new Comment(), observer];
			template.after(template[ENDS][0], template[ENDS][1]);
		}
		const fragment = take(template[ENDS]);
		fill(template);
		mounted?.push(...(fragment.children as HTMLCollectionOf<HTMLElement>));
		template.after(fragment);
		return putAway;
	};
	taggate.adopt('template', activate as (element: HTMLElement) => unknown, true);
};
