/** The municipality's own server: pages under a strict policy, the form, and what the side panel shows. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { BANNERS, DECISION_COOKIES, DEFAULT_BANNER } from './banners.mjs';
import { renderGroups, STORED } from './cookies.mjs';
import { readBody, refuse, sendFile } from './http.mjs';
import { hasView, openView, watchView } from './ledger.mjs';
import { fill, LANGUAGES, readTemplate, translate } from './render.mjs';
import { checkReport, keepReport, renderAnswer, renderFields } from './reports.mjs';

const demo = new URL('../', import.meta.url);
const modules = new URL('../../node_modules/', import.meta.url);
const dist = new URL('../../dist/', import.meta.url);
const inspector = new URL('inspector.min.js', dist);

const FILES = {
	'/site.css': new URL('public/site.css', demo),
	'/consent.css': new URL('public/consent.css', demo),
	'/noscript.css': new URL('public/noscript.css', demo),
	'/panel.css': new URL('public/panel.css', demo),
	'/panel.js': new URL('public/panel.js', demo),
	'/films.js': new URL('public/films.js', demo),
	'/map.js': new URL('public/map.js', demo),
	'/coast.json': new URL('map/coast.json', demo),
	'/leaflet.css': new URL('leaflet/dist/leaflet.css', modules),
	'/banners/managers.css': new URL('banners/managers.css', demo),
	'/banners/cookieconsent.js': new URL('banners/cookieconsent.js', demo),
	'/banners/klaro.js': new URL('banners/klaro.js', demo),
	'/vendor/cookieconsent.css': new URL('vanilla-cookieconsent/dist/cookieconsent.css', modules),
	'/vendor/cookieconsent.js': new URL('vanilla-cookieconsent/dist/cookieconsent.umd.js', modules),
	'/vendor/klaro.css': new URL('klaro/dist/klaro.min.css', modules),
	'/vendor/klaro.js': new URL('klaro/dist/klaro-no-css.js', modules),
};

/** Under each language. */
const PAGES = {
	'/': { template: 'home', title: '[[Welcome|Velkommen]]' },
	'/report': { template: 'report', title: '[[Report a problem|Giv et praj]]' },
	// What runs here, statistics and the banner in HTML, writes no HTML from strings: the browser may forbid it.
	'/cookies': { template: 'cookies', title: '[[Cookies|Cookies]]', hasTrustedTypes: true },
};

/**
 * Nothing runs but what bears the nonce and what that brings, so no host is listed for scripts. Styles come from files alone:
 * the libraries here set them through the CSSOM, which no policy forbids.
 */
const getPolicy = (nonce, thirdParties, hasTrustedTypes) =>
	[
		"default-src 'none'",
		`script-src 'nonce-${nonce}' 'strict-dynamic'`,
		"style-src 'self'",
		"img-src 'self' data:",
		`connect-src 'self' ${thirdParties}`,
		`frame-src ${thirdParties}`,
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
		...(hasTrustedTypes ? ["require-trusted-types-for 'script'"] : []),
	].join('; ');

/** A cookie that was kept, by its name. */
const readCookie = (request, name) =>
	request.headers.cookie
		?.split('; ')
		.find((cookie) => cookie.startsWith(`${name}=`))
		?.slice(name.length + 1);

function getBanner(request) {
	const chosen = readCookie(request, 'banner');
	return Object.hasOwn(BANNERS, chosen) ? chosen : DEFAULT_BANNER;
}

const renderBannerButtons = (banner) =>
	Object.entries(BANNERS)
		.map(([name, { title }]) => `<button name="banner" value="${name}" aria-pressed="${name === banner}">${title}</button>`)
		.join('');

const isChosen = (given, wanted, attribute) => (given === wanted ? attribute : '');

/**
 * @param thirdParties the origin of the third parties' server
 * @returns what answers a request
 */
export function createCity(thirdParties) {
	async function sendPage(request, response, { language, path, status = 200, form = {} }) {
		const { template, title, hasTrustedTypes } = PAGES[path];
		const banner = getBanner(request);
		const { options, opener, bearsTrustedTypes } = BANNERS[banner];
		const view = openView();
		const nonce = randomBytes(16).toString('base64url');
		const { values: fields = {}, errors = {}, receipt } = form;
		const values = {
			language,
			path,
			nonce,
			view,
			banner,
			title: translate(title, language),
			partner: `${thirdParties}/${view}`,
			runtime: readFileSync(new URL('taggate.full.min.js', dist), 'utf8'),
			runtimeOptions: options,
			opener,
			bannerButtons: translate(renderBannerButtons(banner), language),
			// A tool of its own, offered when it has been built.
			inspector: existsSync(inspector)
				? await readTemplate('pages/inspector.html').then((text) => fill(text, { language, nonce }))
				: '',
			stored: JSON.stringify(STORED.map(({ name, owner, isElsewhere }) => ({ name, owner, isElsewhere }))),
			answer: renderAnswer(receipt, errors, language),
			...renderFields(fields, errors, language),
			groups: await renderGroups(language, banner === DEFAULT_BANNER),
			isEnglish: isChosen(language, 'en', ' aria-current="true"'),
			isDanish: isChosen(language, 'da', ' aria-current="true"'),
			atHome: isChosen(path, '/', ' aria-current="page"'),
			atReport: isChosen(path, '/report', ' aria-current="page"'),
			atCookies: isChosen(path, '/cookies', ' aria-current="page"'),
		};
		const include = async (name, more) => fill(await readTemplate(name), { ...values, ...more });
		const settingsForm = await include(`banners/${banner === DEFAULT_BANNER ? 'html-form' : 'manager-form'}.html`);
		const managerButton = await include('banners/manager-button.html');
		const isUnderTrustedTypes = hasTrustedTypes && bearsTrustedTypes;
		response.writeHead(status, {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': getPolicy(nonce, thirdParties, isUnderTrustedTypes),
			'content-language': language,
		});
		response.end(
			await include('pages/layout.html', {
				consent: await include(`banners/${banner}.html`, { managerButton }),
				main: await include(`pages/${template}.html`, { settingsForm }),
			}),
		);
	}

	async function answerReport(request, response, language) {
		const { values, errors } = checkReport(new URLSearchParams(`${await readBody(request)}`));
		if (Object.keys(errors).length)
			return sendPage(request, response, { language, path: '/report', status: 422, form: { values, errors } });
		// Asked for again by GET, so that a reload does not send the report twice.
		const receipt = encodeURIComponent(keepReport(values));
		response.writeHead(303, { location: `/${language}/report?receipt=${receipt}` }).end();
	}

	/** Another banner: none of them should find an answer that another was given. */
	async function changeBanner(request, response) {
		const wanted = new URLSearchParams(`${await readBody(request)}`);
		const banner = wanted.get('banner');
		if (!Object.hasOwn(BANNERS, banner)) return refuse(response, 400);
		const forget = (name) => `${name}=; Path=/; Max-Age=0`;
		const cookies = DECISION_COOKIES.map(forget);
		cookies.push(banner === DEFAULT_BANNER ? forget('banner') : `banner=${banner}; Path=/; SameSite=Lax`);
		const [, language, path] = /^\/(en|da)(\/[a-z]*)$/.exec(wanted.get('back')) ?? ['', 'en', '/'];
		response.writeHead(303, { location: `/${language}${path}`, 'set-cookie': cookies }).end();
	}

	function streamView(response, view) {
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		response.on(
			'close',
			watchView(view, (parties) => response.write(`data: ${JSON.stringify(parties)}\n\n`)),
		);
	}

	return async function serveCity(request, response) {
		const { pathname, searchParams, search } = new URL(request.url, 'http://city');
		const [, language, path = '/'] = /^\/(en|da)(\/[a-z]*)$/.exec(pathname) ?? [];
		if (request.method === 'POST') {
			if (path === '/report' && language) await answerReport(request, response, language);
			else if (pathname === '/banner') await changeBanner(request, response);
			else refuse(response, 405);
		} else if (language && PAGES[path]) {
			const fields = { matter: searchParams.get('about') ?? '' };
			await sendPage(request, response, { language, path, form: { values: fields, receipt: searchParams.get('receipt') } });
		} else if (pathname === '/') {
			const isDanish = /^da\b/i.test(request.headers['accept-language'] ?? '');
			response.writeHead(302, { location: `/${LANGUAGES[Number(isDanish)]}/${search}`, vary: 'accept-language' }).end();
		} else if (pathname === '/view' && hasView(searchParams.get('id'))) streamView(response, searchParams.get('id'));
		else if (Object.hasOwn(FILES, pathname)) await sendFile(response, FILES[pathname]);
		else if (/^\/dist\/(bridges\/)?[a-z-]+\.min\.js$/.test(pathname)) {
			const file = new URL(`.${pathname.slice('/dist'.length)}`, dist);
			if (existsSync(file)) await sendFile(response, file);
			else refuse(response);
		} else refuse(response);
	};
}
