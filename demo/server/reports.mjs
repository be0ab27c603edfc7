/** The self-service form: what a citizen reports, checked here, as the form works without scripts and without consent. */
import { fill, translate } from './render.mjs';

export const MATTERS = {
	road: '[[Hole in the road|Hul i vejen]]',
	light: '[[Street light is out|Gadelygte virker ikke]]',
	waste: '[[Waste not collected|Affald ikke hentet]]',
	playground: '[[Playground|Legeplads]]',
	harbour: '[[Harbour or bathing jetty|Havn eller badebro]]',
	other: '[[Something else|Noget andet]]',
};

const MISSING = {
	matter: '[[Choose what it is about.|Vælg hvad det handler om.]]',
	place: '[[Tell us where it is.|Fortæl os hvor det er.]]',
	text: '[[Tell us what is wrong.|Fortæl os hvad der er galt.]]',
	email:
		'[[Write the address as name@example.com, or leave it out.|Skriv adressen som navn@eksempel.dk, eller lad den være tom.]]',
};

/** Reports that were sent, by receipt number; the demo keeps them as long as it runs. */
const reports = new Map();

/** @returns `{ values, errors }`, the errors by field and empty when all is well */
export function checkReport(form) {
	const values = Object.fromEntries(['matter', 'place', 'text', 'email'].map((name) => [name, (form.get(name) ?? '').trim()]));
	const wrong = {
		matter: !Object.hasOwn(MATTERS, values.matter),
		place: !values.place,
		text: !values.text,
		email: values.email !== '' && !/^\S+@\S+\.\S+$/.test(values.email),
	};
	const errors = Object.fromEntries(Object.keys(wrong).flatMap((name) => (wrong[name] ? [[name, MISSING[name]]] : [])));
	return { values, errors };
}

/** @returns the receipt's number */
export function keepReport(values) {
	const receipt = `Ø-${1001 + reports.size}`;
	reports.set(receipt, values);
	return receipt;
}

/** What stands above the form after it was sent: the receipt, or what to mend. It is announced, as it takes the focus. */
export function renderAnswer(receipt, errors, language) {
	const report = reports.get(receipt);
	if (report) {
		return fill(
			`<div class="answer good" role="group" aria-labelledby="answer-title" tabindex="-1" autofocus>
				<h2 id="answer-title">[[Thank you, we have it|Tak, vi har modtaget det]]</h2>
				<p>[[Your receipt is|Din kvittering er]] <b id="receipt">{{receipt}}</b>: {{matter}}, {{place}}.</p>
				<p>[[We look at it within two working days. Nothing of it was shared with anybody else.|Vi ser på det inden for to hverdage. Intet af det er delt med andre.]]</p>
			</div>`,
			{ language, receipt, matter: translate(MATTERS[report.matter], language), place: report.place },
		);
	}
	if (!Object.keys(errors).length) return '';
	const items = Object.entries(errors).map(([name, text]) => `<li><a href="#${name}">${text}</a></li>`);
	return translate(
		`<div class="answer bad" role="group" aria-labelledby="answer-title" tabindex="-1" autofocus>
			<h2 id="answer-title">[[Something is missing|Der mangler noget]]</h2>
			<ul>${items.join('')}</ul>
		</div>`,
		language,
	);
}

/** What the form's fields show: what was typed, and beside it what is wrong. */
export function renderFields(values, errors, language) {
	const options = Object.entries(MATTERS).map(
		([name, text]) => `<option value="${name}"${name === values.matter ? ' selected' : ''}>${text}</option>`,
	);
	const entries = Object.keys(MISSING).flatMap((name) => [
		[name, values[name] ?? ''],
		[`${name}State`, errors[name] ? ` aria-invalid="true" aria-describedby="${name}-error"` : ''],
		[`${name}Error`, errors[name] ? `<span class="error" id="${name}-error">${translate(errors[name], language)}</span>` : ''],
	]);
	return { ...Object.fromEntries(entries), matterOptions: translate(options.join(''), language) };
}
