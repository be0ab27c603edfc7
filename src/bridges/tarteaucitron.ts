import { readCookie } from '../cookie.js';
import { type Bridge, type Decision, follow } from './inbound.js';

interface TarteaucitronWindow {
	tarteaucitron?: { parameters?: { cookieName?: string } };
}

/** tarteaucitron.js, service by service, https://tarteaucitron.io/ */
export const tarteaucitron: Bridge = (taggate, options) =>
	follow(taggate, options, undefined, ['tac.consent_updated'], () => {
		const name = (window as TarteaucitronWindow).tarteaucitron?.parameters?.cookieName || 'tarteaucitron';
		const decision: Decision = {};
		// `!matomo=true!youtube=false!vimeo=wait`
		for (const [, id, answer] of readCookie(name).matchAll(/!([^!=]+)=(true|false)/g)) decision[id!] = answer === 'true';
		if (Object.keys(decision)[0]) return decision;
	});
