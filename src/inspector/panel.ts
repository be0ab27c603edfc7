/** The panel: shows a report, and hands on what its buttons are pressed for. */
import { decisionView } from './decision-view.js';
import type { Journal } from './journal.js';
import { fill, make, makeIconButton, setLabel } from './make.js';
import { messagesView } from './messages-view.js';
import { createOutline } from './outline.js';
import type { Report } from './report.js';
import { STYLE } from './style.js';
import { tagsView } from './tags-view.js';

/** In the order in which the panel goes round. */
const CORNERS = ['bottom right', 'bottom left', 'top left', 'top right'];
const ICON = { fold: 'M3.5 8h9', unfold: 'M3.5 10 8 5.5l4.5 4.5', close: 'M4 4l8 8m0-8-8 8' };
/** A window with the panel in it: where it will go. */
const drawCorner = (corner: string) =>
	`M2.5 3.5h11v9h-11zM${corner.includes('left') ? 4.5 : 9.5} ${corner.includes('top') ? 6 : 10}h2`;

export interface Panel {
	host: HTMLElement;
	show(report: Report, messages: Journal['messages']): void;
	/** Opens it again, and moves the focus there. */
	focus(): void;
	remove(): void;
}

export function createPanel(close: () => void): Panel {
	const host = document.createElement('taggate-inspector');
	const root = host.attachShadow({ mode: 'open' });
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(STYLE);
	root.adoptedStyleSheets = [sheet];

	const outline = createOutline(root);
	const said = make('p', { class: 'sr', role: 'status' });
	const sum = make('p', { class: 'sum' });
	let corner = 0;
	const move = makeIconButton('', '', () => setCorner(corner + 1));
	const fold = makeIconButton('', ICON.fold, () => setFolded(!panel.classList.contains('folded')));

	const decision = decisionView();
	const tags = tagsView((element) => {
		said.textContent = outline.show(element) ? '' : 'It has no place of its own on the page.';
	});
	const messages = messagesView();
	const body = make('div', { class: 'body', id: 'body' }, decision.element, tags.element, messages.element);
	const panel = make(
		'section',
		{ class: 'panel', popover: 'manual', 'aria-label': 'taggate inspector' },
		make(
			'header',
			{ class: 'top' },
			make('h2', {}, 'taggate'),
			sum,
			move,
			fold,
			makeIconButton('Close the inspector', ICON.close, close),
		),
		body,
		said,
	);
	root.append(panel);

	function setCorner(index: number) {
		corner = index % CORNERS.length;
		panel.dataset.corner = CORNERS[corner];
		const next = CORNERS[(corner + 1) % CORNERS.length]!;
		move.querySelector('path')!.setAttribute('d', drawCorner(next));
		setLabel(move, `Move to the ${next}`);
	}

	function setFolded(isFolded: boolean) {
		panel.classList.toggle('folded', isFolded);
		fold.setAttribute('aria-expanded', `${!isFolded}`);
		fold.querySelector('path')!.setAttribute('d', isFolded ? ICON.unfold : ICON.fold);
		setLabel(fold, isFolded ? 'Show the details' : 'Hide the details');
	}

	setCorner(0);
	setFolded(false);
	fold.setAttribute('aria-controls', 'body');

	/** Where the focus was when it came here, to be given back. */
	let origin: HTMLElement | null = null;
	panel.addEventListener('focusin', ({ relatedTarget }) => {
		if (relatedTarget && !root.contains(relatedTarget as Node)) origin = relatedTarget as HTMLElement;
	});
	panel.addEventListener('keydown', (event) => {
		if (event.key !== 'Escape') return;
		event.stopPropagation();
		close();
	});

	return {
		host,
		show(report, heard) {
			if (!host.isConnected) {
				document.documentElement.append(host);
				// Above dialogs and popovers of the page; the event that announces it stays in the shadow tree.
				panel.showPopover?.();
			}
			const { entries } = report;
			const count = (...tones: string[]) => entries.filter(({ tone }) => tones.includes(tone)).length;
			const wrong = count('bad');
			const rest = `${count('busy', 'calm')} waiting, ${count('good')} of ${entries.length} live`;
			// First what matters most: where there is no room the end is cut.
			const alarm = wrong ? `${wrong} wrong` : '';
			if (sum.textContent !== [alarm, rest].filter(Boolean).join(', '))
				fill(sum, alarm && make('b', {}, alarm), alarm && ', ', rest);
			decision.show(report.decision);
			tags.show(entries);
			messages.show(heard);
		},
		focus() {
			setFolded(false);
			fold.focus();
		},
		remove() {
			outline.hide();
			const hasFocus = document.activeElement === host;
			host.remove();
			if (hasFocus) origin?.focus({ preventScroll: true });
		},
	};
}
