/** What an inline script does: which vendors it loads and calls. */
import { findOwner, indexAddresses, type Owner, readAddress, toOwner } from './address.js';
import { readGoogleIds } from './categories.js';
import { readCode } from './code.js';
import type { Vendor } from './vendors.js';

export interface Inline {
	/** Whose script it is, and how one sees it. */
	owners: { owner: Owner; sign: string }[];
	/** What it may do: for a reader to decide. */
	doubts: { owner?: Owner | undefined; sign: string; reason: 'call-in-function' | 'loaded-by-code' | 'consent-default' }[];
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
const QUEUE = 'Google data layer';
/** The runtime, its bridges, and code that asks it itself. */
const OWN = /(?<![\w$])taggate(?![\w$])/;

const toPattern = (name: string) => name.replace(/\$/g, '\\$');

export const createInlineReader = (vendors: readonly Vendor[]) => {
	const findVendor = indexAddresses(vendors);
	const byName = new Map<string, { vendor: Vendor; first: string[] }>();
	for (const vendor of vendors)
		for (const { name, first } of vendor.calls) if (!byName.has(name)) byName.set(name, { vendor, first });
	const names = [...byName.keys()].map(toPattern).join('|');
	/** A use is a call, a call of a method, or an assignment; `if (window.fbq)` is none. */
	const use = new RegExp(
		`(?<![\\w$.])(?:(?:window|self|globalThis)\\s?\\.\\s?)?(function\\s+)?(${names})(?![\\w$])\\s*(\\(|\\.\\s*[\\w$]+\\s*\\(|\\|*\\??=(?![=>]))`,
		'g',
	);
	const hint = new RegExp(`(?<![\\w$])(?:${names})(?![\\w$])`);

	/** @param pageIds of the Google tags of the page, for a script that names none */
	return (source: string, pageIds: readonly string[]): Inline => {
		const owners = new Map<string, { owner: Owner; sign: string }>();
		const doubts: Inline['doubts'] = [];
		if (!hint.test(source) && !LOADS.test(source)) return { owners: [], doubts };
		const { text, strings, runsAtOnce } = readCode(source);
		if (OWN.test(text)) return { owners: [], doubts };
		const own = readGoogleIds(source);
		const ids = own.length ? own : pageIds;
		const add = (owner: Owner, sign: string) => {
			if (!owners.has(owner.company)) owners.set(owner.company, { owner, sign });
		};

		const isLoader = LOADS.test(text);
		for (const [at, value] of isLoader ? strings : []) {
			for (const [, host, path] of value.replaceAll('\\/', '/').matchAll(ADDRESS)) {
				const url = readAddress(`https://${host}${path}`);
				if (!url) continue;
				const sign = `//${host}${path}`;
				const vendor = findVendor(url);
				const isAsked = vendor && vendor.kind !== 'consent-provider' && (!EMBEDS.includes(vendor.kind) || runsAtOnce(at));
				if (isAsked) add(toOwner(vendor, ids), sign);
				else if (vendor || (value.includes('//') && SCRIPT_FILE.test(url.pathname)))
					doubts.push({ owner: vendor ? toOwner(vendor, ids) : findOwner(url), sign, reason: 'loaded-by-code' });
			}
		}

		/** What is called in a function alone, and what `gtag` is told. */
		const late = new Map<string, { owner: Owner; sign: string }>();
		const told: string[] = [];
		for (const found of text.matchAll(use)) {
			const [whole, isDeclared, name, way] = found as unknown as [string, string | undefined, string, string];
			const { vendor, first } = byName.get(name)!;
			const behind = found.index + whole.length;
			const quote = behind + text.slice(behind, behind + 4).search(/\S|$/);
			const said = way === '(' ? strings.get(quote) : undefined;
			if (name === 'gtag' && way === '(' && !isDeclared) told.push(said ?? '');
			const method = /^\.\s*([\w$]+)/.exec(way)?.[1];
			if (first.length && !first.includes(said ?? method ?? '')) continue;
			if (isDeclared) continue;
			const entry = {
				owner: toOwner(vendor, ids),
				sign: `${name}${way === '(' ? `(${said ? `'${said}'` : ''}` : way.replace(/\s/g, '')}`,
			};
			if (runsAtOnce(found.index)) add(entry.owner, entry.sign);
			else late.set(vendor.company, entry);
		}

		const google = owners.get('Google tag');
		const isSilent = told.length > 0 && told.every((command) => SILENT.includes(command));
		if (google && isSilent && !google.sign.startsWith('//')) {
			owners.delete('Google tag');
			doubts.push({ ...google, reason: 'consent-default' });
		}
		// Whoever reads the queue says what it needs.
		const queue = owners.get(QUEUE);
		if (queue && (owners.size > 1 || doubts.some(({ reason }) => reason === 'consent-default'))) owners.delete(QUEUE);
		if (!owners.size && !doubts.length) for (const entry of late.values()) doubts.push({ ...entry, reason: 'call-in-function' });
		return { owners: [...owners.values()], doubts: owners.size ? [] : doubts };
	};
};
