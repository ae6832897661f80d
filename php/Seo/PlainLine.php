<?php
/**
 * One line of plain text, out of any text.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Content\Utf8;

/**
 * Markup is no business of it: what looks like a tag stays, and is escaped where it is printed.
 */
final class PlainLine {

	/**
	 * Valid UTF-8 without control characters and line breaks, white space as single blanks.
	 *
	 * @param string $text             Any text, hostile or not.
	 * @param int    $most_code_points It is cut there, between words where there are any.
	 * @param string $ending           Put behind what was cut; counts.
	 */
	public static function of( string $text, int $most_code_points, string $ending = '' ): string {
		// What lies far beyond the end is not looked at: four bytes a sign at most, and white space that is collapsed.
		$beginning = mb_strcut( Utf8::repaired( $text ), 0, 20 * $most_code_points + 1000, 'UTF-8' );
		$plain     = trim( (string) preg_replace( '/[\p{Cc}\p{Zl}\p{Zp}\s]+/u', ' ', $beginning ) );
		if ( mb_strlen( $plain, 'UTF-8' ) <= $most_code_points ) {
			return $plain;
		}
		$most  = $most_code_points - mb_strlen( $ending, 'UTF-8' );
		$cut   = mb_substr( $plain, 0, $most, 'UTF-8' );
		$space = ' ' === mb_substr( $plain, $most, 1, 'UTF-8' ) ? false : mb_strrpos( $cut, ' ', 0, 'UTF-8' );
		return rtrim( false !== $space && $space > $most / 2 ? mb_substr( $cut, 0, $space, 'UTF-8' ) : $cut ) . $ending;
	}
}
