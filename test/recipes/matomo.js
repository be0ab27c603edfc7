/**
 * Stands in for Matomo's tracker, which no package brings: it takes over `_paq`, applies what sets it up before what counts,
 * and under `requireConsent` keeps back what it would send until `setConsentGiven`, as Matomo documents it.
 */
{
	// Of how many the page has been given.
	window.trackers = (window.trackers || 0) + 1;
	const FIRST = ['setTrackerUrl', 'setSiteId', 'requireConsent', 'setConsentGiven', 'forgetConsentGiven'];
	const kept = [];
	let isRequired = false;
	let isGiven = false;
	let address;
	let site;

	const send = (action) => {
		if (isRequired && !isGiven) return void kept.push(action);
		// biome-ignore lint/suspicious/noDocumentCookie: as Matomo does.
		for (const name of ['id', 'ses']) document.cookie = `_pk_${name}.${site}.1fff=1;path=/`;
		const hit = `?action_name=${action}&idsite=${site}`;
		log(`/matomo.php${hit}`);
		new Image().src = address + hit;
	};
	const methods = {
		setTrackerUrl: (url) => (address = url),
		setSiteId: (id) => (site = id),
		requireConsent: () => (isRequired = true),
		setConsentGiven: () => {
			isGiven = true;
			for (const action of kept.splice(0)) send(action);
		},
		forgetConsentGiven: () => (isGiven = false),
		trackPageView: () => send('page'),
		trackEvent: (_, action) => send(action),
	};
	const apply = ([name, ...parameters]) => methods[name]?.(...parameters);
	const queue = window._paq || [];
	const isFirst = ([name]) => FIRST.includes(name);
	queue.filter(isFirst).forEach(apply);
	queue.filter((command) => !isFirst(command)).forEach(apply);
	window._paq = { push: (...commands) => commands.forEach(apply) };
}
