/** All that a visit asks for, as the browser tells it. */
import type { BrowserContext, Page, Request, Response } from 'playwright-core';
import { now, pause, within } from './clock.js';
import { type Initiator, listenToInitiators } from './initiator.js';
import { hearInterruptions } from './interruptions.js';

export interface Asked {
	url: string;
	/** As Playwright calls it: `document`, `script`, `image`, … */
	type: string;
	/** Milliseconds of our clock. */
	moment: number;
	/** The frame that asked; of a frame's own document the frame around it. */
	frameUrl: string;
	isFrame: boolean;
	/** The page itself. */
	isPage: boolean;
	redirectedFrom?: string;
	initiator?: Initiator;
	/** `Set-Cookie` of the answer. */
	cookies: string[];
	contentType: string;
}

export interface Recording {
	asked: Asked[];
	/** What was read of documents, scripts and style sheets, by URL. */
	bodies: Map<string, string>;
	workers: Set<string>;
	notes: Set<string>;
	/** Where the page went by itself, to another site. */
	left: string | undefined;
	/** Resolves when nothing was asked for during a while, or when the time is over. */
	quiet(deadline: number): Promise<void>;
	/** Waits for what is being read. */
	end(): Promise<void>;
}

/** Milliseconds without a new request, after which a page is at rest. */
const QUIET = 500;
/** Milliseconds after which a request that hangs holds nobody up. */
const HANGS = 4_000;
const LOOK_EVERY = 50;
/** Characters of a body; longer ones are not read. */
const LONGEST = 5_000_000;

const frameOf = (request: Request) => {
	try {
		return request.frame();
	} catch {
		// A service worker's, or of a page that is not there yet.
		return undefined;
	}
};

/** @param isOwn whether a URL is the page's own: one that goes elsewhere ends the visit */
export const record = async (context: BrowserContext, page: Page, isOwn: (url: string) => boolean): Promise<Recording> => {
	const underWay = new Map<Request, number>();
	const byRequest = new Map<Request, Asked>();
	const reading = new Set<Promise<unknown>>();
	const initiators = await listenToInitiators(context, page);
	let last = now();
	const recording: Recording = {
		asked: [],
		bodies: new Map(),
		workers: new Set(),
		notes: new Set(),
		left: undefined,
		async quiet(deadline) {
			const isBusy = () => {
				const time = now();
				if (time > deadline || recording.left) return false;
				return time - last < QUIET || [...underWay.values()].some((begun) => time - begun < HANGS);
			};
			while (isBusy()) await pause(LOOK_EVERY);
		},
		async end() {
			await within(2_000, Promise.all(reading));
			initiators.assign(recording.asked);
		},
	};
	const { notes } = recording;

	const read = async (response: Response, asked: Asked) => {
		asked.contentType = (await response.headerValue('content-type')) ?? '';
		asked.cookies = await response.headerValues('set-cookie');
		const length = Number(await response.headerValue('content-length'));
		if (!/^(document|script|stylesheet)$/.test(asked.type) || length > LONGEST || isEndless(asked)) return;
		const text = await response.text();
		if (text.length <= LONGEST) recording.bodies.set(asked.url, text);
	};

	context.on('request', (request) => {
		const frame = frameOf(request);
		const isDocument = request.isNavigationRequest();
		const isPage = isDocument && frame === page.mainFrame();
		last = now();
		underWay.set(request, last);
		const asked: Asked = {
			url: request.url(),
			type: request.resourceType(),
			moment: last,
			frameUrl: (isDocument ? frame?.parentFrame() : frame)?.url() ?? '',
			isFrame: isDocument && !isPage,
			isPage,
			redirectedFrom: request.redirectedFrom()?.url(),
			cookies: [],
			contentType: '',
		};
		byRequest.set(request, asked);
		if (isPage && !isOwn(asked.url)) {
			recording.left = asked.url;
			notes.add(`the page goes to ${asked.url} by itself; the visit ends there`);
		} else recording.asked.push(asked);
	});
	context.on('response', (response) => {
		const asked = byRequest.get(response.request());
		if (!asked) return;
		const task = read(response, asked).catch(() => undefined);
		reading.add(task);
		void task.finally(() => {
			reading.delete(task);
			// It stays open for good.
			if (isEndless(asked)) underWay.delete(response.request());
		});
	});
	const ends = (request: Request) => {
		last = now();
		underWay.delete(request);
	};
	context.on('requestfinished', ends);
	context.on('requestfailed', ends);
	page.on('websocket', (socket) => {
		recording.asked.push({ ...EMPTY, url: socket.url(), type: 'websocket', moment: now(), frameUrl: page.url() });
	});
	page.on('worker', (worker) => recording.workers.add(worker.url()));
	context.on('serviceworker', (worker) => recording.workers.add(worker.url()));
	hearInterruptions(context, page, notes);
	return recording;
};

const EMPTY = { isFrame: false, isPage: false, cookies: [], contentType: '' };
const isEndless = ({ contentType }: Asked) => /event-stream|multipart\/x-mixed/.test(contentType);
