import { Film } from './Film.jsx';

export default function Page() {
	return <Film id="M7lc1UVf-VE" title="The harbour in 1950" />;
}
