/** How a site uses the package; what must not compile is marked so. Type-checked against the packed package, never run. */
import { type ConsentChange, type ConsentState, type Off, type Options, start, type Taggate } from 'taggate';
import { cookiebot } from 'taggate/bridges/cookiebot';
import { googleConsentMode } from 'taggate/bridges/google-consent-mode';
import { matomo } from 'taggate/bridges/matomo';
import { start as startFull } from 'taggate/full';
import { load } from 'taggate/load';
import { understand } from 'taggate/markup';
import { memory } from 'taggate/plugins/memory';

export const options: Options = { store: 'local', days: 90, version: 2, granted: 'essential', reload: true, nonce: 'abc' };
export const taggate: Taggate = start(options);
start();
// @ts-expect-error There is no such option.
start({ dayz: 90 });
// @ts-expect-error Days are a number.
start({ days: true });

taggate.grant('statistical', 'functional');
taggate.update({ statistical: true });
// @ts-expect-error Only true grants, only false denies.
taggate.update({ statistical: 'yes' });
// @ts-expect-error A condition is text.
taggate.has(['statistical']);
export const isGranted: boolean = taggate.has('statistical | video-23');
export const state: ConsentState = taggate.state;
// @ts-expect-error The state is a copy to be read.
taggate.state.statistical = true;
export const off: Off = taggate.when('statistical', () => () => {});
taggate.when('?statistical', () => {}, { at: document.body });
export const left: Off = taggate.adopt('x-map', (element: HTMLElement) => () => element.remove());
export const days: Options['days'] = taggate.options.days;
// @ts-expect-error Options are to be read.
taggate.options.days = 1;
taggate.push(memory);
export const full: Taggate = startFull({ days: 90 });
taggate.on('change', ({ granted, denied }) => [...granted, ...denied].map((name: string) => name.length));
// @ts-expect-error There is one event.
taggate.on('changed', () => {});
export const loading: Promise<HTMLScriptElement> = load(taggate, 'https://example.com/a.js', { category: 'statistical' });
// @ts-expect-error A tag without a condition would never run.
load(taggate, 'https://example.com/a.js', {});
taggate.scan(document.body);

// Before the runtime is there it is an array.
export const present: Window['taggate'] = window.taggate;
window.taggate ||= [];
window.taggate.push((runtime) => runtime.grant('functional'));
window.taggate.push((runtime: Taggate) => runtime.reset());
declare const other: Window;
// @ts-expect-error It may not be there.
other.taggate.push(() => {});

document.addEventListener('consent:change', (event) => {
	const change: ConsentChange = event.detail;
	return change.granted.concat(change.denied, Object.keys(change.state));
});
export type Change = DocumentEventMap['consent:change'];
document.addEventListener('consent:idle', (event) => event.type);
document.addEventListener('consent:error', ({ detail }) => detail.reason.trim());
// @ts-expect-error It tells names, not a count.
document.addEventListener('consent:change', ({ detail }) => detail.count);
declare const script: HTMLScriptElement;
script.addEventListener('consent:activate', (event) => event.preventDefault());
script.addEventListener('consent:activated', (event: HTMLElementEventMap['consent:activated']) => event.target);
export const sure: HTMLElementEventMap['consent:activate'] = new CustomEvent('consent:activate');
// @ts-expect-error It tells one reason.
script.addEventListener('consent:error', ({ detail }) => detail.reasons);

export const disconnect = cookiebot(taggate, { map: { statistics: 'statistical', marketing: 'marketing ads' } });
disconnect();
// @ts-expect-error A bridge from a consent manager needs the runtime.
cookiebot();
// @ts-expect-error A map is text to text.
cookiebot(taggate, { map: { statistics: true } });
googleConsentMode(undefined, { wait: 500, region: 'DK, SE', redact: true, map: { ad_storage: 'ads' } });
googleConsentMode(taggate);
// @ts-expect-error Google has no such option.
googleConsentMode(taggate, { delay: 500 });
matomo(taggate, { cookieless: true });
understand(taggate, { map: { 'Google-Analytics': 'statistical' } });
// A type of a bridge that reaches a site's own declarations.
export const bridges = { cookiebot, matomo };
