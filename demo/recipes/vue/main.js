import { matomo } from 'taggate/bridges/matomo';
import { start } from 'taggate/full';
import { createApp, h } from 'vue';
import Film from './Film.vue';

// Tags belong to the page, not to a component; Vue's compiler drops <script> from a component's template.
const taggate = start({ days: 90 });
matomo(taggate);
window._paq.push(['setTrackerUrl', 'https://matomo.example.org/matomo.php'], ['setSiteId', '1'], ['trackPageView']);
taggate
	.load('https://matomo.example.org/matomo.js', { category: 'statistical', 'data-cookies': '_pk_*' })
	.catch((error) => console.warn(error.message));

createApp({ render: () => h(Film, { id: 'M7lc1UVf-VE', title: 'The harbour in 1950' }) }).mount('#root');
