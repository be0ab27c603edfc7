import { headers } from 'next/headers';
import { snippet } from 'taggate/server';

const visit = `log('inline ' + visitor);`;

// The runtime is at work before React is: it lists what is granted on <html>, and tags that run lose their type.
export default async function Layout({ children }) {
	const nonce = (await headers()).get('x-nonce');
	const { code, attributes } = snippet({ version: 2, nonce });
	return (
		<html lang="en" suppressHydrationWarning>
			<head>
				<script {...attributes} dangerouslySetInnerHTML={{ __html: code }} suppressHydrationWarning />
			</head>
			<body>
				{children}
				<script
					type="text/plain"
					data-category="statistical"
					nonce={nonce}
					src="https://stats.example.org/visitor.js"
					suppressHydrationWarning
				/>
				<script
					type="text/plain"
					data-category="statistical"
					nonce={nonce}
					dangerouslySetInnerHTML={{ __html: visit }}
					suppressHydrationWarning
				/>
			</body>
		</html>
	);
}
