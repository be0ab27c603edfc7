<?php
/** What the recipe needs of WordPress, as WordPress does it; prints the page of a site with three plugins. Argument: the recipe. */

set_error_handler( function ( $_, $message ) { throw new ErrorException( $message ); } );

$hooks = array();

function add_action( $name, $callback, $priority = 10, $count = 1 ) {
	global $hooks;
	$hooks[ $name ][ $priority ][] = array( $callback, $count );
}
function add_filter( ...$parameters ) {
	add_action( ...$parameters );
}
function apply_filters( $name, $value, ...$more ) {
	global $hooks;
	$found = $hooks[ $name ] ?? array();
	ksort( $found );
	foreach ( array_merge( ...$found ) as list( $callback, $count ) ) {
		$value = $callback( ...array_slice( array( $value, ...$more ), 0, $count ) );
	}
	return $value;
}
function wp_print_inline_script_tag( $text ) {
	echo "<script>\n$text\n</script>\n";
}

/** Tags of a fragment, one after the other; what stands in a script is no tag. */
class WP_HTML_Tag_Processor {
	private $html;
	private $tags;
	private $at = -1;

	function __construct( $html ) {
		$this->html = $html;
		preg_match_all( '~<script\b([^>]*)>.*?</script>~s', $html, $found, PREG_OFFSET_CAPTURE | PREG_SET_ORDER );
		$this->tags = array_map( fn( $tag ) => $tag[1], $found );
	}
	function next_tag( $name ) {
		return 'script' === $name && ++$this->at < count( $this->tags );
	}
	function get_attribute( $name ) {
		return preg_match( "~\\s$name(?:=([\"'])(.*?)\\1)?(?=\\s|$)~", $this->tags[ $this->at ][0], $found ) ? $found[2] ?? true : null;
	}
	function set_attribute( $name, $value ) {
		$attributes = &$this->tags[ $this->at ][0];
		$attributes = preg_replace( "~\\s$name=([\"']).*?\\1~", '', $attributes ) . sprintf( ' %s="%s"', $name, htmlspecialchars( $value ) );
	}
	function get_updated_html() {
		$html = '';
		$end  = 0;
		// The length of what stood there is that of the original tag's.
		foreach ( $this->tags as list( $attributes, $start ) ) {
			$html .= substr( $this->html, $end, $start - $end ) . $attributes;
			$end   = $start + strcspn( $this->html, '>', $start );
		}
		return $html . substr( $this->html, $end );
	}
}

require $argv[1];

/** As WP_Scripts::do_item(): translations, what was added before, the script, what was added after, filtered together. */
function print_script( $handle, $src, $before = '', $after = '', $type = 'text/javascript' ) {
	$inline = fn( $text, $place ) => $text ? "<script type=\"text/javascript\" id=\"$handle-js-$place\">\n$text\n</script>\n" : '';
	echo apply_filters(
		'script_loader_tag',
		$inline( $before, 'before' ) . "<script type=\"$type\" src=\"$src\" id=\"$handle-js\"></script>\n" . $inline( $after, 'after' ),
		$handle,
		$src
	);
}

apply_filters( 'wp_head', null );
// The theme's own.
print_script( 'theme', '/theme.js' );
print_script(
	'matomo',
	'https://matomo.example.org/matomo.js',
	"window._paq = window._paq || []; _paq.push(['setTrackerUrl', 'https://matomo.example.org/matomo.php'], ['setSiteId', '1'], ['trackPageView']); log('before')",
	"log('after ' + typeof _paq.push); window.markup = '<script src=x><' + '/script>'",
	// A plugin may write the type of a classic script in many ways, as none for one.
	''
);
print_script( 'chat-widget', 'https://chat.example.org/chat.js', '', '', 'module' );
