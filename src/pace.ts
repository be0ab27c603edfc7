/** When the page is to have the main thread for itself first. */

/** Milliseconds after which a page goes on that nobody sees: it has no frames. */
const PAINT_LIMIT = 100;

/** Calls back in a task of its own. */
export function queueTask(callback: () => void) {
	// A message is a task without the 4 ms to which nested timers are clamped, and not throttled in a hidden tab.
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		port1.close();
		callback();
	};
	port2.postMessage(0);
}

/** Calls back in the next frame, before its paint, or soon where there is none. A task that is queued there comes after the paint. */
export function inNextFrame(callback: () => void) {
	let isOver = false;
	const once = () => {
		if (!isOver) callback();
		isOver = true;
	};
	requestAnimationFrame(once);
	setTimeout(once, PAINT_LIMIT);
}
