/** `audit`: opens a page in a browser, visit by visit, and tells what leaves without consent and by which line. */
import { version } from 'virtual:runtime';
import { UsageError } from '../cli/command.js';
import { type Launched, launchBrowser } from './browser.js';
import type { Clicks } from './consent.js';
import { keyOf, listAllCookies, listAllKeys, listThirdParties, readDeclared } from './inventory.js';
import { findLeaks } from './leaks.js';
import { reach } from './reach.js';
import type { Report, VisitName, VisitReport } from './report.js';
import { findSite, type Site } from './site.js';
import { openTarget } from './target.js';
import { makeVisit, TITLES, VISITS, type Visit } from './visit.js';

export type { Report } from './report.js';

export interface AuditOptions {
	/** `chromium`, `firefox` or a program's path; undefined: what is there. */
	browser?: string;
	/** Undefined: all. */
	visits?: VisitName[];
	clicks?: Partial<Clicks>;
	/** Hosts that may be asked without consent, and all below them. */
	allow?: string[];
	/** Milliseconds for one visit. */
	timeout?: number;
	/** Milliseconds to stay on a page after scrolling. */
	wait?: number;
	/** Goes on where a certificate is not trusted. */
	isInsecure?: boolean;
	/** An earlier report, whose leaks are known. */
	baseline?: Report;
	/** Told before and after each visit. */
	onProgress?: (line: string) => void;
}

const DEFAULT_TIMEOUT = 30_000;
const DEFAULT_WAIT = 1_000;

const describe = ({ name, isDone, recording }: Visit, site: Site): VisitReport => {
	const { asked, notes, workers } = recording;
	return {
		name,
		title: TITLES[name],
		isDone,
		notes: [...notes],
		ownRequests: asked.filter(({ url }) => site.isOwn(url)).length,
		thirdRequests: asked.filter(({ url }) => !site.isOwn(url)).length,
		frames: [...new Set(asked.filter(({ isFrame }) => isFrame).map(({ url }) => url))],
		workers: [...workers],
	};
};

const visitAll = async (launched: Launched, url: string, site: Site, options: AuditOptions): Promise<Visit[]> => {
	const { clicks = {}, timeout = DEFAULT_TIMEOUT, wait = DEFAULT_WAIT, isInsecure = false, onProgress } = options;
	const visits: Visit[] = [];
	const names = options.visits ?? VISITS;
	let running = launched;
	for (const [index, name] of names.entries()) {
		onProgress?.(`${index + 1}/${names.length} ${TITLES[name]} …`);
		// A page can end the browser.
		if (!running.browser.isConnected()) running = await launchBrowser(options.browser);
		const all = { accept: clicks.accept ?? [], reject: clicks.reject ?? [], withdraw: clicks.withdraw ?? [] };
		const visit = await makeVisit(running, name, { url, site, clicks: all, timeout, wait, isInsecure });
		visits.push(visit);
		const { thirdRequests, notes } = describe(visit, site);
		onProgress?.([`    ${thirdRequests} third-party requests`, ...notes].join('; '));
	}
	if (running !== launched) await running.browser.close();
	return visits;
};

/**
 * Audits a page.
 * @param target a URL, or a folder or file, which is served on the loopback
 * @throws UsageError when there is no browser, or nothing to open
 */
export const audit = async (target: string, options: AuditOptions = {}): Promise<Report> => {
	const begun = Date.now();
	const opened = await openTarget(target);
	let launched: Launched | undefined;
	try {
		launched = await launchBrowser(options.browser);
		options.onProgress?.(`${launched.title}, ${opened.url}`);
		const url = await reach(launched.browser, opened.url, options.isInsecure ?? false, options.timeout ?? DEFAULT_TIMEOUT);
		const site = await findSite(launched.browser, url, options.allow ?? []);
		const visits = await visitAll(launched, url, site, options);
		if (!visits.some(({ recording }) => recording.asked.length)) throw new UsageError(`${url} could not be opened again`);
		const declared = readDeclared(visits);
		const known = new Set(options.baseline?.leaks.flatMap(({ items }) => items.map(keyOf)));
		const leaks = findLeaks(visits, site, opened.show, declared, known);
		const isComplete = visits.every(({ isDone, name }) => isDone || name === 'link');
		return {
			tool: 'taggate audit',
			version,
			url,
			site: site.name,
			browser: launched.title,
			time: new Date(begun).toISOString(),
			seconds: Math.round((Date.now() - begun) / 100) / 10,
			verdict: leaks.some(({ isKnown }) => !isKnown) ? 'leak' : isComplete ? 'clean' : 'incomplete',
			names: [...new Set(visits.flatMap((visit) => visit.names))],
			visits: visits.map((visit) => describe(visit, site)),
			leaks,
			thirdParties: listThirdParties(visits, site),
			cookies: listAllCookies(visits, site, declared),
			storage: listAllKeys(visits, declared),
		};
	} finally {
		await launched?.browser.close().catch(() => undefined);
		opened.close();
	}
};
