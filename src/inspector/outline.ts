/** Shows where an element is: a frame that is laid over it, so that the page itself stays as it is. */
import { make } from './make.js';
import { findContent, isTemplate } from './tags.js';

/** Milliseconds for which the frame is there. */
const DURATION = 2500;
/** Pixels between the element and its frame. */
const GAP = 3;

const isVisible = (node: Node | null): node is HTMLElement => node instanceof HTMLElement && node.getClientRects().length > 0;

/** What can be seen of a tag: itself, or of a template the first of what stands behind it. */
function findVisible(element: HTMLElement): HTMLElement | undefined {
	if (!isTemplate(element)) return isVisible(element) ? element : undefined;
	if (findContent(element).firstChild) return;
	// What is mounted stands between two empty comments.
	for (let node = element.nextSibling?.nextSibling; node && !(node instanceof Comment && !node.data); node = node.nextSibling)
		if (isVisible(node)) return node;
}

export function createOutline(layer: ShadowRoot) {
	const frame = make('div', { class: 'outline', hidden: '' });
	layer.append(frame);
	let request = 0;

	function hide() {
		cancelAnimationFrame(request);
		frame.hidden = true;
	}

	return {
		hide,
		/** @returns whether there was anything to see */
		show(element: HTMLElement): boolean {
			hide();
			const target = findVisible(element);
			if (!target) return false;
			const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
			target.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' });
			const end = performance.now() + DURATION;
			const follow = () => {
				if (performance.now() > end || !target.isConnected) return hide();
				const { left, top, width, height } = target.getBoundingClientRect();
				const { style } = frame;
				style.translate = `${left - GAP}px ${top - GAP}px`;
				style.width = `${width + 2 * GAP}px`;
				style.height = `${height + 2 * GAP}px`;
				frame.hidden = false;
				request = requestAnimationFrame(follow);
			};
			follow();
			return true;
		},
	};
}
