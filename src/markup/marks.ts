/** The marks by which other consent managers know their tags, read as conditions. */
import type { NameMap } from '../bridges/map.js';

/** Our names, in the order of theirs below. */
const NAMES = 'statistical preference marketing functional necessary'.split(' ');

/**
 * Where it says what a tag needs, a data attribute or the class, and what a manager calls our names there (`+`: it has none), as
 * its bridge has it: OneTrust, Cookiebot, Cookie Information, CookieYes, iubenda. Where nothing follows the site chose the
 * names: vanilla-cookieconsent 2, consentmanager, Usercentrics, Klaro.
 */
const MARKS =
	'class C0002 + C0004 C0003 C0001,cookieconsent statistics preferences,categoryConsent statistic,cookieyes analytics + advertisement,iubPurposes 4 3 5 2 1,cookiecategory,cmpVendor,cmpPurpose,usercentrics,name'
		.split(',')
		.map((row) => row.split(' ') as [string, ...string[]]);

/** The classes by which managers find their tags; OneTrust's says what the tag needs. */
const CLASS = /(?:optanon-category|ot-vscat)-?(\S*)|_iub_cs_activate\S*|cmplazyload/;

/** A name as conditions allow it. `decided` holds for one who has refused, too: no manager means that by it. */
const toName = (id: string): string => id.replace(/^cookie(yes-|_cat_)|^decided$/, '').replace(/[^\w\-./:]+/g, '-');

/**
 * Reads the marks of an element and takes them away, so that a manager that is still there finds nothing to run.
 * @param map its names win over the defaults
 * @returns the names that it needs, an empty one for an empty mark; none when it has no mark
 */
export function takeMarks(element: HTMLElement, map: NameMap = {}): string[] {
	const { dataset } = element;
	const token = CLASS.exec(element.className);
	const values: DOMStringMap = { ...dataset, class: token?.[1]?.replace(/-/g, ',') };
	const names = MARKS.flatMap(([mark, ...ids]) => {
		const value = values[mark];
		// Cookiebot leaves alone what says so.
		if (value == null || value === 'ignore') return [];
		// What Klaro calls the name of a frame may be the page's own.
		if (mark !== 'name' || element.localName === 'script') delete dataset[mark];
		return value.split(',').map((text) => {
			const id = text.trim();
			const name = toName(id);
			return map[id] ?? map[name] ?? NAMES[ids.indexOf(name)] ?? name;
		});
	});
	if (token && names[0] != null) element.classList.remove(token[0]);
	return names;
}
