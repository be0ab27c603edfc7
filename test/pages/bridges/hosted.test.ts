import { readFileSync } from 'node:fs';
import { describe } from 'vitest';
import { describeBridge, FORGET, MANAGERS, type Manager, type World } from '../../bridges/hosted.js';
import { evaluate, open, runtime, tab, until } from '../fixture.js';

const bridge = ({ bridge }: Manager) => readFileSync(new URL(`../../../dist/bridges/${bridge}.min.js`, import.meta.url), 'utf8');

/** Timers without delay run in their order: after so many rounds all that follows from what was done has been done. */
const settle = () =>
	tab.run(async () => {
		for (let round = 0; round < 8; round++) await new Promise((resolve) => setTimeout(resolve));
	});

/** The manager decides: what the runtime itself remembers must not help the bridge. */
const parts: Record<string, (manager: Manager, map: string) => string> = {
	runtime: () => `<script data-store=none>${runtime}</script>`,
	bridge: (manager, map) => `<script data-map='${map}'>${bridge(manager)}</script>`,
	manager: ({ source }) => `<script>${source}</script>`,
	late: ({ source }) => `<script>addEventListener('load', () => setTimeout(() => {
		const script = document.createElement('script');
		script.src = URL.createObjectURL(new Blob([${JSON.stringify(source).replaceAll('<', '\\u003c')}], { type: 'text/javascript' }));
		script.onload = () => window.isLate = true;
		document.head.append(script);
	}))</script>`,
};

const world: World = {
	async visit(manager, order, { map = '', isReturning } = {}) {
		const start = `<script>${isReturning ? '' : FORGET} window.changes = 0;
			document.addEventListener('consent:change', () => changes++);
			addEventListener('unhandledrejection', ({ reason }) => faults.push('unhandled ' + reason));</script>`;
		const rest = order.map((part) => parts[part]?.(manager, map) ?? `<script>${part}</script>`).join('\n');
		await open(start + rest, { hasRuntime: false, isReturning });
		await until("document.readyState === 'complete'");
		if (order.includes('late')) await until('window.isLate');
		await settle();
	},
	async act(source) {
		await tab.run(`() => void (${source})`);
		await settle();
	},
	look: () =>
		evaluate(`({
			granted: document.documentElement.dataset.consent.split(' ').slice(1).sort(),
			isDecided: taggate.has('decided'),
			changes,
			faults,
		})`),
};

describe.each(MANAGERS)('$name', (manager) => describeBridge(manager, world));
