/**
 * Stands in for Google's gtag.js, which no package brings: it takes over `dataLayer` and reads its arguments objects in order,
 * as Google documents them, and sends what it would count with the state of consent (`gcs`: ads, analytics).
 */
{
	const { origin } = new URL(document.currentScript.src);
	const consent = {};
	const isGranted = (signal) => Number(consent[signal] === 'granted');
	let property;

	const send = (event) => {
		if (!property || window[`ga-disable-${property}`]) return;
		// biome-ignore lint/suspicious/noDocumentCookie: as Google does.
		const keep = (name) => (document.cookie = `${name}=1;path=/`);
		if (isGranted('analytics_storage')) ['_ga', `_ga_${property.slice(2)}`].forEach(keep);
		const hit = `/g/collect?en=${event}&gcs=G1${isGranted('ad_storage')}${isGranted('analytics_storage')}`;
		log(hit);
		new Image().src = origin + hit;
	};
	const hear = (entry) => {
		if (Object.prototype.toString.call(entry) !== '[object Arguments]') return;
		const [command, subject, detail] = entry;
		if (command === 'consent') Object.assign(consent, detail);
		if (command === 'config') property = subject;
		if (command === 'config') send('page_view');
		if (command === 'event') send(subject);
	};
	dataLayer.forEach(hear);
	dataLayer.push = (...entries) => entries.forEach(hear);
}
