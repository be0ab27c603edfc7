/** Who is behind a host, as third-party-web knows it. */
import { parties } from 'virtual:parties';

export interface Party {
	company: string;
	/** As third-party-web calls it: `ad`, `analytics`, `social`, `video`, `tag-manager`, `cdn`, … */
	category: string;
}

/** No host is longer, RFC 1035. */
const MAX_HOST = 253;

let byDomain: Map<string, Party> | undefined;

/** @param host such as `www.googletagmanager.com`, in any case, without a port; @returns undefined where nothing is known: never a guess */
export const findParty = (host: string): Party | undefined => {
	if (host.length > MAX_HOST) return undefined;
	byDomain ??= new Map(
		parties.flatMap(([company, category, ...domains]) => domains.map((domain) => [domain, { company, category }] as const)),
	);
	const labels = host.toLowerCase().replace(/\.$/, '').split('.');
	const exact = byDomain.get(labels.join('.'));
	if (exact) return exact;
	for (; labels.length > 1; labels.shift()) {
		const party = byDomain.get(`*.${labels.join('.')}`);
		if (party) return party;
	}
	return undefined;
};
