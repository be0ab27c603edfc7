/** The part of the panel with the last messages of the bus. */
import type { ConsentChange, ConsentError } from '../types.js';
import { attempt } from './attempt.js';
import type { Journal, Message } from './journal.js';
import { arrange, make, makeHead } from './make.js';
import { getLabel } from './tags.js';
import { tellTime } from './timing.js';

const list = (names: string[], sign: string): string[] => names.map((name) => `${sign}${name}`);

/** What a message says. Its detail may be anything: a page sent it. */
function tell({ name, target, detail }: Message): string {
	if (name === 'update')
		return Object.entries(detail as object)
			.map(([name, value]) => (value === true ? `+${name}` : value === false ? `−${name}` : `${name}: ${value}`))
			.join(' ');
	if (name === 'change') {
		const { granted, denied } = detail as ConsentChange;
		return [...list(granted, '+'), ...list(denied, '−')].join(' ') || 'the decision alone';
	}
	const label = target instanceof Element && getLabel(target);
	return [label, (detail as ConsentError | null)?.reason].filter(Boolean).join(': ');
}

function makeLine(message: Message) {
	return make(
		'li',
		{ class: `message ${message.name}` },
		make('time', {}, tellTime(message.time)),
		make('b', {}, message.name),
		make('span', {}, attempt(() => tell(message)) ?? 'not understood'),
	);
}

export function messagesView() {
	const start = tellTime(performance.now());
	const lines = new WeakMap<Message, HTMLElement>();
	const listElement = make('ol', { class: 'messages' });
	const empty = make('p', { class: 'empty' }, 'None yet.');
	return {
		element: make(
			'section',
			{ class: 'part' },
			makeHead('Messages', `heard since ${start}, the newest first`),
			listElement,
			empty,
		),
		show(messages: Journal['messages']) {
			empty.hidden = messages.length > 0;
			const items = messages.map((message) => {
				const line = lines.get(message) ?? makeLine(message);
				lines.set(message, line);
				return line;
			});
			arrange(listElement, items);
		},
	};
}
