import { createRandom } from '../random.js';
import { isFull, script } from './fixture.js';

/** A tag as an author would write it on an ordinary page, and what of it the comparison may rely on. */
interface Tag {
	attributes: string;
	type?: string;
	text?: string;
	/** When it runs is anybody's guess, that it runs is not: async, and errors of scripts that no parser waits for. */
	isUnordered?: boolean;
	/**
	 * The one known difference: no event tells the end of an inline module, so the listeners that wait for the page to be ready
	 * may be called before it. Its place among the scripts is compared all the same.
	 */
	isSilent?: boolean;
}

export interface RandomPage {
	tags: Tag[];
	/** When consent is given: before the first tag, while the page streams in, or after it has loaded. */
	moment: 'before' | 'streaming' | 'after';
	/** Index of the tag before which the stream stands still. */
	pauseAt: number;
}

const DELAYS = [0, 0, 5, 15, 40];
/** Both the handlers of the element and the code itself log; `currentScript` tells that it is the very element. */
const HEARD = (name: string) => `onload="log('${name} load')" onerror="log('${name} error')"`;
const BODY = (name: string) => `log('${name} ' + (document.currentScript ? document.currentScript.id : '-'))`;

type Kind = (name: string, pick: <Value>(list: Value[]) => Value) => Tag;

const external = (name: string, delay: number, options: Record<string, string | number> = {}) =>
	`src="${script(name, { delay, body: BODY(name), ...options })}" ${HEARD(name)}`;

const KINDS: Record<string, Kind> = {
	inline: (name) => ({ attributes: '', text: BODY(name) }),
	external: (name, pick) => ({ attributes: external(name, pick(DELAYS)) }),
	'external with crossorigin': (name, pick) => ({ attributes: `crossorigin ${external(name, pick(DELAYS))}` }),
	'external with text': (name, pick) => ({ attributes: external(name, pick(DELAYS)), text: `log('never')` }),
	'typed external': (name, pick) => ({ type: 'application/javascript', attributes: external(name, pick(DELAYS)) }),
	async: (name, pick) => ({ attributes: `async ${external(name, pick(DELAYS))}`, isUnordered: true }),
	'async inline': (name) => ({ attributes: 'async', text: BODY(name) }),
	defer: (name, pick) => ({ attributes: `defer ${external(name, pick(DELAYS))}` }),
	'defer inline': (name) => ({ attributes: 'defer', text: BODY(name) }),
	module: (name, pick) => ({ type: 'module', attributes: external(name, pick(DELAYS)) }),
	'inline module': (name) => ({ isSilent: true, type: 'module', attributes: '', text: BODY(name) }),
	'async module': (name, pick) => ({ type: 'module', attributes: `async ${external(name, pick(DELAYS))}`, isUnordered: true }),
	'async inline module': (name) => ({ type: 'module', attributes: 'async', text: BODY(name), isUnordered: true }),
	nomodule: (name, pick) => ({ attributes: `nomodule ${external(name, pick(DELAYS))}` }),
	'inline nomodule': (name) => ({ attributes: 'nomodule', text: BODY(name) }),
	'module with nomodule': (name, pick) => ({ type: 'module', attributes: `nomodule ${external(name, pick(DELAYS))}` }),
	'data block': (name) => ({ type: 'application/json', attributes: '', text: `{"${name}": 1}` }),
	'external data block': (name, pick) => ({ type: 'text/x-template', attributes: external(name, pick(DELAYS)) }),
	'script of Internet Explorer': (name, pick) => ({ attributes: `for="box" event="onclick" ${external(name, pick(DELAYS))}` }),
	missing: (name, pick) => ({ attributes: external(name, pick(DELAYS), { status: 404 }) }),
	'missing module': (name, pick) => ({ type: 'module', attributes: external(name, pick(DELAYS), { status: 404 }) }),
	dropped: (name, pick) => ({ attributes: external(name, pick(DELAYS), { drop: 1 }) }),
	'wrong integrity': (name, pick) => ({
		attributes: `crossorigin integrity="sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" ${external(name, pick(DELAYS))}`,
	}),
	'empty source': (name) => ({ attributes: `src="" ${HEARD(name)}`, isUnordered: true }),
	'bad address': (name) => ({ attributes: `src="http://[" ${HEARD(name)}`, isUnordered: true }),
	throwing: (name) => ({ attributes: '', text: `log('${name}'); throw new Error('${name}')` }),
	'throwing external': (name, pick) => ({
		attributes: external(name, pick(DELAYS), { body: `${BODY(name)}; throw new Error('${name}')` }),
	}),
	'syntax error': (name) => ({ attributes: '', text: `log('${name}'` }),
	'throwing module': (name) => ({
		isSilent: true,
		type: 'module',
		attributes: '',
		text: `${BODY(name)}; throw new Error('${name}')`,
	}),
	writing: (name) => ({
		attributes: '',
		text: `${BODY(name)}; document.write('<i id=w-${name}>w</i><script>log("${name} written " + !!document.getElementById("w-${name}"))<\\/script>')`,
	}),
	'writing an external': (name, pick) => ({
		attributes: '',
		text: `document.write('<script src="${script(`${name}-w`, { delay: pick(DELAYS) })}"><\\/script>'); ${BODY(name)}`,
	}),
	'writing external': (name, pick) => ({
		attributes: `src="${script(name, { delay: pick(DELAYS), body: `${BODY(name)}; document.write('<b></b><script>log("${name} written")</script>')` })}"`,
	}),
	'listening for ready': (name) => ({
		attributes: '',
		text: `document.addEventListener('DOMContentLoaded', () => log('${name} ready')); ${BODY(name)}`,
	}),
	'listening for load': (name) => ({
		attributes: '',
		text: `addEventListener('load', () => log('${name} loaded')); ${BODY(name)}`,
	}),
	'external listening': (name, pick) => ({
		attributes: external(name, pick(DELAYS), {
			body: `addEventListener('DOMContentLoaded', () => log('${name} ready')); onload = () => log('${name} onload'); ${BODY(name)}`,
		}),
	}),
	removing: (name) => ({ attributes: '', text: `document.currentScript.remove(); ${BODY(name)}` }),
	adding: (name, pick) => ({
		attributes: '',
		text: `{ const added = document.createElement('script'); added.src = '${script(`${name}-a`, { delay: pick(DELAYS) })}'.replaceAll('&amp;', '&'); added.async = false; document.body.append(added) } ${BODY(name)}`,
		isUnordered: true,
	}),
};

/** What a tag that is late does only with a plugin's help is no part of the gate alone. */
export const kindNames = Object.keys(KINDS).filter((name) => isFull || !/writing|listening/.test(name));

export function createPage(seed: number): RandomPage & { kinds: string[] } {
	const random = createRandom(seed);
	const pick = <Value>(list: Value[]): Value => list[random(list.length)];
	const count = 3 + random(10);
	const kinds: string[] = [];
	const tags: Tag[] = [];
	for (let index = 0; index < count; index++) {
		const kind = pick(kindNames);
		kinds.push(kind);
		tags.push(KINDS[kind](`t${index}`, pick));
	}
	return { kinds, tags, moment: pick(['before', 'streaming', 'after']), pauseAt: random(count) };
}

/** How the tags of a page are written: as ordinary ones, all held, or the middle third as ordinary ones in a gated template. */
export type Form = 'ordinary' | 'held' | 'template';

/** The same list of tags in one form. */
export function writeTags({ tags, pauseAt, moment }: RandomPage, form: Form): (string | number)[] {
	const isHeld = form !== 'ordinary';
	const third = Math.floor(tags.length / 3);
	const written = tags.map(({ attributes, type, text = '' }, index) => {
		const isMounted = form === 'template' && index >= third && index < 2 * third;
		const opening = isMounted && index === third ? '<template data-category="statistical">' : '';
		const closing = isMounted && index === 2 * third - 1 ? '</template>' : '';
		const types =
			isHeld && !isMounted
				? `type="text/plain" data-category="statistical" ${type ? `data-type="${type}"` : ''}`
				: type
					? `type="${type}"`
					: '';
		return `${opening}<script id="t${index}" ${types} ${attributes}>${text}</script>${index % 3 ? '\n' : `<p>after ${index}</p>`}${closing}`;
	});
	const grant = `<script>dispatchEvent(new CustomEvent('consent:update', { detail: { statistical: true } }))</script>`;
	const before = isHeld && moment === 'before' ? grant : '';
	// What stands in a template does not run.
	const grantAt = form === 'template' && pauseAt >= third && pauseAt < 2 * third ? third : pauseAt;
	// The pause cuts the page in the middle of a tag.
	let half = written[pauseAt].length >> 1;
	if (isHeld && moment === 'streaming') {
		written[grantAt] = grant + written[grantAt];
		if (grantAt === pauseAt) half += grant.length;
	}
	return [
		`<body>${before}${written.slice(0, pauseAt).join('')}${written[pauseAt].slice(0, half)}`,
		30,
		`${written[pauseAt].slice(half)}${written.slice(pauseAt + 1).join('')}`,
	];
}
