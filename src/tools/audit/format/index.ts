/** The formats, by name. */
import type { Report } from '../report.js';
import { writeHtml } from './html.js';
import { writeJson } from './json.js';
import { writeJunit } from './junit.js';
import { writeSarif } from './sarif.js';
import { writeText } from './text.js';

export const FORMATS: Record<string, (report: Report) => string> = {
	text: writeText,
	json: writeJson,
	sarif: writeSarif,
	junit: writeJunit,
	html: writeHtml,
};
