/**
 * Everything that this site or a third party may leave in the browser. The cookie page shows it, the side panel knows by it whose
 * a name is, and a test finds nothing in a browser that is not listed here.
 */
import { escapeHtml, fill, readTemplate, translate } from './render.mjs';

const [COOKIE, LOCAL, SESSION] = ['[[cookie|cookie]]', '[[local storage|local storage]]', '[[session storage|session storage]]'];
const YEAR = '[[1 year|1 år]]';
const CLEARED = '[[until erased|til det slettes]]';

/** A name may end in `*`: all that begin so. `isElsewhere`: it lies with the third party, where this page can neither see nor erase it. */
export const STORED = [
	{
		group: 'necessary',
		name: 'taggate',
		owner: 'Øhavet',
		kind: COOKIE,
		lasts: '[[180 days|180 dage]]',
		purpose: '[[Your answer to the plain HTML banner.|Dit svar i banneret af ren HTML.]]',
	},
	{
		group: 'necessary',
		name: 'cc_cookie',
		owner: 'vanilla-cookieconsent',
		kind: COOKIE,
		lasts: '[[182 days|182 dage]]',
		purpose: '[[Your answer, when that banner is chosen.|Dit svar, når det banner er valgt.]]',
	},
	{
		group: 'necessary',
		name: 'klaro',
		owner: 'Klaro',
		kind: COOKIE,
		lasts: '[[120 days|120 dage]]',
		purpose: '[[Your answer, when that banner is chosen.|Dit svar, når det banner er valgt.]]',
	},
	{
		group: 'necessary',
		name: 'banner',
		owner: 'Øhavet',
		kind: COOKIE,
		lasts: '[[until the browser closes|til browseren lukkes]]',
		purpose:
			'[[Which banner this demo shows; only when it is not the first.|Hvilket banner demoen viser; kun når det ikke er det første.]]',
	},
	{
		group: 'functional',
		name: 'kortlager_visitor',
		owner: 'Kortlager',
		kind: COOKIE,
		lasts: YEAR,
		isElsewhere: true,
		purpose: '[[Set by the host of the map’s code, Leaflet.|Sættes af værten for kortets kode, Leaflet.]]',
	},
	{
		group: 'functional',
		name: 'snak_*',
		owner: 'Snak',
		kind: SESSION,
		lasts: '[[until the tab closes|til fanen lukkes]]',
		purpose: '[[The conversation with the chat helper, from page to page.|Samtalen med chathjælperen, fra side til side.]]',
	},
	{
		group: 'functional',
		name: 'snak_visitor',
		owner: 'Snak',
		kind: COOKIE,
		lasts: YEAR,
		isElsewhere: true,
		purpose: '[[Recognises you when you write again.|Genkender dig, når du skriver igen.]]',
	},
	{
		group: 'functional',
		name: 'skaerm_viewer',
		owner: 'Skærm',
		kind: COOKIE,
		lasts: YEAR,
		isElsewhere: true,
		purpose:
			'[[Counts who plays a film. Set when you press play, not before.|Tæller hvem der afspiller en film. Sættes når du trykker afspil, ikke før.]]',
	},
	{
		group: 'preference',
		name: 'oehavet_text',
		owner: 'Øhavet',
		kind: LOCAL,
		lasts: CLEARED,
		purpose: '[[Whether you read with larger text.|Om du læser med større tekst.]]',
	},
	{
		group: 'statistical',
		name: 'ph_*',
		owner: 'PostHog',
		kind: `${COOKIE}, ${LOCAL}, ${SESSION}`,
		lasts: YEAR,
		purpose: '[[Tells visits apart: which pages and buttons are used.|Skelner besøg: hvilke sider og knapper der bruges.]]',
	},
	{
		group: 'statistical',
		name: '_pk_id.*',
		owner: 'Tæller',
		kind: COOKIE,
		lasts: '[[13 months|13 måneder]]',
		purpose: '[[Counts visitors once.|Tæller hver besøgende én gang.]]',
	},
	{
		group: 'statistical',
		name: '_pk_ses.*',
		owner: 'Tæller',
		kind: COOKIE,
		lasts: '[[30 minutes|30 minutter]]',
		purpose: '[[Knows which pages belong to one visit.|Ved hvilke sider der hører til ét besøg.]]',
	},
];

const GROUPS = {
	necessary: {
		title: '[[Necessary|Nødvendige]]',
		about:
			'[[Remember your answer; without it we would ask on every page. They cannot be switched off.|Husker dit svar; uden det ville vi spørge på hver side. De kan ikke slås fra.]]',
	},
	functional: {
		title: '[[Functional|Funktionelle]]',
		about:
			'[[The map, the chat helper and the film players. Their code comes from other companies.|Kortet, chathjælperen og filmafspillerne. Koden kommer fra andre firmaer.]]',
	},
	preference: {
		title: '[[Preference|Præference]]',
		about: '[[Remember how you like to read.|Husker, hvordan du helst læser.]]',
	},
	statistical: {
		title: '[[Statistical|Statistiske]]',
		about:
			'[[Tell us which pages are found and which are not.|Fortæller os, hvilke sider der bliver fundet, og hvilke der ikke gør.]]',
	},
};

function renderRow({ name, owner, kind, lasts, purpose, isElsewhere }, language) {
	const where = isElsewhere ? `${kind}, [[at the supplier|hos leverandøren]]` : kind;
	const [head, ...cells] = [name, owner, purpose, where, lasts].map((text) => escapeHtml(translate(text, language)));
	return `<tr><th scope="row"><code>${head}</code></th>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`;
}

/** A box of the consent form; the runtime keeps it as the decision is. */
function renderBox(group) {
	const state = group === 'necessary' ? ' checked disabled' : '';
	const label = group === 'necessary' ? '[[Always on|Altid til]]' : '[[Allow|Tillad]]';
	return `<div class="group"><input type="checkbox" id="page-${group}" name="${group}"${state}>
		<label for="page-${group}">${label} <span class="unseen">${GROUPS[group].title}</span></label></div>`;
}

/** The groups with all that is in them, each with a box when the page has a form for them. */
export async function renderGroups(language, hasBoxes) {
	const template = await readTemplate('pages/cookie-group.html');
	return Object.entries(GROUPS)
		.map(([group, { title, about }]) =>
			fill(template, {
				language,
				group,
				title: translate(title, language),
				about: translate(about, language),
				box: hasBoxes ? translate(renderBox(group), language) : '',
				rows: STORED.filter((entry) => entry.group === group)
					.map((entry) => renderRow(entry, language))
					.join('\n'),
			}),
		)
		.join('\n');
}
