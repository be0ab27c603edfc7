/**
 * The click that allows a film also starts it: when its player has come, it is told to play. A player that comes for any other
 * reason, such as an earlier choice, waits for its own button.
 */
{
	let wanted;
	document.addEventListener('click', ({ target }) => {
		wanted = target.closest?.('[data-plays]')?.dataset.plays ?? wanted;
	});
	// A frame's `load` does not bubble, but it is captured.
	document.addEventListener(
		'load',
		({ target }) => {
			if (!wanted || target.id !== wanted) return;
			wanted = undefined;
			target.contentWindow.postMessage('play', new URL(target.src).origin);
		},
		true,
	);
}
