/** The elements that are not closed yet, and which of them an end tag closes. Nothing walks through all of them. */
import { html as names } from 'parse5';
import type { Tag } from './tag.js';

const { NS, SPECIAL_ELEMENTS } = names;

/** An end tag in one of these closes nothing around it, but for those of tables, which are closed by their own. */
const SCOPES = new Set(['td', 'th', 'caption']);
const TABLES = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption']);

/** An element that is not closed yet. */
export interface Open {
	tag: Tag;
	namespace: names.NS;
	/** Whether what stands in it is HTML, though it is not. */
	isIntegrationPoint: boolean;
}

/** Whether it ends the reach of end tags that are not of its kind: those of blocks end that of phrases. */
const isBlock = ({ namespace }: Open, tagID: names.TAG_ID) => SPECIAL_ELEMENTS[namespace].has(tagID);

export const createOpenElements = () => {
	const opened: Open[] = [];
	/** Where in `opened` each name stands, and what stops an end tag: a template all, a cell most, a block those of phrases. */
	const byName = new Map<string, number[]>();
	const templates: number[] = [];
	const scopes: number[] = [];
	const blocks: number[] = [];
	const isWithin = (index: number, stops: number[]) => index >= (stops.at(-1) ?? 0);

	/** @param end where the topmost ends */
	const pop = (end: number) => {
		const { tag } = opened.pop()!;
		tag.element.end = end;
		byName.get(tag.name)!.pop();
		for (const indexes of [templates, scopes, blocks]) if (indexes.at(-1) === opened.length) indexes.pop();
	};

	return {
		pop,
		top: (): Open | undefined => opened.at(-1),
		push(open: Open, tagID: names.TAG_ID) {
			const { tag, namespace } = open;
			const index = opened.push(open) - 1;
			const same = byName.get(tag.name);
			if (same) same.push(index);
			else byName.set(tag.name, [index]);
			if (namespace === NS.HTML && tag.name === 'template') templates.push(index);
			if (namespace === NS.HTML && SCOPES.has(tag.name)) scopes.push(index);
			if (isBlock(open, tagID)) blocks.push(index);
		},
		/** Closes what an end tag closes, and all in it. @param start where the end tag begins; @param end where it ends */
		close(name: string, tagID: names.TAG_ID, start: number, end: number) {
			const index = byName.get(name)?.at(-1);
			// What stands behind them belongs to the body all the same.
			if (index === undefined || name === 'html' || name === 'body') return;
			if (name !== 'template' && !isWithin(index, templates)) return;
			if (!TABLES.has(name) && !isWithin(index, scopes)) return;
			if (!isBlock(opened[index]!, tagID) && !isWithin(index, blocks)) return;
			while (opened.length > index + 1) pop(start);
			pop(end);
		},
		closeAll(end: number) {
			while (opened.length) pop(end);
		},
	};
};
