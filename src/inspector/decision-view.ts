/** The part of the panel with the decision: where it is kept, and a switch for each name. */
import type { Choice, Decision } from './decision.js';
import { arrange, make, makeHead } from './make.js';
import { findTaggate } from './report.js';

function tell(decision: Decision | undefined): string {
	if (!decision) return 'the runtime is not on this page yet';
	const { isDecided, kept } = decision;
	if (!isDecided) return 'none yet';
	if (!kept) return 'made, and not kept in this page’s reach';
	const time = new Date(kept.time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
	const version = kept.version === undefined ? '' : `, version ${kept.version}`;
	return `in ${kept.place === 'cookie' ? 'the cookie' : 'localStorage,'} “${kept.key}”, ${time}${version}`;
}

/** A switch that grants and denies one name. */
function makeSwitch({ name }: Choice) {
	const note = make('small');
	const element = make('button', { type: 'button', role: 'switch', class: 'switch' }, name, note);
	element.addEventListener('click', () => {
		const isOn = element.getAttribute('aria-checked') === 'true';
		if (element.getAttribute('aria-disabled') !== 'true') findTaggate()?.[isOn ? 'deny' : 'grant'](name);
	});
	return {
		element,
		show({ isGranted, state }: Choice) {
			element.setAttribute('aria-checked', `${isGranted}`);
			element.setAttribute('aria-disabled', `${state === 'always'}`);
			// Granted is what the switch itself says.
			const text = state === 'granted' ? '' : state;
			if (note.textContent !== text) note.textContent = text;
		},
	};
}

export function decisionView() {
	const note = new Text();
	const names = make('div', { class: 'names', role: 'group', 'aria-label': 'Try names on and off' });
	const reset = make('button', { type: 'button', class: 'reset', title: 'Forgets the decision, as on a first visit' }, 'Reset');
	reset.addEventListener('click', () => findTaggate()?.reset());
	const switches = new Map<string, ReturnType<typeof makeSwitch>>();
	return {
		element: make('section', { class: 'part' }, makeHead('Decision', note, reset), names),
		show(decision: Decision | undefined) {
			const text = tell(decision);
			if (note.data !== text) note.data = text;
			const choices = decision?.choices ?? [];
			for (const choice of choices) {
				if (!switches.has(choice.name)) switches.set(choice.name, makeSwitch(choice));
				switches.get(choice.name)!.show(choice);
			}
			reset.hidden = !decision;
			names.hidden = !choices.length;
			arrange(
				names,
				choices.map(({ name }) => switches.get(name)!.element),
			);
		},
	};
}
