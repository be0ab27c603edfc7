/** SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/, as code hosts read it. */
import type { Item, Leak, Report, Spot } from '../report.js';
import { stringify } from './json.js';
import { tellItem, tellVisits } from './words.js';

const RULES: Record<Item['kind'], string> = {
	request: 'A third party is asked without consent.',
	frame: 'A frame of a third party is shown without consent.',
	socket: 'A socket to a third party is opened without consent.',
	connection: 'A connection to a third party is opened without consent.',
	cookie: 'A cookie is kept without consent.',
	storage: 'A key is kept in the browser without consent.',
	worker: 'A worker of a third party is started without consent.',
};

const locate = ({ source, line, column, text }: Spot) => ({
	physicalLocation: {
		artifactLocation: { uri: encodeURI(source) },
		region: { startLine: line, startColumn: column, snippet: { text } },
	},
});

const writeResult = ({ spot, items, fix, isKnown }: Leak, url: string) => ({
	ruleId: `leak-${items[0]!.kind}`,
	level: 'error',
	message: { text: `${items.map((item) => `${tellItem(item)} [${tellVisits(item.visits)}]`).join('\n')}\nRight: ${fix}` },
	locations: [locate(spot ?? { source: url, line: 1, column: 1, text: '' })],
	partialFingerprints: {
		'taggateLeak/v1': items
			.map(({ kind, host }) => `${kind} ${host}`)
			.sort()
			.join(', '),
	},
	...(isKnown && { baselineState: 'unchanged' }),
});

export const writeSarif = ({ version, url, leaks, visits }: Report): string =>
	`${stringify({
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: 'taggate audit',
						version,
						rules: Object.entries(RULES).map(([kind, text]) => ({ id: `leak-${kind}`, shortDescription: { text } })),
					},
				},
				columnKind: 'utf16CodeUnits',
				invocations: [
					{
						executionSuccessful: visits.every(({ isDone }) => isDone),
						toolExecutionNotifications: visits.flatMap(({ title, notes }) =>
							notes.map((note) => ({ level: 'note', message: { text: `${title}: ${note}` } })),
						),
					},
				],
				results: leaks.map((leak) => writeResult(leak, url)),
			},
		],
	})}\n`;
