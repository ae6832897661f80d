<?php
/**
 * Takes shortcodes out of content and leaves the text between them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

/**
 * Told from words in brackets by their look, not by what is registered: that differs between wp-admin and the public pages,
 * and ends with the plugin that registered it. "[sic]" and "[see page 3]" stay.
 */
final class Shortcodes {

	/** Between brackets, after the name: `name="value"`, `"value"` and `value`, as WordPress reads them. */
	private const ATTRIBUTES = '(?:\s*+(?:(?<![\w])[\w:.-]++\s*+=\s*+(?:"[^"\]]*+"|\'[^\'\]]*+\'|[^\s"\'<>\[\]]++)|"[^"\]]*+"|\'[^\'\]]*+\'|[^\s"\'<>\[\]]++))*+';

	/** Those of WordPress that stand alone. */
	private const CORE = array( 'audio', 'caption', 'embed', 'gallery', 'playlist', 'video', 'wp_caption' );

	/** Those between which stands an address or code, not text. */
	private const WITHOUT_TEXT = 'audio|embed|fusion_code|playlist|vc_raw_html|vc_raw_js|video';

	/** The page builders whose shortcodes are sections, rows and boxes. */
	private const BUILDERS = '/^(?:av|et_pb|fusion|fl|mk|tatsu|themify|us|vc)_/';

	/** Attributes in which they keep what they show. */
	private const SHOWN = '/(?<![\w-])(?:title|heading|subhead|text)\s*+=\s*+"([^"]++)"/';

	/**
	 * Content without shortcodes.
	 *
	 * @param string $content As stored, of valid UTF-8.
	 */
	public static function removed( string $content ): string {
		if ( ! str_contains( $content, '[' ) ) {
			return $content;
		}
		$closed = array();
		if ( preg_match_all( '#\[/([a-zA-Z][\w-]*+)\s*+\]#', $content, $closers ) > 0 ) {
			$closed  = array_flip( $closers[1] );
			$content = preg_replace( '#(?<!\[)\[(' . self::WITHOUT_TEXT . ')(?=[\s\]])[^\]]*+\][^\[]*+(?:\[(?!/?\1[\s\]])[^\[]*+)*+\[/\1\]#', "\n\n", $content ) ?? $content;
		}
		return preg_replace_callback(
			'#(?<before>[\[\w]?)\[(?<closer>/?)(?<name>[a-zA-Z][\w-]*+)(?=[\s\]/])(?<attributes>' . self::ATTRIBUTES . ')\s*+\](?<after>\]?)#u',
			static function ( array $found ) use ( $closed ): string {
				if ( '[' === $found['before'] && ']' === $found['after'] ) {
					// Written so as to be shown.
					return substr( $found[0], 1, -1 );
				}
				// "list[my_key]" is none.
				$is_apart = '' === trim( $found['before'], '[' );
				if ( isset( $closed[ $found['name'] ] ) || self::has_pair( $found['attributes'] ) || ( $is_apart && self::is_name( $found['name'] ) ) ) {
					return $found['before'] . self::instead_of( $found['name'], $found['attributes'] ) . $found['after'];
				}
				return $found[0];
			},
			$content
		) ?? $content;
	}

	/**
	 * Whether there is a `name="value"` among attributes. "[x = 3]" has none.
	 *
	 * @param string $attributes What follows the name.
	 */
	private static function has_pair( string $attributes ): bool {
		return 1 === preg_match( '/[\w-]=\S/', $attributes );
	}

	/**
	 * Whether a word in brackets is a shortcode by itself.
	 *
	 * @param string $name The word.
	 */
	private static function is_name( string $name ): bool {
		return str_contains( $name, '_' ) || in_array( $name, self::CORE, true );
	}

	/**
	 * What stands in a shortcode's place.
	 *
	 * @param string $name       Its name.
	 * @param string $attributes Its attributes.
	 */
	private static function instead_of( string $name, string $attributes ): string {
		if ( 1 !== preg_match( self::BUILDERS, $name ) ) {
			return '';
		}
		preg_match_all( self::SHOWN, $attributes, $shown );
		// Divi stores quotes and brackets as percent codes.
		return "\n\n" . implode( '', array_map( static fn ( string $text ): string => str_replace( array( '%22', '%91', '%93' ), array( '"', '[', ']' ), $text ) . "\n\n", $shown[1] ) );
	}
}
