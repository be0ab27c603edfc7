import { start } from 'taggate/full';
import { Gate } from './consent.jsx';

/** A film from YouTube that plays by a click. */
export const Film = ({ id, title }) => (
	<div className="film">
		<Gate
			when={`marketing | youtube-${id}`}
			placeholder={
				<button type="button" onClick={() => start().grant(`youtube-${id}`)}>
					Play: {title}
				</button>
			}
		>
			<iframe src={`https://www.youtube-nocookie.com/embed/${id}`} title={title} allow="fullscreen" />
		</Gate>
	</div>
);
