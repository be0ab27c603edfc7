/** Which globals of vendors a script calls or fills. */
import type { Code } from './code.js';
import type { Vendor } from './vendors.js';

export interface Use {
	vendor: Vendor;
	name: string;
	/** The first argument, when it is a literal string. */
	said?: string;
	/** As it stands in the code, without spaces: `fbq('init'`, `_paq.push(`. */
	sign: string;
	/** Not only in a function that is called later, if ever. */
	isAtOnce: boolean;
}

/** How much space may stand between a parenthesis and its first argument. */
const MAX_SPACE = 4;

const toPattern = (name: string) => name.replace(/\$/g, '\\$');

export const createUseReader = (vendors: readonly Vendor[]) => {
	const byName = new Map<string, { vendor: Vendor; first: string[] }>();
	for (const vendor of vendors)
		for (const { name, first } of vendor.calls) if (!byName.has(name)) byName.set(name, { vendor, first });
	const names = `(${[...byName.keys()].map(toPattern).join('|')})(?![\\w$])`;
	const mention = new RegExp(`(?<![\\w$])${names}`);
	/** A call, a call of a method, or an assignment; `if (window.fbq)` is none. */
	const use = new RegExp(
		`(?<![\\w$.])(?:(?:window|self|globalThis)\\s?\\.\\s?)?(?:(function|class|const|let)\\s+)?${names}\\s*(\\(|\\.\\s*[\\w$]+\\s*\\(|\\|*\\??=(?![=>]))`,
		'g',
	);

	return {
		/** Whether a look is worth it. */
		mayUse: (source: string): boolean => mention.test(source),
		/** @returns the uses in their order */
		read({ text, strings, runsAtOnce }: Code): Use[] {
			const own = new Set<string>();
			const uses: Use[] = [];
			for (const found of text.matchAll(use)) {
				const [whole, declared, name, way] = found as unknown as [string, string | undefined, string, string];
				// Google's own snippet declares its function.
				if (declared && name !== 'gtag') own.add(name);
				if (declared) continue;
				const { vendor, first } = byName.get(name)!;
				const behind = found.index + whole.length;
				const quote = behind + text.slice(behind, behind + MAX_SPACE).search(/\S|$/);
				const said = way === '(' ? strings.get(quote) : undefined;
				const method = /^\.\s*([\w$]+)/.exec(way)?.[1];
				if (first.length && !first.includes(said ?? method ?? '')) continue;
				const sign = name + way.replace(/\s/g, '') + (said === undefined ? '' : `'${said}'`);
				uses.push({ vendor, name, ...(said !== undefined && { said }), sign, isAtOnce: runsAtOnce(found.index) });
			}
			return uses.filter(({ name }) => !own.has(name));
		},
	};
};
