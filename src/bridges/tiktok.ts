import { type Signal, signal } from './outbound.js';

type Method = 'holdConsent' | 'grantConsent' | 'revokeConsent';
type Ttq = string[][] & Partial<Record<Method, () => void>>;
interface TiktokWindow {
	ttq?: Ttq;
}

/** Before its base code has made the methods they are entries of its queue. */
function call(method: Method) {
	const page = window as TiktokWindow;
	page.ttq = page.ttq || [];
	if (page.ttq[method]) page.ttq[method]();
	else page.ttq.push([method]);
}

/** The TikTok pixel, https://business-api.tiktok.com/portal/docs?id=1739585600931842 */
export const tiktok: Signal = (taggate, options) =>
	signal(taggate, options, { consent: 'marketing' }, ({ consent }, isFirst) => {
		if (isFirst) call('holdConsent');
		if (consent === 'granted') call('grantConsent');
		else if (!isFirst) call('revokeConsent');
	});
