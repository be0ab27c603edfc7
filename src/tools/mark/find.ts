/** Finds the tags of third parties in a page, and says how each is written right. */
import { MOST_TAGS, readTags, type Tag } from '../html.js';
import { createVendorFinder, findOwner, type Owner, readAddress, toOwner } from './address.js';
import { joinConditions, NONE } from './categories.js';
import { isHeld } from './held.js';
import { createInlineReader } from './inline.js';
import { listAddresses, listLoads, readScriptType } from './loads.js';
import { createPage } from './page.js';
import { readRules } from './rules.js';
import { type Mark, type MarkOptions, type Marks, MarkupError, type Place, type Unknown } from './types.js';
import { type Edit, holdElement, holdScript, isPlain, writeTag } from './write.js';

/** One of the third parties that a tag is of. */
interface Reading {
	owner: Owner;
	sign: string;
	host?: string;
	category: string;
}

const place = ({ name, startTag: { start, end, line, column } }: Tag): Place => ({ tag: name, line, column, start, end });

/**
 * Finds tags of known third parties that would load or run without consent, and those that nobody but their author can judge.
 * @param html a page or a part of one, in any state
 * @throws RangeError for a rule or a map that names no condition; MarkupError for a page of more than a million elements
 */
export const findMarks = (html: string, options: MarkOptions = {}): Marks => {
	const rules = readRules(options);
	const findVendor = createVendorFinder(rules.vendors);
	const readInline = createInlineReader(rules.vendors);
	const tags = readTags(html, () => {
		throw new MarkupError(`there are more than ${MOST_TAGS} elements`);
	});
	const page = createPage(html, tags);
	const marks: Mark[] = [];
	const unknown: Unknown[] = [];

	const doubt = (tag: Tag, reason: Unknown['reason'], sign: string, owner?: Owner, host?: string) =>
		unknown.push({
			...place(tag),
			reason,
			sign,
			...(host && { host }),
			...(owner && { company: owner.company, kind: owner.kinds.join(' ') }),
		});

	/** @returns whose an address is, when its tags are to wait; tells of what nobody knows */
	const judge = (tag: Tag, address: string): Reading | undefined => {
		const url = readAddress(address, page.base);
		if (!url || rules.isOwn(url.hostname, page.host)) return;
		const host = url.hostname;
		const vendor = findVendor(url);
		const owner = vendor ? toOwner(vendor, url.searchParams.getAll('id')) : findOwner(url);
		const category = owner && rules.decide(owner);
		if (category === NONE) return;
		if (owner && category) return { owner, sign: address, host, category };
		doubt(tag, owner ? 'kind' : 'unknown-host', address, owner, host);
		return;
	};

	const hold = (tag: Tag, readings: Reading[], write: (category: string) => Edit[]) => {
		const category = joinConditions(readings.map((reading) => reading.category));
		const { owner, sign, host } = readings[0]!;
		if (!isPlain(html, tag)) return doubt(tag, 'twice', sign, owner, host);
		const edits = write(category);
		const join = (texts: string[]) => [...new Set(texts)].join(', ');
		return marks.push({
			...place(tag),
			company: join(readings.map((reading) => reading.owner.company)),
			kind: join(readings.flatMap((reading) => reading.owner.kinds)),
			category,
			sign: join(readings.map((reading) => reading.sign)),
			after: writeTag(html, tag, edits),
			edits,
		});
	};

	const lookAtScript = (tag: Tag) => {
		const type = readScriptType(tag);
		// Where scripts are off none runs; where they are on `noscript` is text.
		if (!type || page.isInNoscript(tag)) return;
		const write = (category: string) => holdScript(tag, category, type === 'module');
		const { src } = tag.attributes;
		if (src !== undefined) {
			const reading = judge(tag, src);
			if (reading) hold(tag, [reading], write);
			return;
		}
		const { owners, doubts } = readInline(tag.text, page.googleIds);
		const readings = owners.flatMap(({ owner, sign }): Reading[] => {
			const category = rules.decide(owner);
			if (category === undefined) doubt(tag, 'kind', sign, owner);
			return category === undefined || category === NONE ? [] : [{ owner, sign, category }];
		});
		if (readings.length) hold(tag, readings, write);
		else
			for (const { owner, sign, host, reason } of doubts) {
				if (!host || !rules.isOwn(host, page.host)) doubt(tag, reason, sign, owner, host);
			}
	};

	const lookAtElement = (tag: Tag) => {
		const loads = listLoads(tag);
		const readings = loads.flatMap((name) =>
			listAddresses(name, tag.attributes[name]!).flatMap((address) => judge(tag, address) ?? []),
		);
		// Other code puts the address in its place: a frame that is loaded late is not yet one that waits for consent.
		const later = /^(iframe|img|embed)$/.test(tag.name) ? tag.attributes['data-src'] : undefined;
		const waiting = later ? judge(tag, later) : undefined;
		if (waiting) return doubt(tag, 'lazy', waiting.sign, waiting.owner, waiting.host);
		const isTaken = loads.some((name) => `data-${name}` in tag.attributes);
		if (!readings.length) return;
		const { owner, sign, host } = readings[0]!;
		if (isTaken) doubt(tag, 'lazy', sign, owner, host);
		else hold(tag, readings, (category) => holdElement(tag, category, loads));
	};

	for (const tag of tags) {
		if (isHeld(tag) || page.isInTemplate(tag)) continue;
		if (!tag.isHtml || tag.name === 'frame' || page.isInShadow(tag)) {
			const address = tag.attributes.src ?? tag.attributes.href ?? tag.attributes['xlink:href'] ?? tag.attributes.data;
			if (!address || !/^(script|image|frame|use|iframe|img|link)$/.test(tag.name)) continue;
			const reading = judge(tag, address);
			if (reading) doubt(tag, 'cannot-hold', address, reading.owner, reading.host);
		} else if (tag.name === 'script') lookAtScript(tag);
		else lookAtElement(tag);
	}
	return { marks, unknown };
};
