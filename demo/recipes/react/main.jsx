import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { matomo } from 'taggate/bridges/matomo';
import { start } from 'taggate/full';
import { Film } from './Film.jsx';

// Tags belong to the page, not to a component: one that mounts again would bring them again.
const taggate = start({ days: 90 });
matomo(taggate);
window._paq.push(['setTrackerUrl', 'https://matomo.example.org/matomo.php'], ['setSiteId', '1'], ['trackPageView']);
taggate
	.load('https://matomo.example.org/matomo.js', { category: 'statistical', 'data-cookies': '_pk_*' })
	.catch((error) => console.warn(error.message));

createRoot(document.querySelector('#root')).render(
	<StrictMode>
		<Film id="M7lc1UVf-VE" title="The harbour in 1950" />
		<button type="button" data-consent-deny="marketing youtube-M7lc1UVf-VE statistical">
			Withdraw
		</button>
	</StrictMode>,
);
