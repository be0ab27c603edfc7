/** What of a page decides how its tags are to be read. */
import type { Tag } from '../html.js';
import { readAddress } from './address.js';
import { readGoogleIds } from './categories.js';

/** Whether a template's content is part of the page from the start, https://html.spec.whatwg.org/#attr-template-shadowrootmode */
const isShadow = ({ attributes }: Tag) => /^(open|closed)$/i.test(attributes.shadowrootmode ?? '');

export const createPage = (html: string, tags: readonly Tag[]) => {
	const base = tags.find(({ name, attributes, isHtml }) => isHtml && name === 'base' && attributes.href)?.attributes.href;
	const canonical = tags.find(({ name, attributes }) => name === 'link' && /^canonical$/i.test(attributes.rel ?? ''));

	/** By the tag: a parent comes before its children, but for what a table throws out. */
	const around = new Map<Tag, 'template' | 'shadow' | undefined>();
	for (const tag of tags) {
		const { parent } = tag;
		const outer = parent && around.get(parent);
		const isTemplate = parent?.name === 'template' && parent.isHtml;
		around.set(tag, outer === 'template' ? outer : isTemplate ? (isShadow(parent) ? 'shadow' : 'template') : outer);
	}

	const googleIds = tags.flatMap(({ name, attributes, text }) => {
		if (name !== 'script') return [];
		const id = /googletagmanager\.com\/gtag\/js\?(?:[^#]{0,200}&)?id=([\w-]{1,40})/.exec(attributes.src ?? '')?.[1];
		return [...(id ? [id] : []), ...readGoogleIds(text)];
	});

	// With scripts on `noscript` is text until its end tag. A parser without scripts ends one in the head at its first picture.
	const noscripts: { start: number; end: number }[] = [];
	const endTag = /<\/noscript/gi;
	for (const { name, startTag } of tags) {
		if (name !== 'noscript' || startTag.start < (noscripts.at(-1)?.end ?? 0)) continue;
		endTag.lastIndex = startTag.end;
		noscripts.push({ start: startTag.end, end: endTag.exec(html)?.index ?? html.length });
	}
	let index = 0;
	return {
		/** What `<base>` says. */
		base,
		/** Those of its Google tags, for scripts that name none. */
		googleIds,
		/** Where the page says it is at home. */
		host: readAddress(canonical?.attributes.href ?? '')?.hostname,
		/** Nothing in it loads before code takes it. */
		isInTemplate: (tag: Tag) => around.get(tag) === 'template',
		isInShadow: (tag: Tag) => around.get(tag) === 'shadow',
		/** To be asked in the order of the source. */
		isInNoscript({ startTag: { start } }: Tag): boolean {
			while (index < noscripts.length && noscripts[index]!.end <= start) index++;
			return index < noscripts.length && noscripts[index]!.start <= start;
		},
	};
};
