/** The consent banner. It knows the event bus only: any other banner could stand in its place. */
{
	const CHOICES = {
		functional: { functional: true, statistical: false },
		all: { functional: true, statistical: true },
		none: { functional: false, statistical: false },
	};
	const banner = document.getElementById('banner');
	const settings = document.querySelectorAll('[data-open-banner]');
	let opener = settings[0];

	function close() {
		const hadFocus = banner.contains(document.activeElement);
		banner.hidden = true;
		if (hadFocus) opener.focus({ preventScroll: true });
	}

	document.addEventListener('click', ({ target }) => {
		const button = target.closest('[data-choice]');
		if (!button) return;
		document.dispatchEvent(new CustomEvent('consent:update', { detail: CHOICES[button.dataset.choice] }));
		// A placeholder's button goes with its placeholder; what takes its place takes the focus too.
		document.getElementById(button.dataset.focus)?.focus({ preventScroll: true });
		close();
	});

	for (const button of settings) {
		button.addEventListener('click', () => {
			opener = button;
			banner.hidden = false;
			banner.focus({ preventScroll: true });
		});
	}
	banner.addEventListener('keydown', ({ key }) => {
		if (key === 'Escape') close();
	});

	function show(state) {
		for (const button of banner.querySelectorAll('[data-choice]')) {
			const isStanding = Object.entries(CHOICES[button.dataset.choice]).every(([name, value]) => state[name] === value);
			button.setAttribute('aria-pressed', isStanding);
		}
	}

	// A decision that already stands is told at once; without one the visitor is asked.
	banner.hidden = false;
	(window.taggate = window.taggate || []).push((gate) =>
		gate.on('change', ({ state }) => {
			banner.hidden = gate.has('decided');
			show(state);
		}),
	);
}
