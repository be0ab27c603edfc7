/** Whom an address belongs to. */
import { findParty } from '../parties.js';
import { readGoogleKinds } from './categories.js';
import { VENDORS, type Vendor } from './vendors.js';

/** Who is behind a tag, and what for. */
export interface Owner {
	company: string;
	/** More than one for a Google tag whose id does not say which. */
	kinds: string[];
	/** That of a rule of the site. */
	category?: string;
}

/** No host is longer, RFC 1035. */
const MAX_HOST = 253;

/** By what a page without an address of its own is known. */
const NOWHERE = 'https://first-party.invalid/';

/**
 * @param base what a `<base>` says
 * @returns undefined for what has no host, or the page's own: relative addresses, `data:` and the like
 */
export const readAddress = (text: string, base?: string): URL | undefined => {
	try {
		const url = new URL(text, base ? new URL(base, NOWHERE) : NOWHERE);
		const isRemote = /^(https?|wss?):$/.test(url.protocol) && !url.hostname.endsWith('.invalid');
		return isRemote && url.hostname.length <= MAX_HOST ? url : undefined;
	} catch {
		return undefined;
	}
};

/** Host names from the whole to its last two labels. */
const widen = (host: string): string[] => {
	const labels = host.split('.');
	return labels.map((_, index) => labels.slice(index).join('.'));
};

/** @returns what finds the row of an address: that of the narrowest host, and whose path it begins with */
const indexAddresses = (vendors: readonly Vendor[]) => {
	const byHost = new Map<string, { path: string; vendor: Vendor }[]>();
	for (const vendor of vendors)
		for (const address of vendor.addresses) {
			const [host, ...path] = address.split('/') as [string, ...string[]];
			byHost.set(host.toLowerCase(), [...(byHost.get(host.toLowerCase()) ?? []), { path: `/${path.join('/')}`, vendor }]);
		}
	return (url: URL): Vendor | undefined => {
		for (const host of widen(url.hostname.replace(/\.$/, '')))
			for (const { path, vendor } of byHost.get(host) ?? []) if (url.pathname.startsWith(path)) return vendor;
		return undefined;
	};
};

const findKnown = indexAddresses(VENDORS);

/** @param rules of the site, which win; @returns what finds the row of an address */
export const createVendorFinder = (rules: readonly Vendor[]) => {
	const findRule = indexAddresses(rules);
	return (url: URL): Vendor | undefined => findRule(url) ?? findKnown(url);
};

/** @param ids of Google, where the vendor is Google's tag */
export const toOwner = ({ kind, company, category }: Vendor, ids: readonly string[]): Owner => ({
	company,
	kinds: kind === 'google' ? readGoogleKinds(ids) : [kind],
	...(category !== undefined && { category }),
});

/** Who third-party-web says it is. */
export const findOwner = (url: URL): Owner | undefined => {
	const party = findParty(url.hostname);
	return party && { company: party.company, kinds: [party.category] };
};
