/** What the runtime is told, and what it keeps: types that a server needs too, which knows no DOM. */

/** What is known of each name: `true` granted, `false` denied; absent: never asked. */
export type ConsentState = Readonly<Record<string, boolean>>;

/** The options of the runtime; on its script tag each is the attribute `data-…` of the same name. */
export interface Options {
	/** Where the decision is kept: `cookie` (default), `local` (localStorage) or `none`, when a consent manager owns it. */
	store?: string;
	/** Name of the cookie or key. Default `taggate`. */
	key?: string;
	/** Days for which a decision lasts. Default 180. */
	days?: number | string;
	/** The cookie's domain. Default: this host alone. */
	domain?: string;
	/** Raise it and every visitor is asked again: a decision of any other version is none. */
	version?: number | string;
	/** Names, separated by spaces, that always hold besides `necessary`. */
	granted?: string;
	/** Names that hold until the visitor decides, where the law lets them. */
	default?: string;
	/** Of those, the names that do not hold under Global Privacy Control. */
	gpc?: string;
	/** Milliseconds for which a hung download holds ordered tags back. Default 10000. */
	timeout?: number | string;
	/** Reloads the page when consent is withdrawn under which a script has run; as an attribute it needs no value. */
	reload?: boolean | string;
	/** What holds until the visitor decides: what the plugin `extras` makes of `default` and `gpc`. */
	initial?: ConsentState;
	/** The nonce that every gated script must carry. Default: that of the runtime's own script tag. */
	nonce?: string;
}
