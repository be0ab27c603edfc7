/** What runs while a condition holds, and is taken back: callbacks, and elements that a plugin has taught. */
import { guard } from './bus.js';
import { holds } from './consent.js';

export interface Effect {
	_condition: string;
	/** Of a callback, which waits for its turn again and again. */
	_run?: () => unknown;
	/** Its place. Nothing keeps a removed element alive. */
	_at?: WeakRef<Element> | undefined;
	/** It has begun. Only a cleanup ends it. */
	_isOn?: boolean;
	_undo?: (() => unknown) | undefined;
}

export const effects = new Set<Effect>();

/** Takes it back when its condition no longer holds, or it was taken off the list. */
export function review(effect: Effect) {
	const { _undo } = effect;
	if (!_undo || (effects.has(effect) && holds(effect._condition))) return;
	effect._undo = undefined;
	effect._isOn = false;
	if (!effect._run) effects.delete(effect);
	guard(_undo);
}

/** Runs it; what it returns takes it back. */
export function begin(effect: Effect, run: () => unknown) {
	effects.add(effect);
	effect._isOn = true;
	const undo = guard(run);
	if (typeof undo === 'function') effect._undo = undo as () => unknown;
	// Without a cleanup it is over.
	else effects.delete(effect);
	// It may have taken back its own consent, or itself.
	review(effect);
}
