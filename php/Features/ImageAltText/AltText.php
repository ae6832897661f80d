<?php
/**
 * The alt text of an image, in WordPress's own field.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

/**
 * Plain text: what a person or the model wrote, without markup, control characters and line breaks.
 */
final class AltText {

	public const META_KEY = '_wp_attachment_image_alt';

	/** The most code points that are kept. */
	public const MAX_CODE_POINTS = 500;

	/**
	 * The alt text of an image; empty when it has none.
	 *
	 * @param int $image_id The attachment.
	 */
	public function of( int $image_id ): string {
		$text = get_post_meta( $image_id, self::META_KEY, true );
		return is_string( $text ) ? trim( $text ) : '';
	}

	/**
	 * Saves an alt text. An empty one removes it.
	 *
	 * @param int    $image_id The attachment.
	 * @param string $text     Any text; what clean() leaves of it is saved.
	 */
	public function save( int $image_id, string $text ): void {
		update_post_meta( $image_id, self::META_KEY, wp_slash( self::clean( $text ) ) );
	}

	/**
	 * A text as it may be saved: at most MAX_CODE_POINTS, cut between words where there are any.
	 *
	 * @param string $text Any text, hostile or not.
	 */
	public static function clean( string $text ): string {
		$plain = wp_strip_all_tags( wp_check_invalid_utf8( $text, true ) );
		$plain = trim( (string) preg_replace( '/[\p{Cc}\p{Zl}\p{Zp}\s]+/u', ' ', $plain ) );
		if ( mb_strlen( $plain, 'UTF-8' ) <= self::MAX_CODE_POINTS ) {
			return $plain;
		}
		$cut   = mb_substr( $plain, 0, self::MAX_CODE_POINTS, 'UTF-8' );
		$space = mb_strrpos( $cut, ' ', 0, 'UTF-8' );
		return rtrim( false !== $space && $space > self::MAX_CODE_POINTS / 2 ? mb_substr( $cut, 0, $space, 'UTF-8' ) : $cut );
	}
}
