/**
 * Snak's widget, as a supplier would write it for any site: it stands in a shadow root with its own style sheet (through the
 * CSSOM, which no policy forbids), waits for the page to be parsed, and keeps the conversation in the tab's session storage.
 *
 * `Snak.start({ texts, language })` shows it, `Snak.stop()` takes it away.
 */
(() => {
	const STORED = 'snak_conversation';
	const address = document.currentScript.src.replace(/snak\.js$/, 'messages');
	const STYLE = `
		:host { position: fixed; inset: auto 1rem 0.8rem auto; z-index: 1400; font: inherit; }
		[hidden] { display: none !important; }
		button, input { font: inherit; border-radius: 0.5rem; }
		button { cursor: pointer; min-height: 2.75rem; padding: 0.5rem 1.1rem; border: 1px solid transparent; font-weight: 600; background: var(--brand, #123a5a); color: var(--on-brand, #fff); }
		button:hover { filter: brightness(1.12); }
		:focus-visible { outline: 3px solid var(--focus, #b3540a); outline-offset: 2px; }
		.open { border-radius: 2rem; box-shadow: 0 2px 10px #0004; }
		section { display: grid; grid-template: auto 1fr auto / minmax(0, 1fr); gap: 0.7rem; width: min(21rem, 100vw - 2rem); height: min(26rem, 100dvh - 6rem); box-sizing: border-box;
			padding: 1rem; border: 1px solid var(--line, #ccc); border-radius: 0.75rem; background: var(--card, #fff); color: var(--ink, #111); box-shadow: 0 12px 48px #0006; }
		.top { display: flex; align-items: center; justify-content: space-between; }
		h2 { margin: 0; font-size: 1.1rem; }
		@media (max-width: 44rem) { section { margin-bottom: 3.2rem; height: min(26rem, 100dvh - 9rem); } }
		.close { min-width: 2.75rem; padding: 0; margin: -0.5rem; background: none; color: inherit; }
		.log { overflow: auto; display: grid; gap: 0.5rem; align-content: start; }
		p { margin: 0; max-width: 85%; padding: 0.5rem 0.8rem; border-radius: 0.75rem; background: var(--paper, #eee); overflow-wrap: anywhere; }
		.own { justify-self: end; background: var(--brand, #123a5a); color: var(--on-brand, #fff); }
		form { display: flex; gap: 0.5rem; }
		input { flex: 1; min-width: 0; box-sizing: border-box; padding: 0.5rem 0.7rem; border: 1px solid var(--soft, #555); background: var(--card, #fff); color: inherit; }
		::placeholder { color: var(--soft, #555); opacity: 1; }
	`;
	let host;

	function build(tag, properties, ...children) {
		const element = Object.assign(document.createElement(tag), properties);
		element.append(...children);
		return element;
	}

	function start({ texts, language }) {
		const messages = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') ?? [{ text: texts.greeting }];
		const opener = build('button', { type: 'button', className: 'open', textContent: texts.open });
		const closer = build('button', { type: 'button', className: 'close', textContent: '✕', ariaLabel: texts.close });
		const title = build('h2', { id: 'title', textContent: texts.title });
		const list = build('div', { className: 'log', role: 'log', tabIndex: 0 });
		const input = build('input', { type: 'text', autocomplete: 'off', ariaLabel: texts.label, placeholder: texts.label });
		const form = build('form', {}, input, build('button', { textContent: texts.send }));
		const panel = build('section', { hidden: true }, build('div', { className: 'top' }, title, closer), list, form);
		panel.setAttribute('role', 'dialog');
		panel.setAttribute('aria-labelledby', 'title');
		list.setAttribute('aria-labelledby', 'title');

		function show(isOpen) {
			panel.hidden = !isOpen;
			opener.hidden = isOpen;
			(isOpen ? input : opener).focus();
			list.scrollTop = list.scrollHeight;
		}
		function add(message) {
			list.append(build('p', { className: message.isOwn ? 'own' : '', textContent: message.text }));
			list.scrollTop = list.scrollHeight;
		}
		function say(message) {
			messages.push(message);
			add(message);
			// Not after it was stopped: an answer may be on its way then.
			if (host) sessionStorage.setItem(STORED, JSON.stringify(messages));
		}
		async function ask(event) {
			event.preventDefault();
			const text = input.value.trim();
			if (!text) return;
			input.value = '';
			say({ text, isOwn: true });
			const response = await fetch(`${address}?lang=${language}`, { method: 'POST', body: text, credentials: 'include' });
			say({ text: (await response.json()).answer });
		}

		opener.addEventListener('click', () => show(true));
		closer.addEventListener('click', () => show(false));
		panel.addEventListener('keydown', ({ key }) => key === 'Escape' && show(false));
		form.addEventListener('submit', ask);
		messages.forEach(add);

		host = build('div', { id: 'snak' });
		const root = host.attachShadow({ mode: 'open' });
		const style = new CSSStyleSheet();
		style.replaceSync(STYLE);
		root.adoptedStyleSheets = [style];
		root.append(opener, panel);
		document.body.append(host);
		document.addEventListener('snak:open', () => host && show(true));
	}

	function stop() {
		host?.remove();
		host = undefined;
	}

	// From a time when it was enough to wait for this event. A held tag that runs late is still called.
	document.addEventListener('DOMContentLoaded', () => {
		window.Snak = { start, stop };
		document.dispatchEvent(new CustomEvent('snak:ready'));
	});
})();
