/** What runs while a condition holds, and is taken back: callbacks, and elements that a plugin has taught. */
import { announce, guard, report } from './bus.js';
import { holds } from './consent.js';

export interface Effect {
	_condition: string;
	_run(at: HTMLElement | undefined): unknown;
	/** Its place. Nothing keeps a removed element alive. */
	_at: WeakRef<HTMLElement> | undefined;
	/** The place is the element that it is about: announced, and never run without it. */
	_isTag?: boolean;
	/** Waits for no script before it. */
	_isUrgent?: boolean | undefined;
	/** What takes it back; or until which change of consent it does not wait for its turn. */
	_on?: (() => unknown) | number;
}

const FOREVER = Number.POSITIVE_INFINITY;

export const effects = new Set<Effect>();
/** Counts changes of consent: what a listener prevents is prevented until the next. */
export let round = 1;

export const nextRound = () => {
	round++;
	effects.forEach(review);
};

export const malformed = (condition: string) => `malformed condition "${condition}"`;

export const isWaiting = ({ _on, _condition }: Effect): unknown =>
	!(typeof _on === 'function' || _on! >= round) && holds(_condition);

export function arm(effect: Effect, target?: EventTarget) {
	effects.add(effect);
	if (holds(effect._condition) === null) report(malformed(effect._condition), target);
}

/** Takes it back when its condition no longer holds, or it was taken off the list. */
export function review(effect: Effect) {
	const { _on } = effect;
	if (typeof _on !== 'function' || (effects.has(effect) && holds(effect._condition))) return;
	effect._on = 0;
	guard(_on);
}

/** Runs it; what it returns takes it back, and arms it again. */
export function begin(effect: Effect) {
	const at = effect._at?.deref();
	const { _isTag } = effect;
	if (_isTag && !announce('activate', at)) effect._on = round;
	// A listener may have changed consent.
	if (!isWaiting(effect)) return;
	effect._on = FOREVER;
	const undo = guard(() => effect._run(at));
	if (typeof undo === 'function') effect._on = undo as () => unknown;
	// Without a cleanup it is over.
	else effects.delete(effect);
	if (_isTag) announce('activated', at);
	// It may have taken back its own consent, or itself.
	review(effect);
}
