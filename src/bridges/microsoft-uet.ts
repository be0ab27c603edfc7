import { type Signal, signal } from './outbound.js';

interface UetWindow {
	uetq?: { push(...entries: unknown[]): unknown };
}

/** Microsoft Advertising's UET, https://help.ads.microsoft.com/apex/index/3/en/60119 */
export const microsoftUet: Signal = (taggate, options) =>
	signal(taggate, options, { ad_storage: 'marketing' }, (signals, isFirst) => {
		const page = window as UetWindow;
		page.uetq = page.uetq || [];
		page.uetq.push('consent', isFirst ? 'default' : 'update', signals);
	});
