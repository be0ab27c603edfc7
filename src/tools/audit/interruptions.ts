/** What a page does that would hold a visit up: it is ended, and noted. */
import type { BrowserContext, Page } from 'playwright-core';

/** @param notes where a sentence is put for each */
export const hearInterruptions = (context: BrowserContext, page: Page, notes: Set<string>) => {
	page.on('dialog', (dialog) => {
		notes.add(`the page opened a dialog (${dialog.type()}), which was dismissed`);
		void dialog.dismiss().catch(() => undefined);
	});
	page.on('download', (download) => {
		notes.add(`the page began a download, ${download.suggestedFilename()}, which was cancelled`);
		void download.cancel().catch(() => undefined);
	});
	page.on('crash', () => notes.add('the page crashed the browser’s tab'));
	context.on('page', (other) => {
		if (other === page) return;
		notes.add('the page opened another window, which was closed');
		void other.close().catch(() => undefined);
	});
};
