<?php
/**
 * Makes plain text of what a person or the model wrote.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

/**
 * The cloud has cleaned what comes from the model; nothing here relies on that.
 */
final class PlainText {

	/**
	 * One line, without markup and control characters.
	 *
	 * @param string $text Any text, hostile or not.
	 */
	public static function line( string $text ): string {
		return trim( (string) preg_replace( '/[\p{Cc}\p{Zl}\p{Zp}\s]+/u', ' ', self::without_markup( $text ) ) );
	}

	/**
	 * Several lines, the same way; blank lines part paragraphs.
	 *
	 * @param string $text Any text, hostile or not.
	 */
	public static function paragraphs( string $text ): string {
		$lines = array_map( self::line( ... ), explode( "\n", str_replace( array( "\r\n", "\r" ), "\n", self::without_markup( $text ) ) ) );
		return trim( (string) preg_replace( '/\n{3,}/', "\n\n", implode( "\n", $lines ) ) );
	}

	/**
	 * A text without tags. A sign that opens none, such as in "a < b", stays.
	 *
	 * @param string $text Any text.
	 */
	private static function without_markup( string $text ): string {
		return wp_strip_all_tags( wp_check_invalid_utf8( $text, true ) );
	}
}
