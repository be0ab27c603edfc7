/** How findings are written. */
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from 'virtual:runtime';
import { RULES } from '../check/rules.js';
import type { Finding } from '../finding.js';
import { clean, paint } from './terminal.js';
import { isUrl } from './urls.js';

/** Where a range ends; line and column count from 1. */
export interface Found extends Finding {
	file: string;
	endLine: number;
	endColumn: number;
}

export interface Result {
	/** How many pages were read. */
	pages: number;
	found: Found[];
	skipped: { file: string; reason: string }[];
}

export const locateEnd = (text: string, { start, end, line, column }: Finding): Pick<Found, 'endLine' | 'endColumn'> => {
	const lines = text.slice(start, end).split(/\r\n?|\n/);
	const last = lines.at(-1)!.length;
	return { endLine: line + lines.length - 1, endColumn: lines.length > 1 ? last + 1 : column + last };
};

/** One line, without what a terminal would obey. */
const flatten = (text: string): string => clean(text.replace(/\s+/g, ' '));
const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
export const countErrors = ({ found }: Result): number => found.filter(({ severity }) => severity === 'error').length;

export const formatFinding = ({ file, line, column, severity, message, rule, fix }: Found): string => {
	const word = paint(severity === 'error' ? 'red' : 'yellow', severity);
	const place = paint('bold', `${flatten(file)}:${line}:${column}`);
	return `${place} ${word} ${flatten(message)} ${paint('dim', `[${rule}]`)}\n${fix && `    ${paint('green', flatten(fix))}\n`}`;
};

const formatSummary = (result: Result): string => {
	const errors = countErrors(result);
	const warnings = result.found.length - errors;
	const files = new Set(result.found.map(({ file }) => file)).size;
	const pages = count(result.pages, 'page');
	const skipped = result.skipped.length ? `, ${count(result.skipped.length, 'file')} skipped` : '';
	return result.found.length
		? `\n${count(errors, 'error')}, ${count(warnings, 'warning')} in ${files} of ${pages}${skipped}\n`
		: `Nothing found in ${pages}${skipped}\n`;
};

const formatText = (result: Result): string => result.found.map(formatFinding).join('') + formatSummary(result);

/** JSON may hold any character; a terminal obeys some of them. */
const stringify = (value: unknown): string =>
	`${JSON.stringify(value, null, '\t').replace(/(?![\t\n])[\p{Cc}\p{Cf}]/gu, (character) =>
		[...Array(character.length).keys()]
			.map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
			.join(''),
	)}\n`;

const formatJson = (result: Result): string => {
	const errors = countErrors(result);
	const { pages, found, skipped } = result;
	return stringify({ version, pages, errors, warnings: found.length - errors, findings: found, skipped });
};

const toUri = (file: string): string => {
	if (isUrl(file)) return file;
	return isAbsolute(file) ? pathToFileURL(file).href : file.split(sep).map(encodeURIComponent).join('/');
};

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const formatSarif = ({ found, skipped }: Result): string => {
	const ids = Object.keys(RULES);
	return stringify({
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: 'taggate',
						semanticVersion: version,
						informationUri: 'https://www.npmjs.com/package/taggate',
						rules: ids.map((id) => ({ id, shortDescription: { text: RULES[id] } })),
					},
				},
				columnKind: 'utf16CodeUnits',
				invocations: [
					{
						executionSuccessful: true,
						toolExecutionNotifications: skipped.map(({ file, reason }) => ({
							level: 'note',
							message: { text: `${file}: ${reason}` },
						})),
					},
				],
				results: found.map(({ rule, severity, message, fix, file, line, column, endLine, endColumn, start, end }) => ({
					ruleId: rule,
					ruleIndex: ids.indexOf(rule),
					level: severity,
					message: { text: fix ? `${message}\n${fix}` : message },
					locations: [
						{
							physicalLocation: {
								artifactLocation: { uri: toUri(file) },
								region: { startLine: line, startColumn: column, endLine, endColumn, charOffset: start, charLength: end - start },
							},
						},
					],
				})),
			},
		],
	});
};

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const escapeData = (text: string): string => clean(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const escapeProperty = (text: string): string => escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

const formatGithub = (result: Result): string =>
	result.found
		.map(({ file, line, column, endLine, endColumn, severity, rule, message, fix }) => {
			const places = { file, line, endLine, col: column, endColumn, title: `taggate: ${rule}` };
			const properties = Object.entries(places).map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`);
			return `::${severity} ${properties.join(',')}::${escapeData(fix ? `${message}\n${fix}` : message)}\n`;
		})
		.join('') + formatSummary(result);

export const FORMATS: Readonly<Record<string, (result: Result) => string>> = {
	text: formatText,
	json: formatJson,
	sarif: formatSarif,
	github: formatGithub,
};
