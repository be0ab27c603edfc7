/** The options of the runtime, and what each takes. */
import { isName } from '../../inspector/terms.js';
import { listNames } from '../../names.js';
import { findNearest } from '../nearest.js';
import { quote } from './rule.js';

/** What is wrong with a value, and what stands there rightly; nothing where nothing is. */
export type Judge = (value: string) => [fault: string, right?: string] | undefined;

const STORES = ['cookie', 'local', 'none'];

const judgeStore: Judge = (value) =>
	STORES.includes(value)
		? undefined
		: [
				'it is cookie, local or none: the decision is kept in a cookie',
				/^local/i.test(value)
					? 'local'
					: (findNearest(value.trim().toLowerCase(), STORES) ??
						(STORES.includes(value.trim().toLowerCase()) ? value.trim().toLowerCase() : 'cookie')),
			];
const judgeNumber =
	(what: string, otherwise: string): Judge =>
	(value) =>
		Number(value) > 0
			? undefined
			: [
					`it is a number of ${what}, more than 0: ${otherwise} it is`,
					String(parseFloat(value) > 0 ? parseFloat(value) : otherwise),
				];
const judgeNames: Judge = (value) => {
	const wrong = listNames(value).find((name) => !isName(name));
	return wrong === undefined
		? undefined
		: [`${quote(wrong)} is no name, and never holds`, listNames(value.replace(/[^\w\-./:\s,]+/g, ' ')).join(' ')];
};
const judgeDomain: Judge = (value) =>
	/^\.?[\w-]+(\.[\w-]+)*$/.test(value) || !value
		? undefined
		: [
				'it is a domain alone: the browser refuses the cookie, and nothing is kept',
				/^(?:\w+:)?\/*([\w.-]*)/.exec(value.trim())?.[1] || 'example.com',
			];
const judgeKey: Judge = (value) =>
	/[\s;,="()<>@:\\/[\]?{}]/.test(value)
		? ['a cookie of that name cannot be written or read: nothing is kept', value.replace(/[\s;,="()<>@:\\/[\]?{}]+/g, '-')]
		: undefined;
const judgeReload: Judge = (value) =>
	/^(?:false|no|off|0)$/i.test(value.trim()) ? ['the attribute needs no value, and reloads whatever that is'] : undefined;
const judgeNothing: Judge = () => undefined;

export const OPTIONS: Readonly<Record<string, Judge>> = {
	store: judgeStore,
	key: judgeKey,
	days: judgeNumber('days', '180'),
	domain: judgeDomain,
	version: judgeNothing,
	granted: judgeNames,
	default: judgeNames,
	gpc: judgeNames,
	timeout: judgeNumber('milliseconds', '10000'),
	reload: judgeReload,
};
