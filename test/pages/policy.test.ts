import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import {
	consent,
	entries,
	evaluate,
	faults,
	gated,
	itFull,
	loaded,
	open,
	openAndGrant,
	runtime,
	script,
	until,
} from './fixture.js';

const NONCE = 'r4nd0m';
const withNonce = (headers: string) => ({ nonce: NONCE, headers: { 'content-security-policy': headers } });
const nonce = `nonce="${NONCE}"`;

it.each([
	['a nonce', `script-src 'nonce-${NONCE}'`],
	['strict-dynamic', `script-src 'nonce-${NONCE}' 'strict-dynamic'; object-src 'none'; base-uri 'none'`],
	['Trusted Types', `script-src 'nonce-${NONCE}' 'strict-dynamic'; require-trusted-types-for 'script'`],
	['Trusted Types without any policy', `script-src 'nonce-${NONCE}'; require-trusted-types-for 'script'; trusted-types 'none'`],
])('works under %s', async (_, policy) => {
	await openAndGrant(
		gated(`${nonce} src="${script('external', { delay: 40 })}"`) +
			gated(nonce, `log('inline')`) +
			gated(`${nonce} src="${script('second')}"`) +
			gated(`${nonce} defer src="${script('defer')}"`) +
			gated(nonce, `log('module')`, 'module'),
		withNonce(policy),
	);
	await until('entries.length === 5');
	expect([await entries(), await faults()]).toEqual([['external', 'inline', 'second', 'defer', 'module'], []]);
});

it('works with hashes and strict-dynamic, where nothing carries a nonce', async () => {
	const text = `log('hashed')`;
	const hash = (source: string) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
	const prelude = 'window.entries = []; window.faults = []; window.log = (entry) => entries.push(entry)';
	await open(
		`<script>${prelude}</script><script>${runtime}</script>${gated(`src="${script('external', { delay: 30 })}"`)}${gated('', text)}${gated(`src="${script('second')}"`)}`,
		{
			hasRuntime: false,
			headers: { 'content-security-policy': `script-src ${[prelude, runtime, text].map(hash).join(' ')} 'strict-dynamic'` },
		},
	);
	await loaded();
	await consent({ statistical: true });
	await until('entries.length === 3');
	expect(await entries()).toEqual(['external', 'hashed', 'second']);
});

it('refuses what lacks its nonce, as an injected tag would', async () => {
	await open(
		gated(`src="${script('injected')}"`) +
			gated('', `log('injected')`) +
			gated('nonce="guess"', `log('injected')`) +
			gated(nonce, `log('own')`),
		withNonce(`script-src 'nonce-${NONCE}' 'strict-dynamic'`),
	);
	await loaded();
	await consent({ statistical: true });
	await until(`entries.length && faults.length >= 3`);
	expect([await entries(), await faults()]).toEqual([['own'], Array(3).fill('wrong nonce')]);
});

itFull('refuses what a tag writes without the nonce', async () => {
	await openAndGrant(
		gated(nonce, `document.write('<script>log("injected")<\\/script>')`) + gated(nonce, `log('own')`),
		withNonce(`script-src 'nonce-${NONCE}' 'strict-dynamic'`),
	);
	await until('entries.length && faults.length');
	expect([await entries(), await faults()]).toEqual([['own'], ['wrong nonce']]);
});

it('goes on after what a policy blocks', async () => {
	await openAndGrant(
		gated(`${nonce} src="${script('elsewhere')}"`) + gated(nonce, `log('own')`),
		withNonce(`script-src 'nonce-${NONCE}'; connect-src 'none'`),
	);
	await until(`entries.length === 2`);
	await open(gated(`src="${script('blocked')}"`) + gated('', `log('blocked')`), {
		headers: { 'content-security-policy': `script-src 'unsafe-inline'` },
	});
	await loaded();
	await consent({ statistical: true });
	await until('entries.length');
	expect(await entries()).toEqual(['blocked']);
	expect(await evaluate('faults.includes("failed to load")')).toBe(true);
});

itFull('goes on after a document.write that Trusted Types forbid', async () => {
	await openAndGrant(
		gated(nonce, `document.write('<p>')`) + gated(nonce, `log('next')`),
		withNonce(`script-src 'nonce-${NONCE}' 'strict-dynamic'; require-trusted-types-for 'script'`),
	);
	await until('entries.length');
	expect(await entries()).toEqual(['next']);
});

itFull('mounts a template without the nonce, which nobody parses anew, also under Trusted Types', async () => {
	await open(
		`<script ${nonce}>addEventListener('error', () => log('uncaught'))</script>
			<template data-category="!decided"><p>ask</p></template><template ${nonce} data-category="!decided"><b>whole</b></template>`,
		withNonce(`script-src 'nonce-${NONCE}'; require-trusted-types-for 'script'`),
	);
	await loaded();
	await until('document.querySelector("b")');
	expect([await faults(), await entries(), await evaluate('document.querySelector("p").textContent')]).toEqual([[], [], 'ask']);
});
