<?php
/**
 * The alt text of an image, in WordPress's own field.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Seo\PlainLine;
use SeoRankGenius\Storage\PostMetaRow;
use wpdb;

/**
 * Plain text: what a person or the model wrote, without markup, control characters and line breaks.
 */
final class AltText {

	public const META_KEY = '_wp_attachment_image_alt';

	/** The most code points that are kept. */
	public const MAX_CODE_POINTS = 500;

	/**
	 * Alt texts.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public function __construct( private readonly wpdb $wpdb ) {}

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
	 * Saves what a person wrote. An empty one removes it.
	 *
	 * @param int    $image_id The attachment.
	 * @param string $text     Any text; what clean() leaves of it is saved.
	 */
	public function save( int $image_id, string $text ): void {
		update_post_meta( $image_id, self::META_KEY, wp_slash( self::clean( $text ) ) );
	}

	/**
	 * Saves a text if the image still has the one that it is to replace, or has this one already: whatever anyone has
	 * written since stays. False when it has another, or is gone.
	 *
	 * @param int    $image_id The attachment.
	 * @param string $text     Any text; what clean() leaves of it is saved.
	 * @param string $instead  What of() said when this one was asked for; empty for none.
	 */
	public function save_instead_of( int $image_id, string $text, string $instead ): bool {
		$row    = new PostMetaRow( $this->wpdb, $image_id, self::META_KEY );
		$clean  = self::clean( $text );
		$stored = $row->read();
		if ( null !== $stored && trim( $stored ) === $clean ) {
			return true;
		}
		return trim( (string) $stored ) === trim( $instead ) && $row->replace( $stored, $clean );
	}

	/**
	 * Puts back a text that was replaced, as it was, if the image still has the one that replaced it, or has the former one
	 * already. False when it has another, or is gone.
	 *
	 * @param int    $image_id The attachment.
	 * @param string $former   What of() said before; empty for none.
	 * @param string $made     What replaced it.
	 */
	public function put_back( int $image_id, string $former, string $made ): bool {
		$row    = new PostMetaRow( $this->wpdb, $image_id, self::META_KEY );
		$stored = $row->read();
		if ( null !== $stored && trim( $stored ) === $former ) {
			return true;
		}
		return null !== $stored && trim( $stored ) === $made && $row->replace( $stored, $former );
	}

	/**
	 * The text of a result as it would be saved; empty when nothing of it is text, null when the answer holds none.
	 *
	 * @param ActionAnswer $answer A completed action.
	 */
	public static function made( ActionAnswer $answer ): ?string {
		return true === $answer->result?->is_of( ImageAltRun::NAME ) ? self::clean( $answer->result->fields()->text( 'alt_text', 1000 ) ) : null;
	}

	/**
	 * A text as it may be saved: at most MAX_CODE_POINTS, cut between words where there are any.
	 *
	 * @param string $text Any text, hostile or not.
	 */
	public static function clean( string $text ): string {
		return PlainLine::of( wp_strip_all_tags( wp_check_invalid_utf8( $text, true ) ), self::MAX_CODE_POINTS );
	}
}
