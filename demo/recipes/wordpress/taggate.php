<?php
/**
 * Plugin Name: Taggate
 * Description: Holds the scripts of other plugins until the visitor consents. WordPress 6.2 or newer.
 *
 * In wp-content/mu-plugins, with taggate.full.min.js beside it.
 */

/** The handles under which plugins enqueue what is to be held, and the condition of each. */
const TAGGATE_HELD = array(
	'google_gtagjs' => 'statistical',
	'matomo'        => 'statistical',
	'chat-widget'   => 'functional',
);

/** Types of scripts that run nothing. */
const TAGGATE_DATA = array( 'application/json', 'application/ld+json', 'importmap', 'speculationrules', 'text/template', 'text/html' );

/** First in the head, with the nonce of a policy when a plugin sets one. */
add_action(
	'wp_head',
	function () {
		wp_print_inline_script_tag( file_get_contents( __DIR__ . '/taggate.full.min.js' ) );
	},
	0
);

/** Marks the script and what wp_add_inline_script() has put before and after it. */
add_filter(
	'script_loader_tag',
	function ( $html, $handle ) {
		if ( ! isset( TAGGATE_HELD[ $handle ] ) ) {
			return $html;
		}
		$tags = new WP_HTML_Tag_Processor( $html );
		while ( $tags->next_tag( 'script' ) ) {
			$type = $tags->get_attribute( 'type' );
			// Data stays data; what is not known to be data is held.
			if ( is_string( $type ) && in_array( strtolower( trim( $type ) ), TAGGATE_DATA, true ) ) {
				continue;
			}
			if ( is_string( $type ) && 'module' === strtolower( trim( $type ) ) ) {
				$tags->set_attribute( 'data-type', 'module' );
			}
			$tags->set_attribute( 'type', 'text/plain' );
			$tags->set_attribute( 'data-category', TAGGATE_HELD[ $handle ] );
		}
		return $tags->get_updated_html();
	},
	10,
	2
);
