/** Tags that pages carry, as their vendors publish them: from where they load, and what an inline script of theirs calls. */

export interface Vendor {
	/** What it is, in the words of third-party-web, or one of our own: see `categories.ts`. */
	kind: string;
	company: string;
	/** Hosts, all below them too, some with the beginning of a path. */
	addresses: string[];
	/** Globals that a page uses: a call or a queue. */
	calls: Call[];
	/** The vendor's own page that says how the tag is written. */
	source: string;
	/** A condition that a rule of the site names. */
	category?: string;
}

export interface Call {
	name: string;
	/** What the first argument is then one of: other code may have a function of so short a name. Empty: whatever it is. */
	first: string[];
}

/**
 * kind | company | addresses | calls, `name:argument,argument` where the name alone says too little | source.
 * Only what third-party-web does not know, or calls something too broad, needs an address here; those of loaders do too, as
 * inline scripts ask for them. `google` is what the tag's id says it is.
 */
const TABLE = `
tag-manager | Google Tag Manager | googletagmanager.com/gtm.js googletagmanager.com/ns.html | | https://developers.google.com/tag-platform/tag-manager/web
data-layer | Google data layer | | dataLayer | https://developers.google.com/tag-platform/tag-manager/datalayer
google | Google tag | googletagmanager.com/gtag | gtag | https://developers.google.com/tag-platform/gtagjs/install
analytics | Google Analytics | google-analytics.com | ga:create,send,require,set _gaq | https://developers.google.com/analytics/devguides/collection/analyticsjs
ad | Google AdSense | pagead2.googlesyndication.com | adsbygoogle | https://support.google.com/adsense/answer/9274019
ad | Google Publisher Tag | securepubads.g.doubleclick.net googletagservices.com | googletag | https://developers.google.com/publisher-tag/guides/get-started
map | Google Maps | maps.googleapis.com maps.google.com google.com/maps | | https://developers.google.com/maps/documentation/embed/get-started
map | OpenStreetMap | openstreetmap.org/export/embed | | https://wiki.openstreetmap.org/wiki/Export
video | YouTube | youtube.com youtube-nocookie.com ytimg.com | | https://support.google.com/youtube/answer/171780
video | Vimeo | player.vimeo.com vimeocdn.com | | https://help.vimeo.com/hc/en-us/articles/12426259908881
video | Dailymotion | dailymotion.com dmcdn.net | | https://developers.dailymotion.com/guides/embed-player/
video | TwentyThree | 23video.com/v.ihtml | | https://www.twentythree.com
video | Spotify | open.spotify.com/embed | | https://developer.spotify.com/documentation/embeds
video | SoundCloud | w.soundcloud.com/player | | https://developers.soundcloud.com/docs/api/html5-widget
social | Meta Pixel | connect.facebook.net facebook.com/tr | fbq _fbq fbAsyncInit | https://developers.facebook.com/docs/meta-pixel/get-started
ad | LinkedIn Insight Tag | snap.licdn.com px.ads.linkedin.com | _linkedin_partner_id _linkedin_data_partner_ids lintrk | https://www.linkedin.com/help/lms/answer/a418880
ad | TikTok Pixel | analytics.tiktok.com | ttq TiktokAnalyticsObject | https://ads.tiktok.com/help/article/get-started-pixel
ad | Snap Pixel | sc-static.net tr.snapchat.com | snaptr | https://businesshelp.snapchat.com/s/article/pixel-website-install
ad | Pinterest Tag | s.pinimg.com ct.pinterest.com | pintrk | https://help.pinterest.com/en/business/article/install-the-pinterest-tag
social | Pinterest | assets.pinterest.com | | https://developers.pinterest.com/docs/web-features/add-ons-overview/
ad | X Pixel | static.ads-twitter.com analytics.twitter.com t.co/i/adsct | twq | https://business.x.com/en/help/campaign-measurement-and-analytics/conversion-tracking-for-websites
social | X | platform.twitter.com platform.x.com | twttr | https://developer.x.com/en/docs/x-for-websites
ad | Reddit Pixel | redditstatic.com/ads alb.reddit.com | rdt:init,track | https://business.reddithelp.com/s/article/reddit-pixel
ad | Quora Pixel | a.quora.com q.quora.com | qp:init,track | https://quoraadsupport.zendesk.com
ad | Microsoft Advertising | bat.bing.com bat.bing.net | uetq UET | https://help.ads.microsoft.com/apex/index/3/en/56682
ad | Criteo | dynamic.criteo.com static.criteo.net | criteo_q | https://help.criteo.com
ad | Taboola | cdn.taboola.com trc.taboola.com | _taboola _tfa | https://help.taboola.com
ad | Outbrain | amplify.outbrain.com widgets.outbrain.com tr.outbrain.com | obApi | https://www.outbrain.com/help/advertisers/
ad | Adform | adform.net | _adftrack | https://www.adformhelp.com
ad | Klaviyo | static.klaviyo.com | klaviyo _learnq | https://developers.klaviyo.com/en/docs/javascript_api
analytics | Matomo | matomo.cloud | _paq _mtm | https://developer.matomo.org/guides/tracking-javascript-guide
analytics | Piwik PRO | piwik.pro | ppms | https://developers.piwik.pro
analytics | Hotjar | hotjar.com | hj:event,identify,stateChange,trigger,vpv,tagRecording _hjSettings | https://help.hotjar.com/hc/en-us/articles/115009336727
analytics | Microsoft Clarity | clarity.ms | clarity:set,event,identify,consent,consentv2,start,stop,upgrade | https://learn.microsoft.com/en-us/clarity/setup-and-installation/clarity-setup
analytics | Plausible | plausible.io | plausible | https://plausible.io/docs/plausible-script
analytics | Fathom | usefathom.com | fathom | https://usefathom.com/docs/script/embed
analytics | Simple Analytics | simpleanalyticscdn.com | sa_event | https://docs.simpleanalytics.com/script
analytics | Cloudflare Web Analytics | static.cloudflareinsights.com | | https://developers.cloudflare.com/web-analytics/get-started/
analytics | Siteimprove | siteimproveanalytics.com siteimproveanalytics.io | _sz | https://support.siteimprove.com/hc/en-gb/articles/115000070092-Analytics-Technical-Specifications
analytics | Monsido | monsido.com | _monsido | https://help.monsido.com
analytics | PostHog | i.posthog.com | posthog | https://posthog.com/docs/libraries/js
analytics | Mixpanel | mxpnl.com | mixpanel MIXPANEL_CUSTOM_LIB_URL | https://docs.mixpanel.com/docs/tracking-methods/sdks/javascript
analytics | Segment | cdn.segment.com | analytics:load,page,track,identify | https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/
analytics | Amplitude | cdn.amplitude.com cdn.eu.amplitude.com | amplitude | https://amplitude.com/docs/sdks/analytics/browser/browser-sdk-2
analytics | Heap | heapanalytics.com heap-api.com | heap:load | https://developers.heap.io/docs/web
analytics | FullStory | fullstory.com | FS:setIdentity,trackEvent,setProperties _fs_org | https://developer.fullstory.com/browser/getting-started/
analytics | LogRocket | logrocket.io lr-ingest.io | LogRocket | https://docs.logrocket.com/reference/introduction
analytics | Crazy Egg | script.crazyegg.com | CE2 | https://support.crazyegg.com
analytics | Mouseflow | cdn.mouseflow.com | _mfq mouseflow | https://help.mouseflow.com
analytics | VWO | dev.visualwebsiteoptimizer.com | _vwo_code _vwo_settings_timer | https://help.vwo.com
analytics | Optimizely | cdn.optimizely.com | optimizely | https://docs.developers.optimizely.com/web-experimentation/docs/implement-the-one-line-snippet
analytics | Yandex Metrica | mc.yandex.ru mc.yandex.com | ym yandex_metrika_callbacks2 | https://yandex.com/support/metrica/en/general/creating-counter
analytics | Quantcast | quantserve.com quantcount.com | _qevents | https://www.quantcast.com/help/guides/quantcast-tag
marketing | HubSpot | hs-scripts.com hs-analytics.net hsforms.net hs-banner.com hscollectedforms.net usemessages.com | _hsq hbspt | https://developers.hubspot.com/docs/api/events/tracking-code
tag-manager | Adobe Experience Platform Tags | assets.adobedtm.com | _satellite | https://experienceleague.adobe.com/en/docs/experience-platform/tags/quick-start/quick-start
tag-manager | Tealium | tags.tiqcdn.com | utag utag_data | https://docs.tealium.com/platforms/javascript/install/
customer-success | Intercom | widget.intercom.io js.intercomcdn.com | Intercom intercomSettings | https://developers.intercom.com/installing-intercom/web/installation
customer-success | Drift | driftt.com | drift driftt | https://devdocs.drift.com/docs/installation
customer-success | Tawk.to | embed.tawk.to | Tawk_API Tawk_LoadStart | https://developer.tawk.to/jsapi/
customer-success | Crisp | client.crisp.chat | $crisp CRISP_WEBSITE_ID | https://docs.crisp.chat/guides/chatbox-sdks/web-sdk/
customer-success | Zendesk | static.zdassets.com | zE zESettings $zopim | https://developer.zendesk.com/api-reference/widget/getting-started/
customer-success | LiveChat | cdn.livechatinc.com | LiveChatWidget __lc | https://platform.text.com/docs/extending-chat-widget/javascript-api
customer-success | Tidio | code.tidio.co | tidioChatApi | https://docs.tidio.com/docs/tidio_javascript_api
consent-provider | Cookie Information | cookieinformation.com | | https://support.cookieinformation.com
consent-provider | Cookiebot | cookiebot.com cookiebot.eu | | https://www.cookiebot.com/en/developer/
consent-provider | CookieYes | cdn-cookieyes.com | | https://www.cookieyes.com/documentation/
consent-provider | iubenda | iubenda.com | | https://www.iubenda.com/en/help/
consent-provider | consentmanager | consentmanager.net consentmanager.mgr.consensu.org | | https://help.consentmanager.net
consent-provider | Termly | app.termly.io | | https://help.termly.io
consent-provider | Axeptio | axept.io | | https://support.axeptio.eu
consent-provider | Cookie Script | cookie-script.com | | https://help.cookie-script.com
consent-provider | TrustArc | consent.trustarc.com | | https://trustarc.com
consent-provider | Civic | cc.cdn.civiccomputing.com | | https://www.civicuk.com/cookie-control/documentation/
`;

const split = (text: string, by: RegExp | string = ' ') => text.split(by).filter(Boolean);

/** @param text as in the third and fourth column of the table */
export const readCalls = (text: string): Call[] =>
	split(text).map((call) => {
		const [name, first = ''] = call.split(':');
		return { name: name!, first: split(first, ',') };
	});

export const VENDORS: readonly Vendor[] = TABLE.trim()
	.split('\n')
	.map((row) => {
		const [kind, company, addresses, calls, source] = row.split('|').map((cell) => cell.trim()) as [string, ...string[]];
		return { kind, company: company!, addresses: split(addresses!), calls: readCalls(calls!), source: source! };
	});
