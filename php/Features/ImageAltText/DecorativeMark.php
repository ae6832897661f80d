<?php
/**
 * The mark that an image is decorative: it is to have no alt text, and nobody is to write one by the way.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Storage\Names;

/**
 * WordPress knows only the empty text, which most often means that nobody has written one yet. So the mark is meta of its
 * own, and goes with the image into an export. A text outweighs it.
 */
final class DecorativeMark {

	/**
	 * Whether an image is marked, has no text, and so stays without one.
	 *
	 * @param int $image_id The attachment.
	 */
	public function holds( int $image_id ): bool {
		$text = get_post_meta( $image_id, AltText::META_KEY, true );
		return $this->is_set( $image_id ) && ( ! is_string( $text ) || '' === trim( $text ) );
	}

	/**
	 * Whether an image is marked, with a text or without.
	 *
	 * @param int $image_id The attachment.
	 */
	public function is_set( int $image_id ): bool {
		return '1' === get_post_meta( $image_id, Names::DECORATIVE, true );
	}

	/**
	 * Marks an image, or takes the mark away. Its text is left alone.
	 *
	 * @param int  $image_id      The attachment.
	 * @param bool $is_decorative Whether it is.
	 */
	public function set( int $image_id, bool $is_decorative ): void {
		if ( $is_decorative ) {
			update_post_meta( $image_id, Names::DECORATIVE, '1' );
		} else {
			delete_post_meta( $image_id, Names::DECORATIVE );
		}
	}
}
