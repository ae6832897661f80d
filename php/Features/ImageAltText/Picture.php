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
	 * Reads a picture.
	 *
	 * @param PictureFile $file A file that was looked at.
	 * @throws ImageUnusable When it cannot be sent.
	 */
	public static function read( PictureFile $file ): self {
		if ( ! in_array( $file->media_type, self::MEDIA_TYPES, true ) ) {
			throw new ImageUnusable( ImageUnusable::UNSUPPORTED_TYPE );
		}
		if ( (int) filesize( $file->path ) > self::MAX_BYTES ) {
			throw new ImageUnusable( ImageUnusable::TOO_LARGE );
		}
		return new self( $file->media_type, (string) file_get_contents( $file->path ) ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A local file.
	}
}
