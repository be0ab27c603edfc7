/** What the report, the README and its picture call the products. Apart from these, so that who only shows figures needs no build. */

export const ORDINARY = 'ordinary page';
/** The gate alone. */
export const GATE = 'taggate';
/** The gate and all its plugins. */
export const FULL = 'taggate, full';
/** What a later one is compared with. */
export const PREVIOUS = 'taggate before';
export const VANILLA = 'vanilla-cookieconsent';
export const KLARO = 'klaro';
export const OREJIME = 'orejime';
export const FLOOR = 'bare observer';

/** Those that have targets to meet. */
export const OWN = [GATE, FULL];
export const PEERS = [VANILLA, KLARO, OREJIME];
/** The columns of the README, and of these all but the first are bars in its picture. */
export const SHOWN = [ORDINARY, ...OWN, ...PEERS];
