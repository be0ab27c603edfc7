import { useSyncExternalStore } from 'react';
import { start } from 'taggate/full';

const subscribe = (changed) => start().on('change', changed);

/** Whether the condition holds. On a server, and while its markup is made alive, it does not. */
export const useConsent = (condition) =>
	useSyncExternalStore(
		subscribe,
		() => start().has(condition),
		() => false,
	);

/** Its children while the condition holds, and the placeholder otherwise. React leaves a `<template>` empty: use this instead. */
export const Gate = ({ when, placeholder = null, children }) => (useConsent(when) ? children : placeholder);
