/**
 * The side panel: what each third party got, by its own server's count; each held tag, its state and why it waits; what lies in
 * the browser; the bus. It only listens. What happened before this file came is in `heard`, which an inline script keeps.
 */
{
	const { stored, parties, texts } = JSON.parse(document.getElementById('panel-data').textContent);
	const SECONDS = 1000;
	const LINE_LENGTH = 28;
	/** What a script came to, from its events. */
	const outcomes = new Map();
	let ranCount = 0;
	let accounts = {};

	function build(tag, properties, ...children) {
		const element = Object.assign(document.createElement(tag), properties);
		element.append(...children);
		return element;
	}

	/** A list that says so when it is empty. */
	const showList = (id, items) =>
		document
			.getElementById(id)
			.replaceChildren(...(items.length ? items : [build('li', { className: 'hint', textContent: texts.none })]));

	/** What fits in one line, so that nothing moves when it comes: `a, b + 2`. */
	function summarize(values) {
		let fitting = values.length;
		while (fitting > 1 && values.slice(0, fitting).join(', ').length > LINE_LENGTH) fitting--;
		const shown = values.slice(0, fitting).join(', ') || '–';
		return fitting < values.length ? `${shown} + ${values.length - fitting}` : shown;
	}

	const count = (counts = {}) => Object.entries(counts).map(([name, times]) => (times > 1 ? `${name} × ${times}` : name));

	/* What lies in the browser */

	const isNamed = (name, pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern);

	function listKept() {
		const cookies = document.cookie.split('; ').filter(Boolean);
		return [
			...cookies.map((cookie) => [cookie.split('=')[0], texts.cookie]),
			...Object.keys(localStorage).map((key) => [key, texts.local]),
			...Object.keys(sessionStorage).map((key) => [key, texts.session]),
		].map(([name, kind]) => ({ name, kind, owner: stored.find((entry) => isNamed(name, entry.name))?.owner ?? texts.unknown }));
	}

	function showKept() {
		const item = ({ name, kind, owner }) => build('li', {}, build('code', { textContent: name }), ` ${kind}, ${owner}`);
		showList('kept', listKept().map(item));
	}

	/* The third parties */

	function showParties() {
		const kept = listKept();
		const items = Object.entries(parties).map(([id, { name, role }]) => {
			const { requests = 0, received, stored: set } = accounts[id] ?? {};
			const here = kept.filter(({ owner }) => owner === name).map((entry) => entry.name);
			const facts = [
				[texts.learnt, count(received)],
				[texts.stored, [...new Set([...Object.keys(set ?? {}), ...here])]],
			];
			const figure = build(
				'p',
				{ className: 'figure' },
				build('b', { textContent: requests }),
				` ${requests === 1 ? texts.request : texts.requests}`,
			);
			const list = build('dl');
			for (const [term, values] of facts)
				list.append(build('dt', { textContent: term }), build('dd', { textContent: summarize(values) }));
			const item = build(
				'li',
				{},
				build('h4', { textContent: name }),
				build('p', { className: 'hint', textContent: role }),
				figure,
				list,
			);
			item.dataset.party = id;
			item.classList.toggle('is-quiet', !requests);
			return item;
		});
		document.getElementById('parties').replaceChildren(...items);
	}

	/* The held tags */

	/** `functional | film-ferry` → "functional or film-ferry", without what is granted already. */
	const listMissing = (condition) =>
		condition
			.split('|')
			.map((names) =>
				names
					.trim()
					.split(/[\s,]+/)
					.filter((name) => !taggate.has(name))
					.join(' + '),
			)
			.join(` ${texts.or} `);

	function getState(tag) {
		const condition = tag.dataset.category;
		const holds = taggate.has(condition);
		const why = `${texts.needs} ${listMissing(condition)}`;
		if (!(tag instanceof HTMLScriptElement)) return holds ? { state: 'shown' } : { state: 'held', why };
		const outcome = outcomes.get(tag);
		if (!outcome) return holds ? { state: 'running' } : { state: 'held', why };
		return outcome.state === 'ran' && !holds ? { state: 'stopped', why } : outcome;
	}

	function showTags() {
		const items = [...document.querySelectorAll('[data-category][data-label]')].map((tag) => {
			const { state, order, why } = getState(tag);
			const badge = build('span', {
				className: `badge ${state}`,
				textContent: order ? `${texts[state]} ${order}.` : texts[state],
			});
			const name = build('span', { className: 'tag-name', textContent: tag.dataset.label });
			return build('li', {}, name, badge, build('span', { className: 'hint', textContent: why ?? tag.dataset.category }));
		});
		showList('tags', items);
	}

	/* The bus */

	const LATE = ['consent:update', 'consent:reset'];

	function describe({ type, target, detail, violatedDirective, blockedURI }) {
		if (type === 'consent:update') return JSON.stringify(detail);
		if (type === 'consent:change') {
			const list = (names) => names.join(', ') || '–';
			return `${texts.granted}: ${list(detail.granted)}; ${texts.denied}: ${list(detail.denied)}`;
		}
		if (type === 'securitypolicyviolation') return `${violatedDirective}: ${blockedURI}`;
		const name = target.dataset?.label ?? (target.id || target.nodeName?.toLowerCase() || '');
		return detail?.reason ? `${name}: ${detail.reason}` : name;
	}

	const lines = [];

	function showLine(event) {
		const bus = document.getElementById('bus');
		// The runtime hears what a banner sends before this panel does, and answers at once: the answer is already here.
		const later = LATE.includes(event.type) ? lines.findIndex(({ timeStamp }) => timeStamp >= event.timeStamp) : -1;
		const index = later < 0 ? lines.length : later;
		lines.splice(index, 0, event);
		const time = build('time', { textContent: `${(event.timeStamp / SECONDS).toFixed(2)} s` });
		const line = build('p', {}, time, ' ', build('b', { textContent: event.type }), ' ', describe(event));
		bus.insertBefore(line, bus.children[index] ?? null);
		bus.scrollTop = bus.scrollHeight;
	}

	function note(event) {
		const { type, target, detail } = event;
		if (target instanceof HTMLScriptElement) {
			if (type === 'consent:activate') outcomes.set(target, { state: 'running' });
			if (type === 'consent:activated') outcomes.set(target, { state: 'ran', order: ++ranCount });
			if (type === 'consent:error') outcomes.set(target, { state: 'failed', why: detail.reason });
		}
		showLine(event);
	}

	function show() {
		showTags();
		showKept();
		showParties();
	}

	heard.forEach(note);
	// From now on this is what an event comes to.
	heard = {
		push(event) {
			note(event);
			show();
		},
	};
	show();
	document.getElementById('panel').classList.add('is-ready');
	new EventSource(`/view?id=${document.documentElement.dataset.view}`).addEventListener('message', ({ data }) => {
		accounts = JSON.parse(data);
		show();
	});

	/* The inspector, a tool of its own, is there when it has been built. */

	const opener = document.getElementById('open-inspector');
	opener?.addEventListener('click', () => {
		// A parsed script, so that Trusted Types have nothing to object to. It runs as it is put in.
		document.body.append(document.getElementById('inspector').content);
		opener.hidden = true;
	});
}
