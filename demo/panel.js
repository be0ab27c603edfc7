/**
 * Behind the page: the state of each held tag, what the third parties' server has seen, all events of the bus.
 * It stands in the head so that it hears tags that run while the page still streams in.
 */
{
	const STATUS = { held: 'held', running: 'running', ran: 'ran', shown: 'shown', failed: 'failed' };
	const SECONDS = 1000;
	const statuses = new Map();
	const lines = [];
	let ranCount = 0;
	let isReady = false;

	/** What a tag is called in this panel. */
	const nameOf = (target) => target.dataset?.name ?? (target.id || target.nodeName.toLowerCase().replace('#', ''));

	function describe({ type, target, detail, violatedDirective, blockedURI }) {
		if (type === 'consent:update') return JSON.stringify(detail);
		if (type === 'consent:change')
			return `granted: ${detail.granted.join(', ') || '–'}; denied: ${detail.denied.join(', ') || '–'}`;
		if (type === 'securitypolicyviolation') return `${violatedDirective}: ${blockedURI}`;
		return nameOf(target) + (detail?.reason ? `: ${detail.reason}` : '');
	}

	function cell(text, className) {
		const element = document.createElement('td');
		element.textContent = text;
		if (className) element.className = className;
		return element;
	}

	/** A script that ran has run; a template is there only while its condition holds. */
	function getStatus(tag) {
		if (tag instanceof HTMLScriptElement) return statuses.get(tag) ?? { status: STATUS.held };
		return { status: window.taggate.has(tag.dataset.category) ? STATUS.shown : STATUS.held };
	}

	function getKind(tag) {
		if (!(tag instanceof HTMLScriptElement)) return tag.localName;
		return `${tag.hasAttribute('src') ? 'external' : 'inline'}${tag.defer ? ', defer' : ''}`;
	}

	function showTags() {
		const rows = [...document.querySelectorAll('[data-category][data-name]')].map((tag) => {
			const row = document.createElement('tr');
			const { status, order } = getStatus(tag);
			const badge = document.createElement('span');
			badge.className = `badge ${status}`;
			badge.textContent = order ? `${status} ${order}.` : status;
			const state = cell('');
			state.append(badge);
			row.append(cell(tag.dataset.name, 'name'), cell(getKind(tag)), cell(tag.dataset.category), state);
			return row;
		});
		document.getElementById('tags').replaceChildren(...rows);
	}

	/** What this site has left in the browser, whoever wrote it. */
	function showKept() {
		const kept = [
			...document.cookie
				.split('; ')
				.filter(Boolean)
				.map((cookie) => [cookie.split('=')[0], 'cookie']),
			...Object.keys(localStorage).map((key) => [key, 'local storage']),
			...Object.keys(sessionStorage).map((key) => [key, 'session storage']),
		];
		const rows = kept.map((texts) => {
			const row = document.createElement('tr');
			row.append(cell(texts[0], 'name'), cell(texts[1]));
			return row;
		});
		if (!rows.length) {
			const row = document.createElement('tr');
			const nothing = cell('nothing');
			nothing.colSpan = 2;
			row.append(nothing);
			rows.push(row);
		}
		document.querySelector('#kept tbody').replaceChildren(...rows);
	}

	function showLine({ time, type, text }, index) {
		const log = document.getElementById('log');
		const item = document.createElement('li');
		for (const [tag, content] of [
			['time', `${(time / SECONDS).toFixed(2)} s`],
			['b', type],
			['span', text],
		]) {
			const part = document.createElement(tag);
			part.textContent = content;
			item.append(part, ' ');
		}
		log.insertBefore(item, log.children[index] ?? null);
		log.scrollTop = log.scrollHeight;
	}

	function showCounts(table, counts) {
		const rows = Object.entries(counts).map(([name, count]) => {
			const row = document.createElement('tr');
			row.append(cell(name, 'name'), cell(count, 'number'));
			return row;
		});
		table.hidden = !rows.length;
		table.tBodies[0].replaceChildren(...rows);
	}

	const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);

	function note(event) {
		const { type, target, timeStamp } = event;
		if (target instanceof HTMLScriptElement) {
			const status = { 'consent:activate': STATUS.running, 'consent:activated': STATUS.ran, 'consent:error': STATUS.failed }[
				type
			];
			statuses.set(target, { status, order: status === STATUS.ran ? ++ranCount : undefined });
		}
		const line = { time: timeStamp, type, text: describe(event) };
		// The runtime hears what a banner sends before this file does, and answers at once: the answer is already here.
		const isHeardLate = type === 'consent:update' || type === 'consent:reset';
		const later = isHeardLate ? lines.findIndex(({ time }) => time >= timeStamp) : -1;
		const index = later < 0 ? lines.length : later;
		lines.splice(index, 0, line);
		if (!isReady) return;
		showTags();
		showKept();
		showLine(line, index);
	}

	for (const name of ['update', 'reset', 'change', 'activate', 'activated', 'error'])
		window.addEventListener(`consent:${name}`, note, true);
	window.addEventListener('securitypolicyviolation', note, true);

	document.addEventListener('DOMContentLoaded', () => {
		isReady = true;
		showTags();
		showKept();
		lines.forEach(showLine);
		const requestTotal = document.getElementById('request-total');
		const eventTotal = document.getElementById('event-total');
		const cookieTotal = document.getElementById('cookie-total');
		new EventSource(`/counts?view=${document.documentElement.dataset.view}`).onmessage = ({ data }) => {
			const { requests, events, cookies } = JSON.parse(data);
			requestTotal.textContent = sum(requests);
			eventTotal.textContent = sum(events);
			cookieTotal.textContent = sum(cookies);
			showKept();
			showCounts(document.getElementById('requests'), requests);
			showCounts(document.getElementById('analytics'), events);
		};
	});
}
