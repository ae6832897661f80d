<?php
/**
 * A picture as it is sent: real bytes of a kind that the model reads.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

/**
 * Checked bytes.
 */
final class Picture {

	public const MEDIA_TYPES = array( 'image/jpeg', 'image/png', 'image/webp', 'image/gif' );

	/** The most bytes of one picture: 4 MiB are 5.6 MB in base64, well within the 12 MiB of a request. */
	private const MAX_BYTES = 4194304;

	/**
	 * A picture.
	 *
	 * @param string $media_type One of MEDIA_TYPES.
	 * @param string $bytes      The file's content.
	 */
	private function __construct( public readonly string $media_type, public readonly string $bytes ) {}

	/**
	 * Reads a picture from a file and checks that it is one, whatever its name says.
	 *
	 * @param string $file A path.
	 * @throws ImageUnusable When it cannot be sent.
	 */
	public static function read( string $file ): self {
		$bytes_in_file = is_file( $file ) && is_readable( $file ) ? filesize( $file ) : false;
		if ( false === $bytes_in_file ) {
			throw new ImageUnusable( ImageUnusable::MISSING );
		}
		if ( 0 === $bytes_in_file ) {
			throw new ImageUnusable( ImageUnusable::EMPTY );
		}
		if ( $bytes_in_file > self::MAX_BYTES ) {
			throw new ImageUnusable( ImageUnusable::TOO_LARGE );
		}
		$bytes = (string) file_get_contents( $file ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A local file.
		$size  = wp_getimagesize( $file );
		if ( ! is_array( $size ) || $size[0] < 1 || $size[1] < 1 ) {
			throw new ImageUnusable( ImageUnusable::NOT_AN_IMAGE );
		}
		if ( ! in_array( $size['mime'], self::MEDIA_TYPES, true ) ) {
			throw new ImageUnusable( ImageUnusable::UNSUPPORTED_TYPE );
		}
		return new self( $size['mime'], $bytes );
	}
}
