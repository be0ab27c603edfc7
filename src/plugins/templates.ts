/** A template whose content stands behind it while its condition holds. */
import { isParsing, listen, read } from '../shared.js';
import type { Taggate } from '../types.js';
import { bring, vouch } from './bring.js';

/** Under what a template keeps the comments between which its content is, behind it or put away; the inspector looks there. */
const ENDS = Symbol.for('taggate');
interface Template extends HTMLTemplateElement {
	[ENDS]?: [Comment, Comment];
}

/** Takes out what is between, also what others have put there. */
const take = ([start, end]: [Comment, Comment]): DocumentFragment => {
	const range = new Range();
	range.setStartBefore(start);
	range.setEndAfter(end);
	return range.extractContents();
};

const getFocused = () => read('activeElement');

const takesFocus = (node: HTMLElement) => {
	node.focus?.();
	return getFocused() === node;
};

export const templates = (taggate: Taggate) => {
	/** Brings what is in the template: all, or what a parser has put into one that only looked whole. */
	const fill = (template: Template) => {
		template[ENDS]![1].before(...bring(taggate, template.content, template));
		taggate.scan();
	};

	/** Only what the page's parser has made has scripts that are alive. */
	const settle = (root: ParentNode) => {
		for (const template of root.querySelectorAll<Template>('template')) {
			vouch(taggate, template.content);
			settle(template.content);
			if (template[ENDS]) fill(template);
		}
	};
	let isSettled = false;
	const settlePage = () => {
		if (isSettled || isParsing()) return;
		isSettled = true;
		settle(read('documentElement'));
	};
	listen('readystatechange', settlePage);
	settlePage();

	const activate = (template: Template) => {
		if (!template[ENDS]) {
			template[ENDS] = [new Comment(), new Comment()];
			template.after(...template[ENDS]);
		}
		template.after(take(template[ENDS]));
		fill(template);
		return async (still: Template | undefined) => {
			if (!still) return;
			const before = getFocused();
			// Not into the template's document, in which a script that is being downloaded would not run. The comments keep it.
			take(still[ENDS]!);
			if (getFocused() !== before) {
				const siblings = Reflect.get(Node.prototype, 'childNodes', still.parentNode) as NodeListOf<HTMLElement>;
				const present = [...siblings];
				// The gate looks for what replaces it when the running code is over.
				await 0;
				await 0;
				[...siblings].some(
					(node) => !present.includes(node) && (takesFocus(node) || takesFocus(Object.assign(node, { tabIndex: -1 }))),
				);
			}
		};
	};
	taggate.adopt('template', activate as (element: HTMLElement) => unknown, true);
};
