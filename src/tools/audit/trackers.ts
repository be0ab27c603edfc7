/**
 * Cookies and keys that vendors set on the page's own site, by the names that their own documentation gives. None of them is
 * necessary for a page; a star at the end stands for all that begin so.
 */
const TRACKERS: readonly (readonly [company: string, category: string, names: string])[] = [
	['Google', 'analytics', '_ga _ga_* _gid _gat _gat_* __utm*'],
	['Google', 'ad', '_gcl_* _gac_* __gads __gpi'],
	['Meta', 'ad', '_fbp _fbc'],
	['Matomo', 'analytics', '_pk_id* _pk_ses* _pk_ref* _pk_cvar* _pk_hsr*'],
	['Microsoft', 'analytics', '_clck _clsk'],
	['Microsoft', 'ad', '_uetsid _uetvid _uetsid_exp _uetvid_exp'],
	['Hotjar', 'analytics', '_hj*'],
	['TikTok', 'ad', '_ttp _tt_enable_cookie'],
	['LinkedIn', 'ad', 'li_fat_id'],
	['Pinterest', 'ad', '_pin_unauth _epik'],
	['Snapchat', 'ad', '_scid _scid_r'],
	['Reddit', 'ad', '_rdt_uuid'],
	['HubSpot', 'analytics', 'hubspotutk __hstc __hssc __hssrc'],
	['PostHog', 'analytics', 'ph_*_posthog'],
	['Mixpanel', 'analytics', 'mp_*_mixpanel'],
	['Amplitude', 'analytics', 'AMP_* amp_*'],
	['Segment', 'analytics', 'ajs_anonymous_id ajs_user_id'],
	['Criteo', 'ad', 'cto_bundle'],
	['Siteimprove', 'analytics', 'nmstat'],
	['Adobe', 'analytics', 's_vi AMCV_* AMCVS_*'],
];

/** Whether a name is of a pattern, in which `*` stands for anything. No regular expression: a page wrote it. */
export const fits = (name: string, pattern: string): boolean => {
	const [first = '', ...rest] = pattern.split('*');
	if (!rest.length) return name === pattern;
	const last = rest.pop() ?? '';
	if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
	let at = first.length;
	for (const part of rest) {
		at = name.indexOf(part, at);
		if (at < 0) return false;
		at += part.length;
	}
	return at <= name.length - last.length;
};

/** @param name of a cookie or key of the page's own site; @returns undefined where it is nobody's that is known */
export const findTracker = (name: string): { company: string; category: string } | undefined => {
	const found = TRACKERS.find(([, , names]) => names.split(' ').some((pattern) => fits(name, pattern)));
	return found && { company: found[0], category: found[1] };
};
