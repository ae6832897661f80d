<?php
/**
 * What a file really is, whatever its name and the database say.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

/**
 * Looks at the first bytes only: nothing is decoded.
 */
final class PictureFile {

	public const SVG  = 'image/svg+xml';
	public const HEIC = 'image/heic';

	private const HEAD_BYTES = 4096;

	/** Brands of the container that HEIC comes in. */
	private const HEIC_BRANDS = array( 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1' );

	/** Spacers and counting pixels show nothing that could be said. */
	private const LEAST_EDGE = 3;

	private const CMYK_CHANNELS = 4;

	/**
	 * A file.
	 *
	 * @param string $path       Where it is.
	 * @param string $media_type Of its bytes.
	 * @param int    $width      In pixels; 0 where the head does not say.
	 * @param int    $height     The same.
	 * @param bool   $is_cmyk    It is made for print.
	 * @param bool   $is_turned  It lies on its side, and only a note in it says so.
	 */
	private function __construct(
		public readonly string $path,
		public readonly string $media_type,
		public readonly int $width,
		public readonly int $height,
		public readonly bool $is_cmyk,
		public readonly bool $is_turned,
	) {}

	/**
	 * Looks at a file.
	 *
	 * @param string $path Where it is.
	 * @throws ImageUnusable When it is none, or no picture.
	 */
	public static function look_at( string $path ): self {
		$bytes = is_file( $path ) && is_readable( $path ) ? filesize( $path ) : false;
		if ( false === $bytes ) {
			throw new ImageUnusable( ImageUnusable::MISSING );
		}
		if ( 0 === $bytes ) {
			throw new ImageUnusable( ImageUnusable::EMPTY );
		}
		$size = wp_getimagesize( $path );
		if ( ! is_array( $size ) || $size[0] < 1 || $size[1] < 1 ) {
			return new self( $path, self::sniffed( $path ), 0, 0, false, false );
		}
		if ( min( $size[0], $size[1] ) < self::LEAST_EDGE ) {
			throw new ImageUnusable( ImageUnusable::TOO_SMALL );
		}
		$channels  = $size['channels'] ?? 0;
		$is_turned = 'image/jpeg' === $size['mime'] && self::orientation( $path ) > 1;
		return new self( $path, $size['mime'], $size[0], $size[1], self::CMYK_CHANNELS === $channels, $is_turned );
	}

	/**
	 * Whether the model reads the file as it is.
	 *
	 * @param int $most_edge The longest edge that makes sense to send, in pixels.
	 */
	public function is_sendable( int $most_edge ): bool {
		return in_array( $this->media_type, Picture::MEDIA_TYPES, true ) && max( $this->width, $this->height ) <= $most_edge && ! $this->is_cmyk && ! $this->is_turned && ! $this->is_animated();
	}

	/**
	 * Whether it is a GIF of several frames: models read one.
	 */
	private function is_animated(): bool {
		if ( 'image/gif' !== $this->media_type ) {
			return false;
		}
		$bytes = (string) file_get_contents( $this->path ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A local file.
		return preg_match_all( '/\x00\x21\xF9\x04.{4}\x00[\x2C\x21]/s', $bytes ) > 1;
	}

	/**
	 * The kind of a file that PHP does not know.
	 *
	 * @param string $path Where it is.
	 * @throws ImageUnusable When it is no picture.
	 */
	private static function sniffed( string $path ): string {
		$head = (string) file_get_contents( $path, false, null, 0, self::HEAD_BYTES ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A local file.
		if ( 'ftyp' === substr( $head, 4, 4 ) && in_array( substr( $head, 8, 4 ), self::HEIC_BRANDS, true ) ) {
			return self::HEIC;
		}
		if ( 1 === preg_match( '/^(\xEF\xBB\xBF)?\s*(<\?xml\b.*?\?>\s*)?(<!--.*?-->\s*|<!DOCTYPE\s+svg\b[^>]*>\s*)*<svg\b/s', $head ) ) {
			return self::SVG;
		}
		throw new ImageUnusable( ImageUnusable::NOT_AN_IMAGE );
	}

	/**
	 * How a camera was held: 1 for upright, also where nothing is said.
	 *
	 * @param string $path Of a JPEG.
	 */
	private static function orientation( string $path ): int {
		$notes = extension_loaded( 'exif' ) ? @exif_read_data( $path ) : false; // phpcs:ignore WordPress.PHP.NoSilencedErrors.Discouraged -- It warns of what cameras write.
		$value = is_array( $notes ) ? ( $notes['Orientation'] ?? 1 ) : 1;
		return is_numeric( $value ) ? (int) $value : 1;
	}
}
