/** What an inline script does: which vendors it loads and calls. */
import { createVendorFinder, findOwner, type Owner, readAddress, toOwner } from './address.js';
import { readGoogleIds } from './categories.js';
import { readCode } from './code.js';
import { createUseReader } from './uses.js';
import { VENDORS, type Vendor } from './vendors.js';

export interface Inline {
	/** Whose script it is, and how one sees it. */
	owners: { owner: Owner; sign: string }[];
	/** What it may do: for a reader to decide. */
	doubts: {
		owner?: Owner | undefined;
		sign: string;
		host?: string;
		reason: 'call-in-function' | 'loaded-by-code' | 'consent-default';
	}[];
}

/** A script without one of these asks for nothing: a string is then a mere mention. */
const LOADS =
	/\bimport\b|\b(?:createElement|insertBefore|appendChild|append|importScripts|getScript|sendBeacon|fetch|XMLHttpRequest|Image|write|writeln)\s*\(|\.src\s*=/;
/** Where an address stands in a string: behind two slashes, or, joined to what comes before it, at its beginning. */
const ADDRESS = /(?:\/\/|^\.?)([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})((?:\/[^\s"'<>]{0,300})?)/g;
const SCRIPT_FILE = /\.m?js$/;
/** What a page of its own shows on a click: in a function it may well be that. */
const EMBEDS = ['video', 'map'];
/** What a page may say to `gtag` before consent: it sends nothing. */
const SILENT = ['consent', 'set'];
/** Rows of the table that need more than the table says. */
const TAG = 'Google tag';
const QUEUE = 'Google data layer';
/** The runtime, its bridges, and code that asks it itself. */
const OWN = /(?<![\w$])taggate(?![\w$])/;

const knownUses = createUseReader(VENDORS);

/** @param rules of the site, which win */
export const createInlineReader = (rules: readonly Vendor[]) => {
	const findVendor = createVendorFinder(rules);
	const uses = rules.length ? createUseReader([...rules, ...VENDORS]) : knownUses;

	/** @param pageIds of the Google tags of the page, for a script that names none */
	return (source: string, pageIds: readonly string[]): Inline => {
		const owners = new Map<string, { owner: Owner; sign: string }>();
		const doubts: Inline['doubts'] = [];
		const nothing = { owners: [], doubts };
		if (!uses.mayUse(source) && !LOADS.test(source)) return nothing;
		const code = readCode(source);
		if (OWN.test(code.text)) return nothing;
		const ids = readGoogleIds(source);
		const toOwnerHere = (vendor: Vendor) => toOwner(vendor, ids.length ? ids : pageIds);
		const add = (owner: Owner, sign: string) => {
			if (!owners.has(owner.company)) owners.set(owner.company, { owner, sign });
		};

		for (const [at, value] of LOADS.test(code.text) ? code.strings : []) {
			for (const [, host, path] of value.replaceAll('\\/', '/').matchAll(ADDRESS)) {
				const url = readAddress(`https://${host}${path}`);
				if (!url) continue;
				const sign = `//${host}${path}`;
				const vendor = findVendor(url);
				const isAsked = vendor && vendor.kind !== 'consent-provider' && (!EMBEDS.includes(vendor.kind) || code.runsAtOnce(at));
				if (isAsked) add(toOwnerHere(vendor), sign);
				else if (vendor || (value.includes('//') && SCRIPT_FILE.test(url.pathname)))
					doubts.push({
						owner: vendor ? toOwnerHere(vendor) : findOwner(url),
						sign,
						host: url.hostname,
						reason: 'loaded-by-code',
					});
			}
		}

		const found = uses.read(code);
		for (const { vendor, sign, isAtOnce } of found) if (isAtOnce) add(toOwnerHere(vendor), sign);
		const told = found.filter(({ name }) => name === 'gtag');
		const google = owners.get(TAG);
		if (google && !google.sign.startsWith('//') && told.every(({ said }) => SILENT.includes(said ?? ''))) {
			owners.delete(TAG);
			doubts.push({ ...google, reason: 'consent-default' });
		}
		// Whoever reads the queue says what it needs.
		if (owners.size > 1 || doubts.some(({ reason }) => reason === 'consent-default')) owners.delete(QUEUE);
		if (owners.size) return { owners: [...owners.values()], doubts: [] };
		const late = new Map(found.map(({ vendor, sign }) => [vendor.company, { owner: toOwnerHere(vendor), sign }]));
		if (!doubts.length) for (const entry of late.values()) doubts.push({ ...entry, reason: 'call-in-function' });
		return { owners: [], doubts };
	};
};
