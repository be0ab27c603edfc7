/** The part of the panel with the tags: what each is, what it waits for, and what became of it. */
import { arrange, fill, make, makeHead } from './make.js';
import type { Entry } from './report.js';

/** The condition, each name with whether it is granted. */
function makeCondition({ condition, groups }: Entry): HTMLElement {
	const line = make('p', { class: 'condition' }, make('span', { class: 'sr' }, 'Condition: '));
	if (!groups) line.append(make('code', {}, condition ? `“${condition}”` : 'none'));
	groups?.forEach((group, index) => {
		if (index) line.append(make('span', {}, 'or'));
		for (const { name, sign, isGranted } of group) {
			if (sign) line.append(make('span', {}, sign === '!' ? 'not' : 'not asked for'));
			const spoken = make('span', { class: 'sr' }, isGranted ? ', granted ' : ', not granted ');
			line.append(make('span', { class: isGranted ? 'term on' : 'term' }, name, spoken));
		}
	});
	return line;
}

function makeRow(element: HTMLElement, locate: (element: HTMLElement) => void) {
	const button = make('button', { type: 'button', class: 'show', 'aria-description': 'Shows where it is on the page' });
	const head = make('div', { class: 'row' }, button);
	const item = make('li', {}, head);
	let shown = '';
	button.addEventListener('click', () => locate(element));
	return {
		item,
		show(entry: Entry) {
			const { label, kind, tone, title, reason, timing, cookies, groups, condition } = entry;
			const text = JSON.stringify([label, kind, tone, title, reason, timing, cookies, groups, condition]);
			if (text === shown) return;
			shown = text;
			item.className = `tag ${tone}`;
			button.textContent = button.title = label;
			head.replaceChildren(button, make('span', { class: 'kind' }, kind), make('span', { class: 'status' }, title));
			fill(
				item,
				head,
				make(
					'div',
					{ class: 'row wrap' },
					makeCondition(entry),
					reason && make('p', { class: 'reason' }, reason),
					timing && make('p', { class: 'timing' }, timing),
				),
				cookies && make('p', { class: 'cookies' }, 'Erased on withdrawal: ', make('code', {}, cookies)),
			);
		},
	};
}

export function tagsView(locate: (element: HTMLElement) => void) {
	const list = make('ol');
	const empty = make('p', { class: 'empty' }, 'Nothing on this page is gated.');
	/** Of each element the row, for as long as the element is there. */
	const rows = new WeakMap<Element, ReturnType<typeof makeRow>>();
	return {
		element: make('section', { class: 'part' }, makeHead('Tags', 'in the order of the page'), list, empty),
		show(entries: Entry[]) {
			empty.hidden = entries.length > 0;
			const items = entries.map((entry) => {
				const row = rows.get(entry.element) ?? makeRow(entry.element, locate);
				rows.set(entry.element, row);
				row.show(entry);
				return row.item;
			});
			arrange(list, items);
		},
	};
}
