/** How a server uses the package; what must not compile is marked so. Type-checked against the packed package, never run. */
import {
	type BridgeName,
	type Bridges,
	type Decision,
	type DecisionOptions,
	gpc,
	type PluginName,
	type RequestHeaders,
	readDecision,
	type Snippet,
	type SnippetOptions,
	snippet,
} from 'taggate/server';

/** As Node's `IncomingMessage` has them, and as `Headers` are. */
interface NodeHeaders {
	[name: string]: string | string[] | undefined;
	cookie?: string | undefined;
}
declare const headers: NodeHeaders;
declare const webHeaders: { get(name: string): string | null; has(name: string): boolean };
declare const nonce: string | undefined;

export const { html, code, hash, attributes }: Snippet = snippet();
export const policy: string = `script-src ${hash} ${attributes.nonce ?? ''} ${html.length} ${code.length}`;
export const plugins: PluginName[] = ['memory', 'templates'];
export const options: SnippetOptions = { plugins, nonce, days: 90, version: 2, reload: true, default: 'statistical' };
snippet(options);
snippet({ plugins: 'all', nonce: webHeaders.get('x-nonce') });
snippet({ plugins: [] as const, bridges: ['cookiebot', 'matomo'] });
snippet({
	bridges: {
		cookiebot: { map: { statistics: 'statistical' } },
		'google-consent-mode': { wait: 500, region: 'DK, SE', redact: true, passthrough: false, map: { ad_storage: 'ads' } },
		matomo: { cookieless: true },
		tcf: true,
		meta: false,
	},
});
export const bridge: BridgeName = 'onetrust';
export const bridges: Bridges = [bridge];
// @ts-expect-error There is no such option.
snippet({ dayz: 90 });
// @ts-expect-error Nor such a plugin.
snippet({ plugins: ['memry'] });
// @ts-expect-error One plugin is a list too.
snippet({ plugins: 'memory' });
// @ts-expect-error There is no such bridge.
snippet({ bridges: ['cookibot'] });
// @ts-expect-error Nor in a record.
snippet({ bridges: { cookibot: true } });
// @ts-expect-error Google has no such option.
snippet({ bridges: { 'google-consent-mode': { delay: 500 } } });
// @ts-expect-error Of another bridge.
snippet({ bridges: { cookiebot: { cookieless: true } } });
// @ts-expect-error A map is text to text.
snippet({ bridges: { cookiebot: { map: { statistics: true } } } });
// @ts-expect-error Only the page knows.
snippet({ initial: {} });

export const decision: Decision = readDecision(headers.cookie, { version: 2 });
readDecision(webHeaders.get('cookie'));
readDecision(headers['x-cookies'], { globalPrivacyControl: gpc(headers), default: 'a', gpc: 'a' });
export const read: DecisionOptions = { key: 'choice', days: '90', store: 'cookie', granted: 'essential' };
export const isGranted: boolean =
	decision.has('statistical | video-23') && decision.decided && decision.state.statistical === true;
// @ts-expect-error The state is to be read.
decision.state.statistical = true;
// @ts-expect-error It is a header, not a record of cookies.
readDecision({ taggate: '' });
// @ts-expect-error There is no such option.
readDecision('', { versions: 2 });
export const given: RequestHeaders[] = [headers, webHeaders];
export const asks: boolean = gpc(webHeaders) || gpc(undefined);
