/** A page open in a real browser. */
export interface Tab {
	/** Navigates; resolves when the page has begun, not when it has loaded. */
	open(url: string): Promise<void>;
	/** Calls a self-contained function, or the source of one, in the page; arguments and result are JSON. */
	run<Result, Arguments extends unknown[]>(
		call: string | ((...parameters: Arguments) => Result | Promise<Result>),
		...parameters: Arguments
	): Promise<Result>;
	/** A real click, as by a visitor's hand. */
	click(selector: string): Promise<void>;
	/** Presses a key, by its name in the UI Events standard. */
	press(key: string): Promise<void>;
	/** Goes back one entry of the session history. */
	back(): Promise<void>;
	/** Forgets cookies. */
	clearCookies(): Promise<void>;
	screenshot(): Promise<Buffer>;
	/** Lets go of what nothing holds any more; only where the engine can be told. */
	collectGarbage?(): Promise<void>;
	close(): Promise<void>;
}

export interface Engine {
	name: EngineName;
	newTab(): Promise<Tab>;
	close(): Promise<void>;
}

export type EngineName = 'chromium' | 'firefox' | 'webkit';

export const ENGINES: EngineName[] = ['chromium', 'firefox', 'webkit'];
