/**
 * What vendors tell their customers to paste, as their public pages describe it, with made-up ids: how such a tag looks, not what
 * it loads.
 */
export interface Snippet {
	vendor: string;
	html: string;
	/** The categories of what is to be marked, in the order of the source. */
	categories: string[];
}

/** The loader that many vendors share: a script element before the first. */
const load = (address: string) =>
	`(function(){var s=document.createElement('script');s.async=true;s.src='${address}';var f=document.getElementsByTagName('script')[0];f.parentNode.insertBefore(s,f)})();`;

const STATISTICAL = ['statistical'];
const MARKETING = ['marketing'];
const FUNCTIONAL = ['functional'];

export const SNIPPETS: Snippet[] = [
	{
		vendor: 'Google Analytics 4',
		html: `<!-- Google tag (gtag.js) -->
<script async src="https://www.googletagmanager.com/gtag/js?id=G-ABC1234567"></script>
<script>
  window.dataLayer = window.dataLayer || [];
  function gtag(){dataLayer.push(arguments);}
  gtag('js', new Date());
  gtag('config', 'G-ABC1234567');
</script>`,
		categories: ['statistical', 'statistical'],
	},
	{
		vendor: 'Google Ads',
		html: `<script async src="https://www.googletagmanager.com/gtag/js?id=AW-123456789"></script>
<script>
  window.dataLayer = window.dataLayer || [];
  function gtag(){dataLayer.push(arguments);}
  gtag('js', new Date());
  gtag('config', 'AW-123456789');
</script>
<script>gtag('event', 'conversion', {'send_to': 'AW-123456789/abcDEF', 'value': 1.0});</script>`,
		categories: ['marketing', 'marketing', 'marketing'],
	},
	{
		vendor: 'Google Analytics and Ads by one tag',
		html: `<script async src="https://www.googletagmanager.com/gtag/js?id=G-ABC1234567"></script>
<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());gtag('config','G-ABC1234567');gtag('config','AW-123456789')</script>`,
		categories: ['statistical', 'statistical marketing'],
	},
	{
		vendor: 'Google Tag Manager',
		html: `<script>(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':
new Date().getTime(),event:'gtm.js'});var f=d.getElementsByTagName(s)[0],
j=d.createElement(s),dl=l!='dataLayer'?'&l='+l:'';j.async=true;j.src=
'https://www.googletagmanager.com/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);
})(window,document,'script','dataLayer','GTM-ABCDEF');</script>
<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-ABCDEF"
height="0" width="0" style="display:none;visibility:hidden"></iframe></noscript>`,
		categories: ['statistical marketing', 'statistical marketing'],
	},
	{
		vendor: 'Google data layer',
		html: `<script>window.dataLayer = window.dataLayer || []; dataLayer.push({ pageType: 'product' })</script>`,
		categories: ['statistical | marketing'],
	},
	{
		vendor: 'Universal Analytics',
		html: `<script>(function(i,s,o,g,r,a,m){i['GoogleAnalyticsObject']=r;i[r]=i[r]||function(){(i[r].q=i[r].q||[]).push(arguments)};a=s.createElement(o),m=s.getElementsByTagName(o)[0];a.async=1;a.src=g;m.parentNode.insertBefore(a,m)})(window,document,'script','https://www.google-analytics.com/analytics.js','ga');
ga('create', 'UA-1234567-1', 'auto');
ga('send', 'pageview');
</script>`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Google AdSense',
		html: `<script async src="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js?client=ca-pub-1" crossorigin="anonymous"></script>
<ins class="adsbygoogle" style="display:block" data-ad-client="ca-pub-1" data-ad-slot="1"></ins>
<script>(adsbygoogle = window.adsbygoogle || []).push({});</script>`,
		categories: ['marketing', 'marketing'],
	},
	{
		vendor: 'Google Publisher Tag',
		html: `<script async src="https://securepubads.g.doubleclick.net/tag/js/gpt.js" crossorigin="anonymous"></script>
<script>window.googletag = window.googletag || {cmd: []}; googletag.cmd.push(function() { googletag.defineSlot('/1/a', [300, 250], 'a').addService(googletag.pubads()); googletag.enableServices(); });</script>`,
		categories: ['marketing', 'marketing'],
	},
	{
		vendor: 'Meta Pixel',
		html: `<script>
!function(f,b,e,v,n,t,s)
{if(f.fbq)return;n=f.fbq=function(){n.callMethod?
n.callMethod.apply(n,arguments):n.queue.push(arguments)};
if(!f._fbq)f._fbq=n;n.push=n;n.loaded=!0;n.version='2.0';
n.queue=[];t=b.createElement(e);t.async=!0;
t.src=v;s=b.getElementsByTagName(e)[0];
s.parentNode.insertBefore(t,s)}(window, document,'script',
'https://connect.facebook.net/en_US/fbevents.js');
fbq('init', '1234567890');
fbq('track', 'PageView');
</script>
<noscript><img height="1" width="1" style="display:none"
src="https://www.facebook.com/tr?id=1234567890&ev=PageView&noscript=1"
/></noscript>
<script>fbq('track', 'Purchase', {currency: "DKK", value: 30.00});</script>`,
		categories: ['marketing', 'marketing', 'marketing'],
	},
	{
		vendor: 'Facebook page plugin',
		html: `<div id="fb-root"></div>
<script async defer crossorigin="anonymous" src="https://connect.facebook.net/da_DK/sdk.js#xfbml=1&version=v19.0" nonce="abc"></script>
<iframe src="https://www.facebook.com/plugins/page.php?href=x" width="340" height="500" allow="encrypted-media"></iframe>`,
		categories: ['marketing', 'marketing'],
	},
	{
		vendor: 'LinkedIn Insight Tag',
		html: `<script type="text/javascript">
_linkedin_partner_id = "123456";
window._linkedin_data_partner_ids = window._linkedin_data_partner_ids || [];
window._linkedin_data_partner_ids.push(_linkedin_partner_id);
</script><script type="text/javascript">
(function(l) {
if (!l){window.lintrk = function(a,b){window.lintrk.q.push([a,b])};
window.lintrk.q=[]}
var s = document.getElementsByTagName("script")[0];
var b = document.createElement("script");
b.type = "text/javascript";b.async = true;
b.src = "https://snap.licdn.com/li.lms-analytics/insight.min.js";
s.parentNode.insertBefore(b, s);})(window.lintrk);
</script>
<noscript>
<img height="1" width="1" style="display:none;" alt="" src="https://px.ads.linkedin.com/collect/?pid=123456&fmt=gif" />
</noscript>`,
		categories: ['marketing', 'marketing', 'marketing'],
	},
	{
		vendor: 'TikTok Pixel',
		html: `<script>
!function (w, d, t) {
  w.TiktokAnalyticsObject=t;var ttq=w[t]=w[t]||[];ttq.methods=["page","track"],ttq.setAndDefer=function(t,e){t[e]=function(){t.push([e].concat(Array.prototype.slice.call(arguments,0)))}};
  ttq.load=function(e){var i="https://analytics.tiktok.com/i18n/pixel/events.js";var o=document.createElement("script");o.async=!0,o.src=i+"?sdkid="+e+"&lib="+t;var a=document.getElementsByTagName("script")[0];a.parentNode.insertBefore(o,a)};
  ttq.load('ABC');
  ttq.page();
}(window, document, 'ttq');
</script>`,
		categories: MARKETING,
	},
	{
		vendor: 'Snap Pixel',
		html: `<script type='text/javascript'>
(function(e,t,n){if(e.snaptr)return;var a=e.snaptr=function(){a.handleRequest?a.handleRequest.apply(a,arguments):a.queue.push(arguments)};a.queue=[];var s='script';r=t.createElement(s);r.async=!0;r.src=n;var u=t.getElementsByTagName(s)[0];u.parentNode.insertBefore(r,u);})(window,document,'https://sc-static.net/scevent.min.js');
snaptr('init', 'abc', {'user_email': '__INSERT_USER_EMAIL__'});
snaptr('track', 'PAGE_VIEW');
</script>`,
		categories: MARKETING,
	},
	{
		vendor: 'Pinterest Tag',
		html: `<script>
!function(e){if(!window.pintrk){window.pintrk=function(){window.pintrk.queue.push(Array.prototype.slice.call(arguments))};var n=window.pintrk;n.queue=[],n.version="3.0";var t=document.createElement("script");t.async=!0,t.src=e;var r=document.getElementsByTagName("script")[0];r.parentNode.insertBefore(t,r)}}("https://s.pinimg.com/ct/core.js");
pintrk('load', '1234');
pintrk('page');
</script>
<noscript><img height="1" width="1" style="display:none;" alt="" src="https://ct.pinterest.com/v3/?event=init&tid=1234&noscript=1" /></noscript>`,
		categories: ['marketing', 'marketing'],
	},
	{
		vendor: 'X Pixel',
		html: `<script>
!function(e,t,n,s,u,a){e.twq||(s=e.twq=function(){s.exe?s.exe.apply(s,arguments):s.queue.push(arguments);},s.version='1.1',s.queue=[],u=t.createElement(n),u.async=!0,u.src='https://static.ads-twitter.com/uwt.js',a=t.getElementsByTagName(n)[0],a.parentNode.insertBefore(u,a))}(window,document,'script');
twq('config','abcde');
</script>`,
		categories: MARKETING,
	},
	{
		vendor: 'X embedded post',
		html: `<blockquote class="twitter-tweet"><a href="https://twitter.com/x/status/1">A post</a></blockquote>
<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>`,
		categories: MARKETING,
	},
	{
		vendor: 'Reddit Pixel',
		html: `<script>
!function(w,d){if(!w.rdt){var p=w.rdt=function(){p.sendEvent?p.sendEvent.apply(p,arguments):p.callQueue.push(arguments)};p.callQueue=[];var t=d.createElement("script");t.src="https://www.redditstatic.com/ads/pixel.js",t.async=!0;var s=d.getElementsByTagName("script")[0];s.parentNode.insertBefore(t,s)}}(window,document);rdt('init','a2_abc');rdt('track', 'PageVisit');
</script>`,
		categories: MARKETING,
	},
	{
		vendor: 'Microsoft Advertising',
		html: `<script>(function(w,d,t,r,u){var f,n,i;w[u]=w[u]||[],f=function(){var o={ti:"12345678"};o.q=w[u],w[u]=new UET(o),w[u].push("pageLoad")},n=d.createElement(t),n.src=r,n.async=1,n.onload=n.onreadystatechange=function(){var s=this.readyState;s&&s!=="loaded"&&s!=="complete"||(f(),n.onload=n.onreadystatechange=null)},i=d.getElementsByTagName(t)[0],i.parentNode.insertBefore(n,i)})(window,document,"script","//bat.bing.com/bat.js","uetq");</script>
<script>window.uetq = window.uetq || []; window.uetq.push('event', 'purchase', {});</script>`,
		categories: ['marketing', 'marketing'],
	},
	{
		vendor: 'Criteo',
		html: `<script type="text/javascript" src="//dynamic.criteo.com/js/ld/ld.js?a=12345" async="true"></script>
<script type="text/javascript">
window.criteo_q = window.criteo_q || [];
window.criteo_q.push({ event: "setAccount", account: 12345 }, { event: "viewHome" });
</script>`,
		categories: ['marketing', 'marketing'],
	},
	{
		vendor: 'Matomo',
		html: `<!-- Matomo -->
<script>
  var _paq = window._paq = window._paq || [];
  /* tracker methods like "setCustomDimension" should be called before "trackPageView" */
  _paq.push(['trackPageView']);
  _paq.push(['enableLinkTracking']);
  (function() {
    var u="//stats.example.org/";
    _paq.push(['setTrackerUrl', u+'matomo.php']);
    _paq.push(['setSiteId', '1']);
    var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
    g.async=true; g.src=u+'matomo.js'; s.parentNode.insertBefore(g,s);
  })();
</script>
<!-- End Matomo Code -->`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Matomo Tag Manager',
		html: `<script>
var _mtm = window._mtm = window._mtm || [];
_mtm.push({'mtm.startTime': (new Date().getTime()), 'event': 'mtm.Start'});
(function() {
  var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
  g.async=true; g.src='https://cdn.matomo.cloud/example.matomo.cloud/container_abc.js'; s.parentNode.insertBefore(g,s);
})();
</script>`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Hotjar',
		html: `<script>
    (function(h,o,t,j,a,r){
        h.hj=h.hj||function(){(h.hj.q=h.hj.q||[]).push(arguments)};
        h._hjSettings={hjid:123456,hjsv:6};
        a=o.getElementsByTagName('head')[0];
        r=o.createElement('script');r.async=1;
        r.src=t+h._hjSettings.hjid+j+h._hjSettings.hjsv;
        a.appendChild(r);
    })(window,document,'https://static.hotjar.com/c/hotjar-','.js?sv=');
</script>
<script>hj('event', 'signed_up')</script>`,
		categories: ['statistical', 'statistical'],
	},
	{
		vendor: 'Microsoft Clarity',
		html: `<script type="text/javascript">
    (function(c,l,a,r,i,t,y){
        c[a]=c[a]||function(){(c[a].q=c[a].q||[]).push(arguments)};
        t=l.createElement(r);t.async=1;t.src="https://www.clarity.ms/tag/"+i;
        y=l.getElementsByTagName(r)[0];y.parentNode.insertBefore(t,y);
    })(window, document, "clarity", "script", "abcdefgh");
</script>
<script>clarity("set", "plan", "pro")</script>`,
		categories: ['statistical', 'statistical'],
	},
	{
		vendor: 'Plausible',
		html: `<script defer data-domain="example.org" src="https://plausible.io/js/script.js"></script>
<script>window.plausible = window.plausible || function() { (window.plausible.q = window.plausible.q || []).push(arguments) }</script>`,
		categories: ['statistical', 'statistical'],
	},
	{
		vendor: 'PostHog',
		html: `<script>
!function(t,e){var o,n,p,r;e.__SV||(window.posthog=e,e._i=[],e.init=function(i,s,a){(p=t.createElement("script")).type="text/javascript",p.async=!0,p.src=s.api_host.replace(".i.posthog.com","-assets.i.posthog.com")+"/static/array.js",(r=t.getElementsByTagName("script")[0]).parentNode.insertBefore(p,r)},e.__SV=1)}(document,window.posthog||[]);
posthog.init('phc_abc', {api_host: 'https://eu.i.posthog.com', person_profiles: 'identified_only'})
</script>`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Mixpanel',
		html: `<script type="text/javascript">(function(e,c){if(!c.__SV){var l,h;window.mixpanel=c;c._i=[];c.init=function(q,r,f){};c.__SV=1.2;var k=e.createElement("script");k.type="text/javascript";k.async=!0;k.src="undefined"!==typeof MIXPANEL_CUSTOM_LIB_URL?MIXPANEL_CUSTOM_LIB_URL:"//cdn.mxpnl.com/libs/mixpanel-2-latest.min.js";e=e.getElementsByTagName("script")[0];e.parentNode.insertBefore(k,e)}})(document,window.mixpanel||[]);
mixpanel.init('abc', {autocapture: true});</script>`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Segment',
		html: `<script>
!function(){var analytics=window.analytics=window.analytics||[];if(!analytics.initialize){analytics.methods=["track","page"];analytics.load=function(key,options){var t=document.createElement("script");t.async=!0;t.src="https://cdn.segment.com/analytics.js/v1/" + key + "/analytics.min.js";var n=document.getElementsByTagName("script")[0];n.parentNode.insertBefore(t,n)};analytics.load("abc");analytics.page();}}();
</script>`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Amplitude',
		html: `<script src="https://cdn.amplitude.com/script/abc.js"></script>
<script>window.amplitude.init('abc', {"fetchRemoteConfig":true,"autocapture":true});</script>`,
		categories: ['statistical', 'statistical'],
	},
	{
		vendor: 'Heap',
		html: `<script type="text/javascript">
window.heap=window.heap||[],heap.load=function(e,t){window.heap.appid=e;var a=document.createElement("script");a.type="text/javascript",a.async=!0,a.src="https://cdn.heapanalytics.com/js/heap-"+e+".js";var n=document.getElementsByTagName("script")[0];n.parentNode.insertBefore(a,n)};
heap.load("123");
</script>`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Siteimprove',
		html: `<script async src="https://siteimproveanalytics.com/js/siteanalyze_12345.js"></script>`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Monsido',
		html: `<script>window._monsido = window._monsido || { token: 'abc', statistics: { enabled: true } };</script>
<script async src="https://app-script.monsido.com/v2/monsido-script.js"></script>`,
		categories: ['statistical', 'statistical'],
	},
	{
		vendor: 'Cloudflare Web Analytics',
		html: `<script defer src='https://static.cloudflareinsights.com/beacon.min.js' data-cf-beacon='{"token": "abc"}'></script>`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Fathom',
		html: `<script src="https://cdn.usefathom.com/script.js" data-site="ABC" defer></script>`,
		categories: STATISTICAL,
	},
	{
		vendor: 'Simple Analytics',
		html: `<script async src="https://scripts.simpleanalyticscdn.com/latest.js"></script>
<noscript><img src="https://queue.simpleanalyticscdn.com/noscript.gif" alt="" referrerpolicy="no-referrer-when-downgrade"/></noscript>`,
		categories: ['statistical', 'statistical'],
	},
	{
		vendor: 'Yandex Metrica',
		html: `<script type="text/javascript">
(function(m,e,t,r,i,k,a){m[i]=m[i]||function(){(m[i].a=m[i].a||[]).push(arguments)};m[i].l=1*new Date();k=e.createElement(t),a=e.getElementsByTagName(t)[0],k.async=1,k.src=r,a.parentNode.insertBefore(k,a)})(window, document, "script", "https://mc.yandex.ru/metrika/tag.js", "ym");
ym(12345, "init", {clickmap:true});
</script>
<noscript><div><img src="https://mc.yandex.ru/watch/12345" style="position:absolute; left:-9999px;" alt="" /></div></noscript>`,
		categories: ['statistical', 'statistical'],
	},
	{
		vendor: 'HubSpot',
		html: `<script type="text/javascript" id="hs-script-loader" async defer src="//js-eu1.hs-scripts.com/12345.js"></script>
<script>var _hsq = window._hsq = window._hsq || []; _hsq.push(['setPath', '/about']);</script>`,
		categories: ['marketing', 'marketing'],
	},
	{
		vendor: 'Adobe Tags',
		html: `<script src="https://assets.adobedtm.com/abc/launch-def.min.js" async></script>`,
		categories: ['statistical marketing'],
	},
	{
		vendor: 'Intercom',
		html: `<script>
  window.intercomSettings = { api_base: "https://api-iam.intercom.io", app_id: "abc" };
</script>
<script>(function(){var w=window;var ic=w.Intercom;if(typeof ic==="function"){ic('update',w.intercomSettings);}else{var d=document;var i=function(){i.c(arguments);};i.q=[];i.c=function(args){i.q.push(args);};w.Intercom=i;var l=function(){var s=d.createElement('script');s.async=true;s.src='https://widget.intercom.io/widget/abc';var x=d.getElementsByTagName('script')[0];x.parentNode.insertBefore(s, x);};if(document.readyState==='complete'){l();}else{w.addEventListener('load',l,false);}}})();</script>`,
		categories: ['functional', 'functional'],
	},
	{
		vendor: 'Tawk.to',
		html: `<script type="text/javascript">var Tawk_API=Tawk_API||{}, Tawk_LoadStart=new Date();${load('https://embed.tawk.to/abc/default')}</script>`,
		categories: FUNCTIONAL,
	},
	{
		vendor: 'Crisp',
		html: `<script type="text/javascript">window.$crisp=[];window.CRISP_WEBSITE_ID="abc";${load('https://client.crisp.chat/l.js')}</script>`,
		categories: FUNCTIONAL,
	},
	{
		vendor: 'Zendesk',
		html: `<script id="ze-snippet" src="https://static.zdassets.com/ekr/snippet.js?key=abc"></script>`,
		categories: FUNCTIONAL,
	},
	{
		vendor: 'YouTube',
		html: `<iframe width="560" height="315" src="https://www.youtube-nocookie.com/embed/abc?si=def" title="YouTube video player" frameborder="0" allow="accelerometer; autoplay" referrerpolicy="strict-origin-when-cross-origin" allowfullscreen></iframe>`,
		categories: MARKETING,
	},
	{
		vendor: 'Vimeo',
		html: `<iframe title="vimeo-player" src="https://player.vimeo.com/video/1?h=abc" width="640" height="360" allowfullscreen></iframe>
<script src="https://player.vimeo.com/api/player.js"></script>`,
		categories: ['marketing', 'marketing'],
	},
	{
		vendor: 'Google Maps',
		html: `<iframe src="https://www.google.com/maps/embed?pb=!1m18!1m12" width="600" height="450" style="border:0;" allowfullscreen="" loading="lazy"></iframe>
<script async src="https://maps.googleapis.com/maps/api/js?key=abc&loading=async&callback=initMap"></script>`,
		categories: ['functional', 'functional'],
	},
	{
		vendor: 'Instagram',
		html: `<script async src="//www.instagram.com/embed.js"></script>`,
		categories: MARKETING,
	},
];
