<?php
/**
 * The addresses that a content links to.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use WP_HTML_Tag_Processor;

/**
 * Of links in its markup, whatever editor made them, and of page builders' shortcodes, which keep them in attributes.
 */
final class ContentLinks {

	/** Of one content at most. */
	private const MOST = 1000;

	private const MAX_BYTES = 4_000_000;

	/**
	 * Every address once, decoded, in order.
	 *
	 * @param string $markup A post's content, as stored.
	 * @return list<string>
	 */
	public static function in( string $markup ): array {
		$markup = substr( $markup, 0, self::MAX_BYTES );
		$found  = array();
		if ( false !== stripos( $markup, '<a' ) ) {
			$tags = new WP_HTML_Tag_Processor( $markup );
			while ( $tags->next_tag( array( 'tag_name' => 'A' ) ) ) {
				$href = $tags->get_attribute( 'href' );
				if ( is_string( $href ) ) {
					$found[] = $href;
				}
			}
		}
		return array_slice( array_values( array_unique( array( ...$found, ...self::in_shortcodes( $markup ) ) ) ), 0, self::MOST );
	}

	/**
	 * Those in attributes of shortcodes: `url="https://…"`, and `link="url:https%3A%2F%2F…|title:…"` of WPBakery.
	 *
	 * @param string $markup A post's content.
	 * @return list<string>
	 */
	private static function in_shortcodes( string $markup ): array {
		if ( (int) preg_match_all( '/\[[a-z][\w-]*+[^\[\]]*+\]/i', $markup, $shortcodes ) < 1 ) {
			return array();
		}
		$found = array();
		foreach ( $shortcodes[0] as $shortcode ) {
			preg_match_all( '/\b(?:href|link|url|button_url|button_link|link_url)\s*+=\s*+(["\'])(.*?)\1/i', $shortcode, $values );
			foreach ( $values[2] as $value ) {
				$value   = html_entity_decode( $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
				$found[] = str_starts_with( $value, 'url:' ) ? rawurldecode( (string) strtok( substr( $value, 4 ), '|' ) ) : $value;
			}
		}
		return $found;
	}
}
