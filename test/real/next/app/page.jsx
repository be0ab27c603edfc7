import Link from 'next/link';
import { Alive } from './Alive.jsx';

export const metadata = { title: 'The harbour' };

export default function Page() {
	return (
		<main>
			<h1>The harbour</h1>
			<Alive />
			<Link href="/other">Other</Link>
		</main>
	);
}
