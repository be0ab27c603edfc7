/**
 * What each third party was asked for, what it learnt and what it stored, by page view: two tabs, or a last beacon of the page
 * before, do not mix. The page's side panel is told of every change.
 */
const views = new Map();
let lastView = 0;

/** Opens an account for a page view. */
export function openView() {
	const id = `${++lastView}`;
	views.set(id, { parties: {}, listeners: new Set() });
	return id;
}

export const hasView = (id) => views.has(id);

/** What the parties got in a page view, `{ snak: { requests: 2, received: { message: 1 }, stored: { snak_visitor: 1 } } }`. */
export const readView = (id) => views.get(id)?.parties;

/** @returns a function that writes `kind` ('received' or 'stored') and a name down for the party; without them a request */
export function openAccount(id, party) {
	const view = views.get(id);
	return (kind, name) => {
		const account = (view.parties[party] ??= { requests: 0, received: {}, stored: {} });
		if (kind) account[kind][name] = (account[kind][name] ?? 0) + 1;
		else account.requests++;
		for (const listener of view.listeners) listener(view.parties);
	};
}

/** Calls `listener` now and on every change, until the returned function is called. */
export function watchView(id, listener) {
	const { parties, listeners } = views.get(id);
	listeners.add(listener);
	listener(parties);
	return () => listeners.delete(listener);
}
