window._paq = window._paq || [];
_paq.push(['setTrackerUrl', 'https://matomo.example.org/matomo.php'], ['setSiteId', '1'], ['trackPageView']);
