import { describe, expect, it } from 'vitest';
import type { NameMap } from '../../src/bridges/map.js';
import { start } from '../../src/gate/index.js';
import { takeMarks } from '../../src/markup/marks.js';

const make = (attributes: string, tag = 'script'): HTMLElement => {
	const box = document.createElement('div');
	box.innerHTML = `<${tag} ${attributes}></${tag}>`;
	return box.firstElementChild as HTMLElement;
};

const read = (attributes: string, map?: NameMap, tag?: string): string => {
	const names = takeMarks(make(attributes, tag), map);
	return names.length ? names.join() : 'none';
};

describe('the marks of a manager', () => {
	it.each([
		['data-cookieconsent="statistics"', 'statistical'],
		['data-cookieconsent="statistics, marketing,preferences,necessary"', 'statistical,marketing,preference,necessary'],
		['data-cookieconsent="ignore"', 'none'],
		['class="optanon-category-C0002"', 'statistical'],
		['class="big optanon-category-C0002-C0004 red"', 'statistical,marketing'],
		['class="ot-vscat-C0003-C0005"', 'functional,C0005'],
		['class="optanon-category-V2STACK42"', 'V2STACK42'],
		['class="optanon-category-C0001"', 'necessary'],
		['class="category"', 'none'],
		['data-category-consent="cookie_cat_statistic"', 'statistical'],
		['data-category-consent="cookie_cat_marketing"', 'marketing'],
		['data-category-consent="cookie_cat_unclassified"', 'unclassified'],
		['data-usercentrics="Google Analytics"', 'Google-Analytics'],
		['data-usercentrics="AT&amp;T  (ads)"', 'AT-T-ads-'],
		['data-name="matomo"', 'matomo'],
		['data-name="statistics"', 'statistics'],
		['data-cookiecategory="analytics"', 'analytics'],
		['data-cookieyes="cookieyes-analytics"', 'statistical'],
		['data-cookieyes="cookieyes-advertisement"', 'marketing'],
		['data-cookieyes="cookieyes-other"', 'other'],
		['class="_iub_cs_activate" data-iub-purposes="4"', 'statistical'],
		['class="_iub_cs_activate-inline" data-iub-purposes="4, 5"', 'statistical,marketing'],
		['class="_iub_cs_activate"', 'none'],
		['class="cmplazyload" data-cmp-vendor="s26"', 's26'],
		['class="cmplazyload" data-cmp-vendor="s26" data-cmp-purpose="4"', 's26,4'],
		['data-cookieconsent="statistics" data-cookieyes="cookieyes-advertisement"', 'statistical,marketing'],
		['data-category="statistical"', 'none'],
	])('%s: %s', (attributes, condition) => expect(read(attributes)).toBe(condition));

	it.each([
		'data-cookieconsent=""',
		'data-cookieconsent=" "',
		'data-cookieconsent=","',
		'data-cookieconsent="statistics,,marketing"',
		'data-cookieconsent="constructor"',
		'data-cookieconsent="__proto__"',
		'data-cookieconsent="decided"',
		'data-cookieconsent="!statistics"',
		'data-cookieconsent="statistics|necessary"',
		'data-cookieconsent="necessary,unknown"',
		'class="optanon-category"',
		'class="optanon-category-"',
		'class="optanon-category-C0001-"',
		'class="optanon-category-C0001_x"',
		'data-category-consent="cookie_cat_"',
		'data-cookieyes="cookieyes-"',
		'data-iub-purposes="6"',
		'data-iub-purposes="+"',
		'data-usercentrics="日本"',
		'data-name=""',
	])('%s never holds', (attributes) => expect(start().has(read(attributes))).toBe(false));

	it('mean what the map says, in their words or in words that a condition allows', () => {
		expect(read('data-cookieconsent="statistics,marketing"', { statistics: 'a b' })).toBe('a b,marketing');
		expect(read('data-usercentrics="Google Analytics"', { 'Google Analytics': 'statistical' })).toBe('statistical');
		expect(read('data-usercentrics="Google Analytics"', { 'Google-Analytics': 'statistical' })).toBe('statistical');
		expect(read('data-category-consent="cookie_cat_statistic"', { cookie_cat_statistic: 'a' })).toBe('a');
		expect(read('data-cookieyes="cookieyes-analytics"', { analytics: 'a' })).toBe('a');
	});

	it('are gone afterwards, but for what may be the page’s own', () => {
		const script = make('class="a optanon-category-C0002 b" data-cookieconsent="marketing" data-name="x" data-other="y"');
		takeMarks(script);
		expect(script.outerHTML).toBe('<script class="a b" data-other="y"></script>');
		const frame = make('class="cmplazyload" data-cmp-vendor="s26" data-name="x"', 'iframe');
		takeMarks(frame);
		expect(frame.outerHTML).toBe('<iframe class="" data-name="x"></iframe>');
		const ignored = make('class="optanon" data-cookieconsent="ignore"');
		takeMarks(ignored);
		expect(ignored.outerHTML).toBe('<script class="optanon" data-cookieconsent="ignore"></script>');
	});
});
