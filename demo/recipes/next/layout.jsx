/** The root layout of Next's app router, app/layout.jsx: a server component. */
import { readFileSync } from 'node:fs';

const runtime = readFileSync('node_modules/taggate/dist/taggate.full.min.js', 'utf8');

const queue = `
	window._paq = window._paq || [];
	_paq.push(['setTrackerUrl', 'https://matomo.example.org/matomo.php'], ['setSiteId', '1'], ['trackPageView']);
`;

// The runtime is at work before React is: it lists what is granted on <html>, and tags that run lose their type.
export default function Layout({ children }) {
	return (
		<html lang="en" suppressHydrationWarning>
			<head>
				<script dangerouslySetInnerHTML={{ __html: runtime }} />
			</head>
			<body>
				{children}
				<script
					type="text/plain"
					data-category="statistical"
					dangerouslySetInnerHTML={{ __html: queue }}
					suppressHydrationWarning
				/>
				<script
					type="text/plain"
					data-category="statistical"
					data-cookies="_pk_*"
					src="https://matomo.example.org/matomo.js"
					suppressHydrationWarning
				/>
			</body>
		</html>
	);
}
