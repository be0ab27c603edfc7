/** Who began a request, as the Chrome DevTools Protocol tells it; Firefox tells nobody. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Asked } from './recorder.js';

/** A call on the stack; line and column from 0, as the protocol counts. */
export interface Call {
	url: string;
	lineNumber: number;
	columnNumber: number;
	functionName: string;
}

export interface Initiator {
	type: string;
	/** Of a document or style sheet, when that asked. */
	url?: string;
	/** From 0; where the parser was, which is behind the tag. */
	lineNumber?: number;
	/** The innermost first, then those that set the timer or the promise. */
	calls: Call[];
}

interface Stack {
	callFrames: Call[];
	parent?: Stack;
}
interface Sent {
	request?: { url: string };
	url?: string;
	initiator?: { type: string; url?: string; lineNumber?: number; stack?: Stack };
}

/** How many timers and promises back. */
const DEPTH = 16;

const listCalls = (stack: Stack | undefined): Call[] => {
	const calls: Call[] = [];
	for (let one = stack; one; one = one.parent) calls.push(...one.callFrames.filter(({ url }) => url));
	return calls;
};

const openSession = async (context: BrowserContext, page: Page): Promise<CDPSession | undefined> => {
	try {
		return await context.newCDPSession(page);
	} catch {
		return undefined;
	}
};

/** @returns what gives each request its initiator afterwards: both sides tell in their own time */
export const listenToInitiators = async (context: BrowserContext, page: Page) => {
	const byUrl = new Map<string, Initiator[]>();
	const session = await openSession(context, page);
	if (session) {
		const note = (sent: Sent) => {
			const url = sent.request?.url ?? sent.url ?? '';
			const { type, stack, url: from, lineNumber } = sent.initiator ?? { type: 'other' };
			const list = byUrl.get(url) ?? [];
			list.push({ type, url: from, lineNumber, calls: listCalls(stack) });
			byUrl.set(url, list);
		};
		session.on('Network.requestWillBeSent', (sent) => note(sent as Sent));
		session.on('Network.webSocketCreated', (sent) => note(sent as Sent));
		await session.send('Network.enable');
		// For the stacks behind timers and promises. What the page says by `debugger` stops nothing.
		await session.send('Debugger.enable');
		await session.send('Debugger.setSkipAllPauses', { skip: true });
		await session.send('Debugger.setAsyncCallStackDepth', { maxDepth: DEPTH });
	}
	return {
		assign(asked: Asked[]) {
			for (const one of asked) {
				const list = byUrl.get(one.url);
				one.initiator = list && list.length > 1 ? list.shift() : list?.[0];
			}
		},
	};
};
